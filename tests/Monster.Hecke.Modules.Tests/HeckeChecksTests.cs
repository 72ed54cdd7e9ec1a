using Monster.Hecke.Modules;

namespace Monster.Hecke.Modules.Tests;

public sealed class HeckeChecksTests(AllModules all) : IClassFixture<AllModules>
{
    [Fact]
    public void Every_check_passes_and_none_is_left_out_but_PARI()
    {
        int seed = Random.Shared.Next();
        using var host = HeckeModuleHost.Of(all.Modules);
        var checks = new HeckeChecks(host, seed);
        for (int i = 0; i < checks.Count; i++)
        {
            var check = checks.Run(i);
            Assert.True(check.Outcome == HeckeCheckOutcome.Passed || (check.Outcome == HeckeCheckOutcome.Skipped && check.Name == "PARI"), $"seed {seed}: {check.Name}: {check.Compared}");
        }
    }

    [Fact]
    public void A_wrong_module_is_found_out()
    {
        // Shard 1 has the module of shard 2, with its right hash; the prime is another.
        var wrong = all.Modules.ToList();
        wrong[1] = wrong[1] with { Wasm = all.Modules[2].Wasm };
        using var host = HeckeModuleHost.Of(wrong);
        var checks = new HeckeChecks(host);
        var failed = Enumerable.Range(0, checks.Count).Select(i => i).Where(i => i >= checks.Count - 6).Select(checks.Run).Where(c => c.Outcome == HeckeCheckOutcome.Failed).ToList();
        Assert.Contains(failed, c => c.Name == "modules: manifest" && c.Compared.Contains("module 1", StringComparison.Ordinal));
    }
}
