namespace Monster.Board;

/// <summary>What the log holds: a command, and which one of which session it is, so that a retry is known as one.</summary>
/// <param name="Session">Who submits: a random number, drawn when it began.</param>
/// <param name="Sequence">The number of the command in its session, from 1, ascending.</param>
/// <param name="Command">The encoded command.</param>
public readonly record struct LogEntry(ulong Session, ulong Sequence, ReadOnlyMemory<byte> Command)
{
    /// <summary>Bytes before the command.</summary>
    public const int HeadBytes = 1 + (2 * sizeof(ulong));

    private const byte Version = 1;

    /// <summary>The entry as bytes: version, session, sequence, command.</summary>
    public byte[] Encode() => new FieldWriter().Byte(Version).U64(Session).U64(Sequence).Fixed(Command.Span).ToArray();

    /// <summary>The entry in some bytes.</summary>
    /// <exception cref="BoardFormatException">There is none.</exception>
    public static LogEntry Decode(ReadOnlySpan<byte> bytes)
    {
        var fields = new FieldReader(bytes);
        byte version = fields.Byte();
        return version == Version
            ? new LogEntry(fields.U64(), fields.U64(), fields.Fixed(fields.Left))
            : throw new BoardFormatException($"A log entry of version {version} is not known here. A newer program wrote it.");
    }
}
