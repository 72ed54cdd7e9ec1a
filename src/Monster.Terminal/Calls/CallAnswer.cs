namespace Monster.Terminal.Calls;

/// <summary>The lines a board answers with at its socket for calls.</summary>
public static class CallAnswer
{
    /// <summary>To a ping: the board is open.</summary>
    public const string Open = "open";

    /// <summary>To a key: it is on an account.</summary>
    public const string Known = "known";

    /// <summary>To a key: it is on no account, and its owner may log in by other means.</summary>
    public const string Unknown = "unknown";

    /// <summary>To a key: its owner may not come in.</summary>
    public const string Refused = "refused";

    /// <summary>To whoever may not ask: the process is none of the user's that the setting <c>ssh-user</c> names.</summary>
    public const string Stranger = "stranger";

    /// <summary>The longest line, in bytes.</summary>
    public const int MaxLength = 16;
}
