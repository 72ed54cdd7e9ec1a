using Monster.Trace.Plugin;
using Monster.Trace.Running;
using Monster.Trace.Tables;

namespace Monster.Trace.Tests;

/// <summary>What killed earlier plugins, many times over.</summary>
public sealed class StressTests
{
    private static int Times(int usual) => Environment.GetEnvironmentVariable("MONSTER_LONG") is null ? usual : usual * 10;

    [Fact]
    public void A_storm_of_signals_under_load_kills_nothing()
    {
        string guest = Guest.Compile("signals");
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
                Thread.SpinWait(1000);
        })).ToList();
        load.ForEach(t => t.Start());
        try
        {
            for (int i = 0; i < Times(6); i++)
            {
                using var traced = Traced.Start(i % 2 == 0 ? TraceMode.Blocks : TraceMode.Memory, guest, "200");
                Assert.Equal("200 200 1", traced.Output);
            }
        }
        finally
        {
            stop.Cancel();
            load.ForEach(t => t.Join());
        }
    }

    [Fact]
    public void Each_of_twenty_children_has_a_stream_of_its_own()
    {
        string guest = Guest.Compile("forks");
        foreach (var mode in new[] { TraceMode.Blocks, TraceMode.Count })
        {
            using var traced = Traced.Start(mode, guest, "20");
            Assert.Equal("190", traced.Output);
            var processes = traced.Trace.Table<ProcessRow>();
            Assert.Equal(21, processes.Count);
            Assert.All(processes, p => Assert.Equal("exit", p.Ended));
            Assert.All(processes.Skip(1), p => Assert.Equal(0u, p.Parent));
            Assert.Equal(10, processes.Skip(1).Count(p => p.Instructions > 100_000)); // those that spin
            Assert.Equal(traced.Run.Instructions, (ulong)processes.Sum(p => (long)p.Instructions!));
        }
    }

    [Fact]
    public void Counts_of_64_threads_are_exact()
    {
        string guest = Guest.Compile("threads");
        for (int i = 0; i < Times(2); i++)
        {
            foreach (var mode in new[] { TraceMode.Count, TraceMode.Blocks })
            {
                using var traced = Traced.Start(mode, guest, "64", "5000");
                Assert.Equal("complete", traced.Run.State);
                // step() is called 64 x 5000 times, and its block begins where the symbol does.
                Assert.Contains(traced.Trace.Counts, c => c.Count == 64 * 5000);
                Assert.Equal(65, traced.Trace.Table<ThreadRow>().Count);
            }
        }
    }

    [Fact]
    public void What_happened_before_kill_9_is_in_the_trace()
    {
        foreach (var mode in new[] { TraceMode.Count, TraceMode.Blocks, TraceMode.Memory })
        {
            using var traced = Traced.Start(new TraceOptions { Command = [Guest.Compile("endless")], Output = "", Mode = mode }, process =>
            {
                Assert.Equal("running", process.StandardOutput.ReadLine());
                process.Kill();
            });
            Assert.Equal(137, traced.Run.ExitCode);
            Assert.Equal("killed", Assert.Single(traced.Trace.Table<ProcessRow>()).Ended);
            Assert.Contains(traced.Trace.Table<SyscallRow>(), c => c.Name == "write"); // its return may come after the kill
            Assert.True(traced.Run.Instructions > 10_000);
            if (mode != TraceMode.Count)
                Assert.Equal(traced.Run.BlocksExecuted, (ulong)ArrowFile.Column<uint>(Path.Combine(traced.Folder, TraceFormat.ExecFolder), "block").Count);
        }
    }

    [Fact]
    public void Code_that_is_written_over_is_several_blocks_at_one_address()
    {
        using var traced = Traced.Start(TraceMode.Blocks, Guest.Compile("jit"), "300");
        Assert.Equal("44850", traced.Output);
        var made = traced.Trace.Blocks.Where(b => b.Size == 6 && b.Code[0] == 0xB8 && b.Code[5] == 0xC3 && b.Module is null).ToList();
        Assert.Equal(300, made.Count);
        Assert.Single(made.Select(b => b.Pc).Distinct());
        Assert.Equal(Enumerable.Range(0, 300), made.Select(b => BitConverter.ToInt32(b.Code, 1)).Order());
    }

    [Fact]
    public void A_guest_that_executes_another_program_says_so()
    {
        using var traced = Traced.Start(TraceMode.Blocks, "sh", "-c", "/bin/true; exec /bin/echo done");
        Assert.Equal("done", traced.Output);
        Assert.Equal(["exec", "exec"], traced.Trace.Table<ProcessRow>().Select(p => p.Ended));
        Assert.Contains(traced.Trace.Table<EventRow>(), e => e is { Kind: "exec", Text: "/bin/echo" });
    }

    [Fact]
    public void In_drop_mode_what_is_missing_is_counted()
    {
        using var traced = Traced.Start(new TraceOptions { Command = [Guest.Compile("work"), "3000000"], Output = "", Mode = TraceMode.Memory, Drops = true, Pool = 4, Level = 19 });
        using var whole = Traced.Start(TraceMode.Memory, Guest.Compile("work"), "3000000");
        Assert.True(traced.Run.DroppedRecords > 0);
        Assert.Equal(0ul, whole.Run.DroppedRecords);
        Assert.Equal(whole.Run.BlocksExecuted + whole.Run.Accesses, traced.Run.BlocksExecuted + traced.Run.Accesses + traced.Run.DroppedRecords);
    }
}
