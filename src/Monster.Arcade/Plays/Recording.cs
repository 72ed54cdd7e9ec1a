using System.Security.Cryptography;
using Monster.Cartridge;

namespace Monster.Arcade;

/// <summary>
/// A play that can be played again: cartridge, seed and keys, and what came of them. As a file it is <c>.play</c>, in the form
/// and with the limits of docs/play-format.md; <see cref="RecordingWriter"/> and <see cref="RecordingReader"/> keep to them.
/// A recording says what somebody claims; whether it is so, <see cref="Verifier"/> finds out.
/// </summary>
public sealed record Recording
{
    /// <summary>The version of the format.</summary>
    public const int Version = 1;

    /// <summary>The largest file, in bytes.</summary>
    public const int MaxBytes = 240 * 1024;

    /// <summary>The most ticks: almost fourteen hours at 20 a second.</summary>
    public const int MaxTicks = 1_000_000;

    /// <summary>The most bytes that the encoded keys take.</summary>
    public const int MaxKeyBytes = 160 * 1024;

    /// <summary>The most bytes that the encoded rhythm takes.</summary>
    public const int MaxRhythmBytes = 32 * 1024;

    /// <summary>The most bytes of a player's or node's name, in UTF-8.</summary>
    public const int MaxNameBytes = 64;

    /// <summary>The most bytes of a ticket.</summary>
    public const int MaxTicketBytes = 64;

    /// <summary>Updates between two checkpoints.</summary>
    public const int CheckpointInterval = 1024;

    /// <summary>SHA-256 of the cartridge, 64 hexadecimal digits.</summary>
    public required string Cartridge { get; init; }

    /// <summary>The contract between cartridge and host.</summary>
    public int Abi { get; init; } = Monster.Cartridge.Abi.Version;

    /// <summary>The version of the game's rules.</summary>
    public required int Rules { get; init; }

    /// <summary>The seed.</summary>
    public required Seed Seed { get; init; }

    /// <summary>The keys.</summary>
    public required KeyTrack Keys { get; init; }

    /// <summary>Completed updates.</summary>
    public required int Ticks { get; init; }

    /// <summary>How the play stood at the end.</summary>
    public required PlayStatus Status { get; init; }

    /// <summary>The trap; present exactly when <see cref="Status"/> is <see cref="PlayStatus.Trapped"/>.</summary>
    public PlayTrap? Trap { get; init; }

    /// <summary>The score at the end; absent after a trap.</summary>
    public int? Score { get; init; }

    /// <summary>SHA-256 of the state after the last update; absent after a trap.</summary>
    public byte[]? StateHash { get; init; }

    /// <summary>SHA-256 of the state after every 1,024th update, one after the other, 32 bytes each.</summary>
    public byte[] Checkpoints { get; init; } = [];

    /// <summary>Who played; empty when nobody said.</summary>
    public string Player { get; init; } = "";

    /// <summary>Where it was played; empty when nobody said.</summary>
    public string Node { get; init; } = "";

    /// <summary>The ticket that began a ranked play; empty without one.</summary>
    public byte[] Ticket { get; init; } = [];

    /// <summary>When it began; to the millisecond.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended; to the millisecond.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>For turn-based games: milliseconds before each tick, so that watching keeps its rhythm. Empty otherwise. Replay ignores it.</summary>
    public IReadOnlyList<int> Rhythm { get; init; } = [];

    /// <summary>The Ed25519 key of the node that signed, 32 bytes; null while unsigned.</summary>
    public byte[]? PublicKey { get; init; }

    /// <summary>Its signature over everything else, 64 bytes; null while unsigned.</summary>
    public byte[]? Signature { get; init; }

    /// <summary>The recording's name everywhere: SHA-256 of the unsigned file, 64 hexadecimal digits. Signing does not change it.</summary>
    public string Id() => Convert.ToHexStringLower(SHA256.HashData(RecordingWriter.Encode(this with { PublicKey = null, Signature = null })));

    /// <summary>The hash of the state after update number 1,024 (<paramref name="index"/> + 1).</summary>
    public ReadOnlySpan<byte> Checkpoint(int index) => Checkpoints.AsSpan(index * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes);
}
