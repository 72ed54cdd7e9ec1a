namespace Monster.Bridge;

/// <summary>What this program does.</summary>
internal enum OrderKind
{
    /// <summary>Brings whoever sits at the terminal to the board.</summary>
    Call,

    /// <summary>Tells sshd whether somebody with a key may come in.</summary>
    Keys,

    /// <summary>Says whether the board is open, for <c>monster ssh check</c>.</summary>
    Ping,

    /// <summary>Says what the board says about a key, for <c>monster ssh check</c>.</summary>
    Ask,

    /// <summary>Says that there is no shell here.</summary>
    Refuse,

    /// <summary>The arguments are not understood.</summary>
    Wrong,
}
