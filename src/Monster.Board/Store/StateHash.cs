using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Monster.Board;

/// <summary>
/// A hash of a whole state that is kept up to date entry by entry: the sum modulo 2^256 of the SHA-256 of every entry. Two
/// stores with the same entries have the same hash, in whatever order they came to be. It finds divergence; it does not
/// withstand somebody who chooses entries to collide.
/// </summary>
public struct StateHash : IEquatable<StateHash>
{
    /// <summary>Bytes of a hash.</summary>
    public const int Size = 32;

    private const int SmallEntry = 1024;

    private ulong _a, _b, _c, _d; // from the least to the most significant

    /// <summary>Counts an entry in.</summary>
    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => Add(Of(key, value));

    /// <summary>Counts an entry out.</summary>
    public void Remove(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var entry = Of(key, value);
        // Minus x is not x plus one.
        Add(new StateHash { _a = ~entry._a, _b = ~entry._b, _c = ~entry._c, _d = ~entry._d });
        Add(new StateHash { _a = 1 });
    }

    /// <summary>The hash as 32 bytes, little-endian.</summary>
    public readonly byte[] ToBytes()
    {
        byte[] bytes = new byte[Size];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, _a);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), _b);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), _c);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), _d);
        return bytes;
    }

    /// <summary>A hash from its 32 bytes.</summary>
    public static StateHash FromBytes(ReadOnlySpan<byte> bytes) => new()
    {
        _a = BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        _b = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
        _c = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]),
        _d = BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]),
    };

    /// <summary>The hash of everything in a store.</summary>
    public static StateHash OfAll(IReadStore store)
    {
        var hash = default(StateHash);
        foreach (var (key, value) in store.Scan([0], null))
            hash.Add(key, value);
        return hash;
    }

    /// <inheritdoc/>
    public readonly bool Equals(StateHash other) => (_a, _b, _c, _d) == (other._a, other._b, other._c, other._d);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is StateHash other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => _a.GetHashCode();

    /// <inheritdoc/>
    public override readonly string ToString() => Convert.ToHexStringLower(ToBytes());

    /// <summary>Whether two states have the same hash.</summary>
    public static bool operator ==(StateHash left, StateHash right) => left.Equals(right);

    /// <summary>Whether two states have different hashes.</summary>
    public static bool operator !=(StateHash left, StateHash right) => !left.Equals(right);

    private static StateHash Of(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        // In one piece: a digest in steps costs several times as much for the small entries that most are.
        int size = sizeof(int) + key.Length + value.Length;
        byte[]? rented = size <= SmallEntry ? null : ArrayPool<byte>.Shared.Rent(size);
        Span<byte> entry = rented is null ? stackalloc byte[SmallEntry] : rented;
        BinaryPrimitives.WriteInt32LittleEndian(entry, key.Length);
        key.CopyTo(entry[sizeof(int)..]);
        value.CopyTo(entry[(sizeof(int) + key.Length)..]);
        Span<byte> digest = stackalloc byte[Size];
        SHA256.HashData(entry[..size], digest);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return FromBytes(digest);
    }

    private void Add(StateHash other)
    {
        UInt128 sum = (UInt128)_a + other._a;
        _a = (ulong)sum;
        sum = (UInt128)_b + other._b + (sum >> 64);
        _b = (ulong)sum;
        sum = (UInt128)_c + other._c + (sum >> 64);
        _c = (ulong)sum;
        sum = (UInt128)_d + other._d + (sum >> 64);
        _d = (ulong)sum;
    }
}
