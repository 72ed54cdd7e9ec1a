using Monster.Trace.Plugin;
using Monster.Trace.Running;
using Monster.Trace.Tables;

namespace Monster.Trace.Tests;

/// <summary>Counts and contents of traces, against independent judges.</summary>
public sealed class RunTests
{
    public static TheoryData<TraceMode> Modes => [TraceMode.Syscalls, TraceMode.Cover, TraceMode.Count, TraceMode.Blocks, TraceMode.Memory];

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_traced_program_does_what_it_does_untraced(TraceMode mode)
    {
        string guest = Guest.Compile("work");
        using var traced = Traced.Start(mode, guest, "3000");
        Assert.Equal(Guest.Tool(guest, ["3000"]).TrimEnd('\n'), traced.Output);
        Assert.Equal("complete", traced.Run.State);
        Assert.Equal(0, traced.Run.ExitCode);
        Assert.Equal("exit", Assert.Single(traced.Trace.Table<ProcessRow>()).Ended);
        Assert.Contains(traced.Trace.Table<SyscallRow>(), c => c.Name == "write" && c.Result == traced.Output.Length + 1);
    }

    [Theory]
    [InlineData("x86_64")]
    [InlineData("aarch64")]
    [InlineData("riscv64")]
    [InlineData("s390x")] // big-endian
    public void Every_mode_that_counts_agrees_with_an_independent_plugin(string architecture)
    {
        string guest = Guest.Compile("work", architecture);
        ulong judge = Guest.CountByJudge(guest, architecture, "50000");
        foreach (var mode in new[] { TraceMode.Count, TraceMode.Blocks, TraceMode.Memory })
        {
            using var traced = Traced.Start(mode, guest, "50000");
            Assert.Equal(judge, traced.Run.Instructions);
        }
    }

    [Fact]
    public void The_stream_that_another_reader_sees_adds_up_to_the_counts()
    {
        using var traced = Traced.Start(TraceMode.Blocks, Guest.Compile("work"), "400000");
        var blocks = ArrowFile.Column<uint>(Path.Combine(traced.Folder, TraceFormat.ExecFolder), "block");
        var sequence = ArrowFile.Column<ulong>(Path.Combine(traced.Folder, TraceFormat.ExecFolder), "seq");
        Assert.True(blocks.Count > 3 * 262144, "the run is to fill several chunks");
        Assert.True(sequence.SequenceEqual(Enumerable.Range(0, blocks.Count).Select(i => (ulong)i)));
        var counts = blocks.CountBy(b => b).ToDictionary(p => p.Key, p => (ulong)p.Value);
        Assert.Equal(traced.Trace.Counts.ToDictionary(c => c.Block, c => c.Count), counts);
        ulong instructions = 0;
        foreach (uint block in blocks)
            instructions += traced.Trace.Blocks[(int)block].Instructions;
        Assert.Equal(traced.Run.Instructions, instructions);
    }

    [Fact]
    public void Consecutive_blocks_follow_from_each_other()
    {
        using var traced = Traced.Start(TraceMode.Blocks, Guest.Compile("work"), "2000");
        var blocks = ArrowFile.Column<uint>(Path.Combine(traced.Folder, TraceFormat.ExecFolder), "block");
        // The bodies of mix and touch are straight: what follows their last block is always one of the two call sites.
        var followers = blocks.Zip(blocks.Skip(1)).GroupBy(p => p.First).ToDictionary(g => g.Key, g => g.Select(p => p.Second).Distinct().Count());
        uint hottest = traced.Trace.Counts.MaxBy(c => c.Count)!.Block;
        Assert.InRange(followers[hottest], 1, 3);
    }

    [Fact]
    public void Stores_and_loads_are_recorded_in_order_with_address_and_size()
    {
        const int Count = 300_000;
        using var traced = Traced.Start(TraceMode.Memory, Guest.Compile("stores"), $"{Count}");
        ulong array = Convert.ToUInt64(traced.Output.Split(' ')[0], 16);
        string mem = Path.Combine(traced.Folder, TraceFormat.MemoryFolder);
        var lines = ArrowFile.Column<ulong>(mem, "line");
        var offsets = ArrowFile.Column<byte>(mem, "offset");
        var ops = ArrowFile.Column<uint>(mem, "op");
        var table = traced.Trace.Table<OpRow>();
        var inArray = Enumerable.Range(0, lines.Count).Select(i => (Address: (lines[i] << 6) + offsets[i], Op: table[(int)ops[i]]))
            .Where(a => a.Address >= array && a.Address < array + (Count * 4) && a.Op.Size == 4).ToList();
        Assert.Equal((ulong)lines.Count, traced.Run.Accesses);
        Assert.Equal(Count * 2, inArray.Count);
        for (int i = 0; i < Count; i++)
        {
            ulong address = array + ((ulong)i * 4);
            Assert.True(inArray[i].Address == address && inArray[i].Op.IsStore, $"store {i}");
            Assert.True(inArray[Count + i].Address == address && !inArray[Count + i].Op.IsStore, $"load {i}");
        }
    }

    [Fact]
    public void An_access_belongs_to_the_block_whose_first_access_comes_before_it()
    {
        using var traced = Traced.Start(TraceMode.Memory, Guest.Compile("stores"), "20000");
        string exec = Path.Combine(traced.Folder, TraceFormat.ExecFolder);
        var blocks = ArrowFile.Column<uint>(exec, "block");
        var first = ArrowFile.Column<ulong>(exec, "first_access");
        var ops = ArrowFile.Column<uint>(Path.Combine(traced.Folder, TraceFormat.MemoryFolder), "op");
        var table = traced.Trace.Table<OpRow>();
        for (int i = 0; i < blocks.Count; i++)
        {
            ulong end = i + 1 < blocks.Count ? first[i + 1] : (ulong)ops.Count;
            for (ulong a = first[i]; a < end; a++)
                Assert.True(blocks[i] == table[(int)ops[(int)a]].Block, $"access {a}");
        }
    }

    [Fact]
    public void The_same_program_has_the_same_count_every_time()
    {
        int runs = Environment.GetEnvironmentVariable("MONSTER_LONG") is null ? 10 : 100;
        string guest = Guest.Compile("work");
        ulong judge = Guest.CountByJudge(guest, "x86_64", "1000");
        for (int i = 0; i < runs; i++)
        {
            using var traced = Traced.Start(i % 2 == 0 ? TraceMode.Count : TraceMode.Blocks, guest, "1000");
            Assert.Equal(judge, traced.Run.Instructions);
        }
    }

    [Fact]
    public void The_order_in_which_an_environment_is_given_makes_no_difference()
    {
        string[] names = [.. Enumerable.Range(0, 40).Select(i => $"NAME{i}"), "LANG", "TZ"];
        var counts = new[] { names, [.. names.Reverse()] }.Select(order =>
        {
            using var traced = Traced.Start(new TraceOptions { Command = ["sh", "-c", "echo $NAME7"], Output = "", Mode = TraceMode.Count, Environment = order.ToDictionary(n => n, n => n == "LANG" ? "C" : n) });
            Assert.Equal("NAME7", traced.Output);
            return traced.Run.Instructions;
        });
        Assert.Single(counts.Distinct());
    }
}
