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

    private static bool Covers(BlockRow block, ulong pc) => pc >= block.Pc && pc < block.Pc + block.Size;
}
