namespace Monster.Terminal;

/// <summary>Keys held while another is pressed, with the bits that xterm uses in its parameters.</summary>
[Flags]
public enum KeyModifiers
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Shift, where the key itself does not already say so.</summary>
    Shift = 1,

    /// <summary>Alt, or an Escape before the key.</summary>
    Alt = 2,

    /// <summary>Control.</summary>
    Control = 4,
}
