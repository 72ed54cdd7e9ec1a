namespace Monster.Trace.Collect;

/// <summary>What a process's block ids mean. One thread adds; others read what was there when they were given work.</summary>
internal sealed class ProcessBlocks
{
    private uint[] _blocks;
    private ushort[] _instructions;
    private volatile int _count;

    /// <summary>Those of a process, beginning with its parent's.</summary>
    public ProcessBlocks(ProcessBlocks? parent, int inherited)
    {
        _blocks = parent is null ? new uint[1024] : parent._blocks.AsSpan(0, Math.Min(inherited, parent._count)).ToArray();
        _instructions = parent is null ? new ushort[1024] : parent._instructions.AsSpan(0, Math.Min(inherited, parent._count)).ToArray();
        _count = parent is null ? 0 : _blocks.Length;
    }

    /// <summary>One more than the largest id.</summary>
    public int Count => _count;

    /// <summary>Block numbers by id.</summary>
    public ReadOnlySpan<uint> Blocks
    {
        get
        {
            int count = _count;
            return _blocks.AsSpan(0, count);
        }
    }

    /// <summary>Instructions by id.</summary>
    public ReadOnlySpan<ushort> Instructions
    {
        get
        {
            int count = _count;
            return _instructions.AsSpan(0, count);
        }
    }

    /// <summary>Tells what an id means.</summary>
    public void Set(uint id, uint block, int instructions)
    {
        if (id >= _blocks.Length)
        {
            int size = Math.Max((int)id + 1, _blocks.Length * 2);
            Array.Resize(ref _blocks, size);
            Array.Resize(ref _instructions, size);
        }

        _blocks[id] = block;
        _instructions[id] = (ushort)instructions;
        _count = Math.Max(_count, (int)id + 1);
    }

    /// <summary>Instructions of so many executions of each id.</summary>
    public ulong InstructionsOf(ReadOnlySpan<ulong> counts)
    {
        var instructions = Instructions;
        ulong sum = 0;
        for (int i = 0; i < counts.Length && i < instructions.Length; i++)
            sum += counts[i] * instructions[i];
        return sum;
    }
}
