namespace Monster.Board;

/// <summary>What came of a command: accepted, with bytes for whoever gave it, or rejected, with a sentence for people.</summary>
public sealed record CommandResult
{
    private CommandResult(byte[] value, string? why) => (Value, Why) = (value, why);

    /// <summary>What it gave; empty when rejected or when there is nothing to say.</summary>
    public byte[] Value { get; }

    /// <summary>Why it was rejected; null when it was accepted.</summary>
    public string? Why { get; }

    /// <summary>Whether it was accepted.</summary>
    public bool IsAccepted => Why is null;

    /// <summary>Accepted, with nothing to say.</summary>
    public static CommandResult Accepted { get; } = new([], null);

    /// <summary>Accepted, with a number: of what was made.</summary>
    public static CommandResult Made(ulong number) => new(new FieldWriter().U64(number).ToArray(), null);

    /// <summary>Accepted, with bytes.</summary>
    public static CommandResult Of(byte[] value) => new(value, null);

    /// <summary>Rejected.</summary>
    /// <param name="why">A sentence for the person who asked.</param>
    public static CommandResult Rejected(string why) => new([], why);

    /// <summary>The number that <see cref="Made"/> gave.</summary>
    public ulong Number() => new FieldReader(Value).U64();
}
