using System.Runtime.InteropServices;
using Monster.Trace.Tables;

namespace Monster.Trace.Collect;

/// <summary>The blocks of a trace: the same address and bytes are the same block, however often QEMU translated them.</summary>
internal sealed class BlockTable
{
    private readonly Dictionary<Key, uint> _ids = [];

    /// <summary>The blocks, by number.</summary>
    public List<BlockRow> Rows { get; } = [];

    /// <summary>The number of a block.</summary>
    public uint Number(ulong pc, ReadOnlySpan<byte> code, ReadOnlySpan<byte> lengths, uint? module)
    {
        var key = new Key(pc, Hash(code), (uint)code.Length, (uint)lengths.Length);
        ref uint id = ref CollectionsMarshal.GetValueRefOrAddDefault(_ids, key, out bool known);
        if (known && Rows[(int)id].Code.AsSpan().SequenceEqual(code))
            return id;
        id = (uint)Rows.Count;
        Rows.Add(new BlockRow { Block = id, Pc = pc, Size = (uint)code.Length, Instructions = (uint)lengths.Length, Code = code.ToArray(), Lengths = lengths.ToArray(), Module = module });
        return id;
    }

    /// <summary>FNV-1a; bytes are compared after it.</summary>
    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        ulong hash = 14695981039346656037;
        foreach (byte b in bytes)
            hash = (hash ^ b) * 1099511628211;
        return hash;
    }

    private readonly record struct Key(ulong Pc, ulong Hash, uint Size, uint Instructions);
}
