namespace Monster.Terminal.Telnet;

/// <summary>Takes what a <see cref="TelnetParser"/> finds. The spans are valid during the call only.</summary>
public interface ITelnetReceiver
{
    /// <summary>Bytes that are not telnet's own.</summary>
    void Data(ReadOnlySpan<byte> data);

    /// <summary>A command without an option.</summary>
    void Command(TelnetCommand command);

    /// <summary>An option is offered, asked for or turned off.</summary>
    void Negotiate(TelnetVerb verb, TelnetOption about);

    /// <summary>What belongs to an option, with doubled 255s made single.</summary>
    void Subnegotiate(TelnetOption about, ReadOnlySpan<byte> content);
}
