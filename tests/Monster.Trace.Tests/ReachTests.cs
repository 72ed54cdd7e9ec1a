using Monster.Trace.Plugin;
using Monster.Trace.Reach;

namespace Monster.Trace.Tests;

/// <summary>The static graph of programs against what ran: also of real ones without symbols.</summary>
public sealed class ReachTests
{
    [Fact]
    public void What_ran_is_conservatively_reachable_in_real_programs_and_libraries()
    {
        foreach (string[] command in new[] { new[] { "gzip", "-c", Guest.Compile("work") }, ["sh", "-c", "echo a; test -d /"] })
        {
            using var traced = Traced.Start(TraceMode.Cover, command[0], command[1..]);
            foreach (var module in traced.Trace.Modules.Where(m => m.Bias is not null))
            {
                var report = ReachReport.Of(traced.Trace, module);
                Assert.Empty(report.NotFound.Select(f => $"{module.Path} {report.Functions.Functions[f].Name}"));
                Assert.Subset(report.Conservative.ToHashSet(), report.Direct.ToHashSet());
            }
        }
    }

    [Fact]
    public void Calls_that_were_seen_make_the_lower_bound_larger_and_a_witness_leads_there()
    {
        using var traced = Traced.Start(TraceMode.Blocks, Guest.Compile("work"), "1000");
        var report = ReachReport.Of(traced.Trace, traced.Trace.Modules.Single(m => m.Path == traced.Run.Program));
        int touch = Named("touch"), main = Named("main");
        Assert.DoesNotContain(main, report.Direct); // _start gives main's address to libc
        Assert.Contains(touch, report.Observed);
        var path = report.Witness(touch)!;
        Assert.Equal(touch, path[^1]);
        Assert.Equal(main, path[^2]);

        int Named(string name) => report.Functions.Functions.Select((f, i) => (f, i)).Single(p => p.f.Name == name).i;
    }
}
