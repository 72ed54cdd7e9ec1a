namespace Monster.Board;

/// <summary>A play whose score was accepted.</summary>
public sealed record AcceptedPlay
{
    /// <summary>The recording's name: SHA-256 of the unsigned file, 64 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Who played.</summary>
    public required ulong Player { get; init; }

    /// <summary>The ticket's serial.</summary>
    public required ulong Serial { get; init; }

    /// <summary>The game's place.</summary>
    public required int Shard { get; init; }

    /// <summary>SHA-256 of the cartridge, 64 hexadecimal digits.</summary>
    public required string Cartridge { get; init; }

    /// <summary>The version of the rules.</summary>
    public required int Rules { get; init; }

    /// <summary>Whether a program played.</summary>
    public required bool IsBot { get; init; }

    /// <summary>The day of the daily challenge it was played in; 0 when it was none.</summary>
    public required int Day { get; init; }

    /// <summary>What the node found that replayed it.</summary>
    public required CheckStatement Check { get; init; }

    /// <summary>That node's key, 64 hexadecimal digits.</summary>
    public required string CheckedBy { get; init; }

    /// <summary>Its signature over <see cref="Check"/>, 128 hexadecimal digits.</summary>
    public required string CheckSignature { get; init; }

    /// <summary>The same key's signature over the recording, 128 hexadecimal digits.</summary>
    public required string RecordingSignature { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset Accepted { get; init; }

    /// <summary>Its place in the log.</summary>
    public required ulong Index { get; init; }

    /// <summary>The score.</summary>
    public int Score => Check.Score;
}
