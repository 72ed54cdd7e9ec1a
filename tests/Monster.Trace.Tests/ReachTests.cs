using Monster.Trace.Plugin;
using Monster.Trace.Reach;
using Monster.Trace.Reading;

namespace Monster.Trace.Tests;

/// <summary>The static graph of programs against what ran: also of real ones without symbols.</summary>
public sealed class ReachTests
{
    public static TheoryData<string> RealCommands => ["gzip -c {work}", "sh -c {echo a; test -d /}", "xz -0 -c {work}", "sort -n {work}", "perl -e {print map { $_ * 2 } sort { $a <=> $b } 3, 1, 2}"];

    [Theory]
    [MemberData(nameof(RealCommands))]
    public void What_ran_is_conservatively_reachable_in_real_stripped_programs_and_their_libraries(string line)
    {
        int brace = line.IndexOf('{', StringComparison.Ordinal);
        string last = line[(brace + 1)..^1];
        string[] command = [.. line[..brace].TrimEnd().Split(' '), last == "work" ? Guest.Compile("work") : last];
        using var traced = Traced.Start(TraceMode.Cover, command[0], command[1..]);
        AssertInside(traced.Trace);
    }

    [Theory]
    [InlineData("aarch64")]
    [InlineData("riscv64")]
    [InlineData("x86_64")]
    public void What_ran_is_conservatively_reachable_on_each_processor_that_has_a_decoder(string architecture)
    {
        foreach (string guest in new[] { "work", "signals", "switch" })
        {
            // Static and without symbols: libc is in it, and functions are known from their unwind tables alone.
            using var shared = Traced.Start(TraceMode.Cover, Guest.Compile(guest, architecture), "300");
            using var alone = Traced.Start(TraceMode.Cover, Guest.Compile(guest, architecture, "-O2", "-static", "-s"), "300");
            Assert.Equal(shared.Output, alone.Output);
            AssertInside(shared.Trace);
            AssertInside(alone.Trace);
        }
    }

    [Theory]
    [InlineData("aarch64")]
    [InlineData("riscv64")]
    [InlineData("x86_64")]
    public void Blocks_that_were_not_executed_are_those_of_the_branch_not_taken(string architecture)
    {
        using var traced = Traced.Start(TraceMode.Cover, Guest.Compile("switch", architecture), "300");
        var report = ReachReport.Of(traced.Trace, traced.Trace.Modules.Single(m => m.Path == traced.Run.Program));
        int never = Named(report, "never_called"), rare = Named(report, "rare_branch");
        Assert.DoesNotContain(never, report.Executed.Functions);
        Assert.DoesNotContain(never, report.Conservative.Functions); // nobody names it
        Assert.Contains(rare, report.Conservative.Functions);
        Assert.DoesNotContain(rare, report.Executed.Functions);
        int choose = Named(report, "choose");
        var blocks = Enumerable.Range(0, report.Blocks.Count).Where(b => report.Blocks[b].Function == choose).ToList();
        Assert.Contains(blocks, report.Executed.Has);
        Assert.Contains(blocks, b => report.Conservative.Has(b) && !report.Executed.Has(b));
        Assert.Equal(report.EntryOf(rare), report.Witness(report.EntryOf(rare))![^1]);
    }

    [Fact]
    public void Steps_that_were_seen_make_the_lower_bound_larger_and_a_witness_leads_there()
    {
        using var traced = Traced.Start(TraceMode.Blocks, Guest.Compile("work"), "1000");
        var report = ReachReport.Of(traced.Trace, traced.Trace.Modules.Single(m => m.Path == traced.Run.Program));
        int touch = Named(report, "touch"), main = Named(report, "main");
        Assert.DoesNotContain(main, report.Direct.Functions); // _start gives main's address to libc
        Assert.Contains(touch, report.Observed.Functions);
        var path = report.Witness(report.EntryOf(touch))!;
        Assert.Equal(touch, report.Blocks[path[^1]].Function);
        Assert.Equal(main, report.Blocks[path[^2]].Function);
        AssertInside(traced.Trace);
    }

    private static void AssertInside(TraceFolder trace)
    {
        int executed = 0;
        foreach (var module in trace.Modules.Where(m => m.Bias is not null))
        {
            var report = ReachReport.Of(trace, module);
            executed += report.Executed.Count;
            Assert.Equal(0, report.Unplaced);
            string notFound = string.Join('\n', report.NotFound.Select(b => $"{module.Path} {report.Functions.Functions[report.Blocks[b].Function].Name} 0x{report.Blocks[b].Start:x}"));
            Assert.True(notFound.Length == 0, notFound);
            for (int b = 0; b < report.Blocks.Count; b++)
                Assert.True(!report.Direct.Has(b) || (report.Observed.Has(b) && report.Conservative.Has(b)), "a bound is larger than the next");
        }

        Assert.True(executed > 100);
    }

    private static int Named(ReachReport report, string name) => report.Functions.Functions.Select((f, i) => (f, i)).Single(p => p.f.Name == name).i;
}
