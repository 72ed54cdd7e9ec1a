namespace Monster.Arcade;

/// <summary>A live play as it stood after a tick. Immutable; its picture is drawn once, by whoever asks first, and shared by all who watch.</summary>
public sealed class LiveFrame
{
    private readonly Lazy<Picture> _picture;

    internal LiveFrame(Cartridge cartridge, byte[] state, int ticks, LivePhase phase, int? score)
    {
        (Ticks, Phase, Score) = (ticks, phase, score);
        _picture = new Lazy<Picture>(() =>
        {
            var picture = new Picture();
            cartridge.Draw(state, picture);
            return picture;
        });
    }

    /// <summary>Completed updates.</summary>
    public int Ticks { get; }

    /// <summary>Whether it goes on.</summary>
    public LivePhase Phase { get; }

    /// <summary>The score; null when the game cannot say.</summary>
    public int? Score { get; }

    /// <summary>What the player sees.</summary>
    /// <exception cref="ArcadeException">There are too many instances to draw it.</exception>
    public Picture Picture => _picture.Value;
}
