namespace Monster.Bbs.Messages;

/// <summary>What a line of a chat tells.</summary>
public enum ChatLineKind
{
    /// <summary>Somebody said something.</summary>
    Said,

    /// <summary>Somebody came in.</summary>
    Came,

    /// <summary>Somebody left.</summary>
    Left,
}
