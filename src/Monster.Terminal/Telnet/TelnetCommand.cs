namespace Monster.Terminal.Telnet;

/// <summary>Telnet commands that stand alone after IAC, by their codes (RFC 854).</summary>
public enum TelnetCommand : byte
{
    /// <summary>Ends a subnegotiation.</summary>
    SubnegotiationEnd = 240,

    /// <summary>Does nothing: shows that the line lives.</summary>
    NoOperation = 241,

    /// <summary>The Break key.</summary>
    Break = 243,

    /// <summary>Stop what is running: the interrupt key.</summary>
    InterruptProcess = 244,

    /// <summary>Show a sign of life.</summary>
    AreYouThere = 246,

    /// <summary>Erase the last character.</summary>
    EraseCharacter = 247,

    /// <summary>Erase the line.</summary>
    EraseLine = 248,

    /// <summary>Begins a subnegotiation.</summary>
    Subnegotiation = 250,

    /// <summary>Interpret as command; doubled, it is the data byte 255.</summary>
    Iac = 255,
}
