using Monster.Trace.Plugin;
using Monster.Trace.Tables;

namespace Monster.Trace.Collect;

/// <summary>A guest process that is being traced. Used by the collector's own thread.</summary>
internal sealed unsafe class TracedProcess : IDisposable
{
    private readonly TraceTables _tables;
    private readonly Func<uint> _newThread;
    private readonly List<MappingRow> _mappings = [];
    private readonly Dictionary<uint, MappingRow[]> _mappingsAtFork = [];
    private readonly Dictionary<uint, CpuStream> _current = [];
    private readonly LogReader _log;

    public TracedProcess(StreamMap map, uint index, TracedProcess? parent, TraceTables tables, Func<uint> newThread)
    {
        (Map, Index, _tables, _newThread, Parent) = (map, index, tables, newThread, parent);
        Pid = (int)map.U32(StreamLayout.ProcessAt);
        Target = map.Text(StreamLayout.TargetAt, 64);
        Mode = (TraceMode)map.U32(StreamLayout.ModeAt);
        Blocks = new ProcessBlocks(parent?.Blocks, (int)map.U32(StreamLayout.FirstBlockAt));
        tables.Names ??= new SyscallNames(Target);
        if (parent is not null && parent._mappingsAtFork.TryGetValue(map.U32(StreamLayout.ParentForkAt), out var mappings))
        {
            foreach (var mapping in mappings)
                AddMapping(mapping with { Process = index });
        }

        _log = new LogReader(this, map, tables);
    }

    public StreamMap Map { get; }

    public uint Index { get; }

    public int Pid { get; }

    public TraceMode Mode { get; }

    public TracedProcess? Parent { get; }

    public ProcessBlocks Blocks { get; }

    /// <summary>The architecture.</summary>
    public string Target { get; }

    /// <summary>All virtual CPUs' lives.</summary>
    public List<CpuStream> Streams { get; } = [];

    /// <summary>It said that it ends.</summary>
    public bool SeenExit { get; set; }

    /// <summary>The last thing it did was to execute another program.</summary>
    public bool LastCallIsExecute { get; set; }

    /// <summary>How it ended; null while it runs.</summary>
    public string? Ended { get; set; }

    /// <summary>Reads the log.</summary>
    public void DrainLog() => _log.Drain();

    /// <summary>No more will come.</summary>
    public void EndLog() => _log.End();

    /// <summary>A virtual CPU begins.</summary>
    public void BeginCpu(uint cpu, uint generation) => _current[cpu] = Stream(cpu, generation);

    /// <summary>The thread number of a virtual CPU, and the host's thread that runs it.</summary>
    public uint Thread(uint cpu, uint? tid)
    {
        if (!_current.TryGetValue(cpu, out var stream))
            _current[cpu] = stream = Stream(cpu, Math.Max(Map.Cpu((int)cpu)->Generation, 1));
        stream.Tid ??= tid;
        return stream.Thread;
    }

    /// <summary>The stream of a virtual CPU's life.</summary>
    public CpuStream Stream(uint cpu, uint generation)
    {
        var stream = Streams.Find(s => s.Cpu == cpu && s.Generation == generation);
        if (stream is null)
        {
            stream = new CpuStream(_tables.Folder, Mode, Index, _newThread(), cpu, generation, Blocks, _tables.Ops);
            Streams.Add(stream);
        }

        return stream;
    }

    public void Fork(uint number) => _mappingsAtFork[number] = [.. _mappings];

    public void AddMapping(MappingRow mapping)
    {
        RemoveMapping(mapping.Address, mapping.Length);
        _mappings.Add(mapping);
        _tables.Modules.Mappings.Add(mapping);
    }

    public void RemoveMapping(ulong address, ulong length) => _mappings.RemoveAll(m => m.Address >= address && m.Address + m.Length <= address + length);

    /// <summary>The module at an address; null for code that is in no file.</summary>
    public uint? ModuleAt(ulong address)
    {
        for (int i = _mappings.Count - 1; i >= 0; i--)
        {
            if (address - _mappings[i].Address < _mappings[i].Length)
                return _mappings[i].Module;
        }

        return null;
    }

    public void Dispose()
    {
        foreach (var stream in Streams)
            stream.Dispose();
        Map.Dispose();
    }
}
