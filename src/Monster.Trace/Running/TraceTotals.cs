using Monster.Trace.Collect;
using Monster.Trace.Plugin;
using Monster.Trace.Tables;

namespace Monster.Trace.Running;

/// <summary>Sums what was collected and writes the tables that need all of it.</summary>
internal static class TraceTotals
{
    /// <summary>Sums so far.</summary>
    public static TraceProgress Progress(Collector collector, TimeSpan elapsed)
    {
        ulong instructions = 0, records = 0;
        long bytes = 0;
        bool counts = false;
        foreach (var process in collector.Processes)
        {
            counts |= process.Mode >= TraceMode.Count;
            foreach (var stream in process.Streams.ToArray())
            {
                instructions += stream.Instructions;
                records += stream.Records;
                bytes += stream.Written;
            }

            if (process.Mode == TraceMode.Count)
                instructions += process.Blocks.InstructionsOf(Counted(process));
        }

        return new TraceProgress(counts ? instructions : null, records, bytes, elapsed);
    }

    /// <summary>Writes the tables.</summary>
    /// <returns>The run's row with its sums.</returns>
    public static RunRow Write(string folder, Collector collector, RunRow row)
    {
        var counts = new List<BlockCountRow>();
        var processes = new List<ProcessRow>();
        var threads = new List<ThreadRow>();
        ulong instructions = 0, executed = 0, accesses = 0, dropped = 0;
        bool counted = false;
        foreach (var process in collector.Processes)
        {
            bool counts1 = process.Mode >= TraceMode.Count;
            counted |= counts1;
            ulong[] sums = Sums(process);
            ulong own = process.Blocks.InstructionsOf(sums);
            instructions += own;
            foreach (ulong count in sums)
                executed += count;
            AddCounts(process, sums, counts);
            processes.Add(new ProcessRow { Process = process.Index, Pid = (uint)process.Pid, Parent = process.Parent?.Index, Ended = process.Ended ?? "cut", Instructions = counts1 ? own : null });
            foreach (var stream in process.Streams)
            {
                bool streams = process.Mode >= TraceMode.Blocks;
                accesses += stream.Accessed;
                dropped += stream.Dropped;
                threads.Add(new ThreadRow
                {
                    Thread = stream.Thread,
                    Process = process.Index,
                    Cpu = stream.Cpu,
                    Tid = stream.Tid,
                    Records = stream.Records,
                    Blocks = streams ? stream.Executed : null,
                    Accesses = process.Mode == TraceMode.Memory ? stream.Accessed : null,
                    Instructions = streams ? stream.Instructions : null,
                    Dropped = stream.Dropped,
                });
            }
        }

        TableFile.Write(folder, processes);
        TableFile.Write(folder, threads.OrderBy(t => t.Thread).ToList());
        TableFile.Write(folder, counts);
        TableFile.Write(folder, collector.Tables.Ops.Rows(collector.Tables.Blocks.Rows));
        TableFile.Write(folder, collector.Tables.Modules.Mappings);
        CodeTables.Write(folder, collector.Tables);
        return row with
        {
            Instructions = counted ? instructions : null,
            BlocksExecuted = counted ? executed : null,
            Accesses = collector.Processes.Any(p => p.Mode == TraceMode.Memory) ? accesses : null,
            DroppedRecords = dropped,
        };
    }

    private static ulong[] Sums(TracedProcess process)
    {
        if (process.Mode == TraceMode.Count)
            return Counted(process);
        var sums = new ulong[process.Blocks.Count];
        foreach (var stream in process.Streams)
        {
            var counts = stream.Counts;
            for (int i = 0; i < counts.Length && i < sums.Length; i++)
                sums[i] += counts[i];
        }

        return sums;
    }

    private static ulong[] Counted(TracedProcess process)
    {
        var sums = new ulong[process.Blocks.Count];
        foreach (uint cpu in process.Streams.Select(s => s.Cpu).Distinct())
        {
            var counters = process.Map.Counters((int)cpu, sums.Length);
            for (int i = 0; i < sums.Length; i++)
                sums[i] += Volatile.Read(in counters[i]);
        }

        return sums;
    }

    /// <summary>Several ids may be one block: QEMU may have translated it again.</summary>
    private static void AddCounts(TracedProcess process, ulong[] sums, List<BlockCountRow> rows)
    {
        var byBlock = new Dictionary<uint, ulong>();
        var blocks = process.Blocks.Blocks;
        uint inherited = process.Parent is null ? 0 : process.Map.U32(StreamLayout.FirstBlockAt);
        for (int i = 0; i < sums.Length && i < blocks.Length; i++)
        {
            // Mode cover has no counts: what was translated by this process was executed.
            if (sums[i] > 0 || (process.Mode == TraceMode.Cover && i >= inherited))
                byBlock[blocks[i]] = byBlock.GetValueOrDefault(blocks[i]) + sums[i];
        }

        rows.AddRange(byBlock.OrderBy(b => b.Key).Select(b => new BlockCountRow { Process = process.Index, Block = b.Key, Count = b.Value }));
    }
}
