using System.Diagnostics;
using Monster.Trace.Plugin;
using Monster.Trace.Tables;

namespace Monster.Trace.Collect;

/// <summary>
/// Collects what the plugin, in all processes of a guest, hands over through shared files, and writes the trace's folder. One thread finds
/// processes, reads logs and gives full chunks to workers in order.
/// </summary>
internal sealed unsafe class Collector : IDisposable
{
    /// <summary>The largest pool a run may ask for, in chunks.</summary>
    public const int MaxPool = 1024;

    private const int WaitMilliseconds = 20;
    private const int MostWorkers = 16; // a row group has room for the lines of so many chunks at once
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(2);

    private readonly string _shared;
    private readonly TraceTables _tables;
    private readonly PageWorkers _workers;
    private readonly List<TracedProcess> _processes = [];
    private readonly HashSet<string> _known = [];
    private readonly Stopwatch _sinceLook = Stopwatch.StartNew();
    private uint _threads;
    private volatile Exception? _failure;

    /// <summary>A collector.</summary>
    /// <param name="shared">The folder of the shared files.</param>
    /// <param name="output">The trace's folder.</param>
    /// <param name="workers">How many threads make pages.</param>
    /// <param name="level">zstd's level.</param>
    public Collector(string shared, string output, int workers, int level)
    {
        _shared = shared;
        _tables = new TraceTables(output);
        _workers = new PageWorkers(Math.Min(workers, MostWorkers), level, e => _failure ??= e);
    }

    /// <summary>The tables.</summary>
    public TraceTables Tables => _tables;

    /// <summary>All processes so far.</summary>
    public IReadOnlyList<TracedProcess> Processes => _processes;

    /// <summary>What has gone wrong in a worker.</summary>
    public Exception? Failure => _failure;

    /// <summary>Whether any process still runs.</summary>
    public bool AnyRuns => _processes.Exists(p => p.Ended is null);

    /// <summary>Does what there is to do, and waits a little when it was nothing.</summary>
    public void Step()
    {
        var first = _processes.Find(p => p.Ended is null);
        uint signal = first?.Map.U32(StreamLayout.FullSignalAt) ?? 0;
        if (first is null || _sinceLook.Elapsed > LookEvery)
        {
            FindProcesses();
            _sinceLook.Restart();
        }

        bool any = false;
        foreach (var process in _processes.Where(p => p.Ended is null))
            any |= Serve(process);
        if (any)
            return;
        if (first is not null)
            first.Map.WaitFull(signal, WaitMilliseconds);
        else
            Thread.Sleep(1);
    }

    /// <summary>Looks which processes have ended, and takes what they left.</summary>
    /// <param name="lives">Whether a process still runs QEMU.</param>
    public void Reap(Func<int, bool> lives)
    {
        FindProcesses();
        foreach (var process in _processes.Where(p => p.Ended is null).ToArray())
        {
            bool replaced = _processes.Exists(p => p.Index > process.Index && p.Pid == process.Pid && p.Ended is null);
            if (replaced || !lives(process.Pid))
            {
                process.DrainLog();
                End(process, process.SeenExit ? "exit" : process.LastCallIsExecute || replaced ? "exec" : "killed");
            }
        }
    }

    /// <summary>Ends all, also what still runs; afterwards the streams can be asked for their counts.</summary>
    public void Finish()
    {
        FindProcesses();
        foreach (var process in _processes.Where(p => p.Ended is null).ToArray())
            End(process, "cut");
        _workers.Finish();
        _tables.Syscalls.End();
        _tables.Events.End();
    }

    public void Dispose()
    {
        _workers.Dispose();
        foreach (var process in _processes)
            process.Dispose();
        _tables.Dispose();
    }

    private void FindProcesses()
    {
        foreach (string path in Directory.EnumerateFiles(_shared).Where(p => Path.GetFileName(p) != "config" && !_known.Contains(p)))
        {
            if (StreamMap.TryOpen(path) is not { } map)
                continue;
            int parentPid = (int)map.U32(StreamLayout.ParentAt);
            uint fork = map.U32(StreamLayout.ParentForkAt);
            var parent = parentPid == 0 ? null : _processes.FindLast(p => p.Pid == parentPid);
            if (parentPid != 0 && parent is null)
            {
                map.Dispose(); // the parent's file is found first next time
                continue;
            }

            _known.Add(path);
            if (parent is { Ended: null })
                parent.DrainLog();
            _processes.Add(new TracedProcess(map, (uint)_processes.Count, parent, _tables, () => _threads++));
        }
    }

    /// <summary>Takes the log and the full chunks of a process.</summary>
    /// <returns>Whether there were any chunks.</returns>
    private bool Serve(TracedProcess process)
    {
        var full = FullChunks(process);
        process.DrainLog(); // after looking: what a full chunk names is in the log by then
        foreach (var (chunk, state) in full)
        {
            var stream = process.Stream(state.Cpu, state.Generation);
            ulong gap = state.Sequence - stream.NextSequence;
            if (gap > process.Map.Cpu((int)state.Cpu)->Dropped)
                continue; // the one before was not seen full yet: next time
            stream.NextSequence = state.Sequence + 1;
            process.Map.Chunk(chunk)->State = Taken;
            _workers.AddChunk(stream, process.Map, chunk, (int)state.Length);
        }

        return full.Count > 0;
    }

    /// <summary>A full chunk that a worker has: nobody else's business.</summary>
    private const uint Taken = 3;

    private static List<(int Chunk, ChunkState State)> FullChunks(TracedProcess process)
    {
        var full = new List<(int, ChunkState State)>();
        int last = Math.Min((int)process.Map.U32(StreamLayout.CpusAt) + MaxPool, StreamLayout.Chunks - 1);
        for (int i = 1; i <= last; i++)
        {
            var state = process.Map.Chunk(i);
            if (Volatile.Read(ref state->State) == ChunkState.Full)
                full.Add((i, *state));
        }

        full.Sort((a, b) => (a.State.Cpu, a.State.Generation, a.State.Sequence).CompareTo((b.State.Cpu, b.State.Generation, b.State.Sequence)));
        return full;
    }

    private void End(TracedProcess process, string how)
    {
        while (Serve(process))
        {
        }

        for (int i = 1; i < StreamLayout.Chunks; i++)
        {
            var state = process.Map.Chunk(i);
            if (state->State != ChunkState.Owned)
                continue;
            var stream = process.Stream(state->Cpu, state->Generation);
            if (stream.NextSequence <= state->Sequence)
                _workers.AddChunk(stream, process.Map, i, process.Map.Filled((int)state->Cpu, i));
        }

        process.EndLog();
        process.Ended = how;
        foreach (var stream in process.Streams)
        {
            stream.Dropped = process.Map.Cpu((int)stream.Cpu)->Dropped * (ulong)(StreamLayout.ChunkSize / StreamLayout.RecordSize(process.Mode));
            _workers.EndStream(stream);
        }
    }
}
