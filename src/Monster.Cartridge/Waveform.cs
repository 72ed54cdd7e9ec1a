namespace Monster.Cartridge;

/// <summary>The waveform of a voice.</summary>
public enum Waveform
{
    /// <summary>A square wave, the classic beep.</summary>
    Square = 0,

    /// <summary>A triangle wave: soft.</summary>
    Triangle = 1,

    /// <summary>A sawtooth wave: harsh.</summary>
    Sawtooth = 2,

    /// <summary>White noise; the frequency is how often it changes.</summary>
    Noise = 3,
}
