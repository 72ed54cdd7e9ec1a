namespace Monster.Terminal.Telnet;

/// <summary>What is said about an option (RFC 854).</summary>
public enum TelnetVerb : byte
{
    /// <summary>The sender uses it or offers to.</summary>
    Will = 251,

    /// <summary>The sender does not use it.</summary>
    Wont = 252,

    /// <summary>The receiver is asked to use it, or may.</summary>
    Do = 253,

    /// <summary>The receiver must not use it.</summary>
    Dont = 254,
}
