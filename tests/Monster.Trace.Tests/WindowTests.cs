using Monster.Trace.Plugin;
using Monster.Trace.Running;
using Monster.Trace.Tables;

namespace Monster.Trace.Tests;

/// <summary>Recording a part: of the code, and of the time.</summary>
public sealed class WindowTests
{
    [Fact]
    public void A_module_filter_records_that_module_only()
    {
        string guest = Guest.Compile("work");
        using var all = Traced.Start(TraceMode.Blocks, guest, "2000");
        using var some = Traced.Start(new TraceOptions { Command = [guest, "2000"], Output = "", Filters = ["libc.so.6"] });
        var libc = all.Trace.Modules.Single(m => m.Path.EndsWith("/libc.so.6", StringComparison.Ordinal)).Module;
        ulong expected = 0;
        foreach (var count in all.Trace.Counts.Where(c => all.Trace.Blocks[(int)c.Block].Module == libc))
            expected += count.Count * all.Trace.Blocks[(int)count.Block].Instructions;
        Assert.Equal(expected, some.Run.Instructions);
        Assert.All(some.Trace.Blocks, b => Assert.EndsWith("/libc.so.6", some.Trace.Modules[(int)b.Module!].Path, StringComparison.Ordinal));
    }

    [Fact]
    public void An_address_filter_records_that_range_only()
    {
        string guest = Guest.Compile("work");
        using var all = Traced.Start(TraceMode.Blocks, guest, "2000");
        var hottest = all.Trace.Blocks[(int)all.Trace.Counts.MaxBy(c => c.Count)!.Block];
        using var some = Traced.Start(new TraceOptions { Command = [guest, "2000"], Output = "", Filters = [$"0x{hottest.Pc:x}-0x{hottest.Pc + 1:x}"] });
        Assert.NotEmpty(some.Trace.Counts);
        Assert.All(some.Trace.Blocks, b => Assert.InRange(hottest.Pc, b.Pc, b.Pc + b.Size - 1));
    }

    [Theory]
    [InlineData(":mix", "mix")]
    [InlineData(":m?x", "mix")]
    [InlineData("libc.so.6:__libc_start_main*", "__libc_start_main")]
    public void A_function_filter_records_that_function_only(string filter, string name)
    {
        string guest = Guest.Compile("work");
        using var all = Traced.Start(TraceMode.Blocks, guest, "2000");
        using var some = Traced.Start(new TraceOptions { Command = [guest, "2000"], Output = "", Filters = [filter] });
        Assert.Equal(InFunction(all, name), InFunction(some, name));
        Assert.True(InFunction(all, name) > 0);
        Assert.Equal(InFunction(some, name), some.Run.Instructions);
    }

    [Fact]
    public void Filters_add_up_and_apply_to_what_a_forked_child_does()
    {
        string guest = Guest.Compile("work");
        using var some = Traced.Start(new TraceOptions { Command = [guest, "2000"], Output = "", Mode = TraceMode.Count, Filters = [":mix", ":touch"] });
        Assert.Equal(InFunction(some, "mix") + InFunction(some, "touch"), some.Run.Instructions);
        using var forks = Traced.Start(new TraceOptions { Command = [Guest.Compile("forks"), "3"], Output = "", Filters = [":main"] });
        Assert.True(forks.Trace.Table<ProcessRow>().Count(p => p.Instructions > 0) > 1, "children are filtered, not left out");
        Assert.All(forks.Trace.Blocks, b => Assert.Equal("main", forks.Trace.Functions[(int)b.Function!].Name));
    }

    [Fact]
    public void Code_that_a_filter_leaves_out_costs_nothing()
    {
        // What is left out is never instrumented, so no record of it can exist in any mode: the plugin's own count of translations says so.
        string guest = Guest.Compile("work");
        using var some = Traced.Start(new TraceOptions { Command = [guest, "2000"], Output = "", Mode = TraceMode.Memory, Filters = [":touch"] });
        ulong touch = InFunction(some, "touch");
        Assert.Equal(touch, some.Run.Instructions);
        ulong records = 0;
        foreach (var thread in some.Trace.Table<ThreadRow>())
            records += thread.Records;
        Assert.Equal(some.Run.BlocksExecuted + some.Run.Accesses, records);
        Assert.All(some.Trace.Table<OpRow>(), op => Assert.Equal("touch", some.Trace.Functions[(int)some.Trace.Blocks[(int)op.Block].Function!].Name));
    }

    [Theory]
    [InlineData(":mi", "it has mix")]
    [InlineData("libnone.so:f", "was not found")]
    [InlineData("/no/such/file:f", "no module")]
    [InlineData("0x10-0x5", "no range")]
    [InlineData("", "A filter is")]
    public void A_filter_that_means_nothing_is_refused_before_anything_runs(string filter, string why)
    {
        string folder = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        string said = Assert.Throws<TraceException>(() => TraceRun.Run(new TraceOptions { Command = [Guest.Compile("work"), "1"], Output = folder, Filters = [filter] }, TimeProvider.System)).Message;
        Assert.Contains(why, said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void A_window_ends_at_the_nth_time_an_address_is_reached()
    {
        string guest = Guest.Compile("work");
        using var all = Traced.Start(TraceMode.Blocks, guest, "2000");
        var stream = ArrowFile.Column<uint>(Path.Combine(all.Folder, TraceFormat.ExecFolder), "block");
        ulong mix = all.Trace.Functions.Single(f => f.Name == "mix").Address;
        using var some = Traced.Start(new TraceOptions { Command = [guest, "2000"], Output = "", Window = new TraceWindow(StopAddress: mix, StopHit: 100) });
        var part = ArrowFile.Column<uint>(Path.Combine(some.Folder, TraceFormat.ExecFolder), "block");
        int end = stream.Select((b, i) => (b, i)).Where(p => all.Trace.Blocks[(int)p.b].Pc == mix).ElementAt(99).i;
        // The block that holds the address has begun when the address is reached.
        Assert.Equal(end + 1, part.Count);
        Assert.True(stream.Take(end).Select(b => all.Trace.Blocks[(int)b].Pc).SequenceEqual(part.Take(end).Select(b => some.Trace.Blocks[(int)b].Pc)));
    }

    [Fact]
    public void Start_stop_and_filter_work_together()
    {
        string guest = Guest.Compile("work");
        using var all = Traced.Start(TraceMode.Blocks, guest, "2000");
        ulong mix = all.Trace.Functions.Single(f => f.Name == "mix").Address;
        using var some = Traced.Start(new TraceOptions { Command = [guest, "2000"], Output = "", Filters = [":mix"], Window = new TraceWindow(StartAddress: mix, StartHit: 11, StopAddress: mix, StopHit: 6) });
        ulong each = InFunction(all, "mix") / 2000;
        // From the 11th call to the beginning of the 17th: the 6th time the address is reached since.
        Assert.InRange(some.Run.Instructions!.Value, each * 5, each * 7);
        Assert.All(some.Trace.Counts, c => Assert.Equal("mix", some.Trace.Functions[(int)some.Trace.Blocks[(int)c.Block].Function!].Name));
    }

    [Fact]
    public void Windows_by_instruction_count_are_of_their_length()
    {
        string guest = Guest.Compile("work");
        using var all = Traced.Start(TraceMode.Blocks, guest, "100000");
        using var some = Traced.Start(new TraceOptions { Command = [guest, "100000"], Output = "", Window = new TraceWindow(StartAfter: 200_000, Length: 50_000, Every: 500_000) });
        var events = some.Trace.Table<EventRow>().Where(e => e.Kind is "on" or "off").ToList();
        Assert.Equal("on", events[0].Kind);
        Assert.InRange(events[0].Value, 200_000ul, 201_000ul);
        ulong windows = (all.Run.Instructions!.Value - 200_000 + 499_999) / 500_000;
        Assert.Equal((int)windows, events.Count(e => e.Kind == "on"));
        Assert.InRange(some.Run.Instructions!.Value, (windows - 1) * 49_000, windows * 51_000);
    }

    [Fact]
    public void A_window_begins_at_the_nth_time_an_address_is_reached_and_with_its_whole_block()
    {
        string guest = Guest.Compile("work");
        using var all = Traced.Start(TraceMode.Blocks, guest, "2000");
        var stream = ArrowFile.Column<uint>(Path.Combine(all.Folder, TraceFormat.ExecFolder), "block");
        var hot = all.Trace.Blocks[(int)all.Trace.Counts.MaxBy(c => c.Count)!.Block];
        using var some = Traced.Start(new TraceOptions { Command = [guest, "2000"], Output = "", Window = new TraceWindow(StartAddress: hot.Pc, StartHit: 500) });
        var part = ArrowFile.Column<uint>(Path.Combine(some.Folder, TraceFormat.ExecFolder), "block");
        int start = stream.Select((b, i) => (b, i)).Where(p => Covers(all.Trace.Blocks[(int)p.b], hot.Pc)).ElementAt(499).i;
        Assert.True(stream.Skip(start).Select(b => all.Trace.Blocks[(int)b].Pc).SequenceEqual(part.Select(b => some.Trace.Blocks[(int)b].Pc)));
    }

    private static ulong InFunction(Traced traced, string name)
    {
        ulong sum = 0;
        foreach (var count in traced.Trace.Counts)
        {
            var block = traced.Trace.Blocks[(int)count.Block];
            if (block.Function is { } f && traced.Trace.Functions[(int)f].Name.StartsWith(name, StringComparison.Ordinal))
                sum += count.Count * block.Instructions;
        }

        return sum;
    }

    private static bool Covers(BlockRow block, ulong pc) => pc >= block.Pc && pc < block.Pc + block.Size;
}
