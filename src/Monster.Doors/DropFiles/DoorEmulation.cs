namespace Monster.Doors;

/// <summary>What a caller's terminal can show, in the numbers of DOOR32.SYS line 10.</summary>
public enum DoorEmulation
{
    /// <summary>Plain text, no cursor addressing.</summary>
    Ascii = 0,

    /// <summary>ANSI.SYS or more.</summary>
    Ansi = 1,

    /// <summary>AVATAR/0+; such terminals take ANSI too.</summary>
    Avatar = 2,

    /// <summary>RIPscrip; such terminals take ANSI too.</summary>
    Rip = 3,

    /// <summary>Max Graphics; such terminals take ANSI too.</summary>
    MaxGraphics = 4,
}
