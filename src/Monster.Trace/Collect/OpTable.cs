using Monster.Trace.Tables;

namespace Monster.Trace.Collect;

/// <summary>The instructions that access memory. Asked by several threads, rarely: each stream remembers what it has asked.</summary>
internal sealed class OpTable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(uint Block, uint Access), uint> _ids = [];
    private readonly List<(uint Block, uint Access)> _rows = [];

    /// <summary>The number of an access: what a record's low 16 bits say, in a block.</summary>
    public uint Number(uint block, uint access)
    {
        lock (_lock)
        {
            if (_ids.TryGetValue((block, access), out uint id))
                return id;
            id = (uint)_rows.Count;
            _ids.Add((block, access), id);
            _rows.Add((block, access));
            return id;
        }
    }

    /// <summary>The table.</summary>
    public List<OpRow> Rows(List<BlockRow> blocks) => [.. _rows.Select((row, id) =>
    {
        var block = blocks[(int)row.Block];
        uint index = (row.Access >> 3) & 511;
        ulong pc = block.Pc;
        for (int i = 0; i < index && i < block.Lengths.Length; i++)
            pc += block.Lengths[i];
        return new OpRow { Op = (uint)id, Block = row.Block, Index = index, Pc = pc, Size = 1u << (int)(row.Access & 7), IsStore = (row.Access & 0x2000) != 0 };
    })];
}
