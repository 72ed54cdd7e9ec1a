using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Monster.Hecke.Modules;

namespace Monster.Hecke.Modules.Tests;

/// <summary>The modules in tools that are not ours: wabt assembles their text, Node runs them.</summary>
public sealed class OtherToolsTests(AllModules all) : IClassFixture<AllModules>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public void Wabt_assembles_the_same_71_modules_from_their_text()
    {
        using var folder = new ModuleFolder(all);
        string assembled = folder["assembled"];
        var (code, said) = Run("sh", folder["compile_all.sh"], assembled);
        Assert.True(code == 0, said);
        foreach (var module in all.Modules)
            Assert.Equal(module.Wasm, File.ReadAllBytes(Path.Combine(assembled, module.Name + ".wasm")));
    }

    [Fact]
    public void In_Node_the_modules_answer_random_input_as_the_library_does()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        using var folder = new ModuleFolder(all);
        var manifest = HeckeManifest.Of(all.Modules);
        manifest = manifest with { Modules = [.. manifest.Modules.Select(m => m with { Test = RandomVector(m, random) })] };
        File.WriteAllBytes(folder[HeckeManifest.FileName], manifest.ToJson());
        var (code, said) = Run("node", Host(), folder.Path);
        Assert.True(code == 0, $"seed {seed}: {said}");
        Assert.Contains("71 modules answered", said, StringComparison.Ordinal);
    }

    [Fact]
    public void In_Node_a_wrong_answer_is_seen()
    {
        using var folder = new ModuleFolder(all);
        var manifest = HeckeManifest.Of(all.Modules);
        var entry = manifest.Modules[40];
        long[] g = [.. entry.Test.G];
        g[70]++;
        manifest = manifest with { Modules = [.. manifest.Modules.Select(m => m.Layer == 40 ? m with { Test = m.Test with { G = g } } : m)] };
        File.WriteAllBytes(folder[HeckeManifest.FileName], manifest.ToJson());
        var (code, said) = Run("node", Host(), folder.Path);
        Assert.NotEqual(0, code);
        Assert.Contains("hecke_layer_40_prime_31.wasm", said, StringComparison.Ordinal);
    }

    private HeckeTestVector RandomVector(HeckeManifestEntry module, Random random)
    {
        // JSON's numbers are exact in JavaScript up to 2^53, so sums of 72 are to stay below that.
        const long Largest = 1L << 46;
        int[,] matrix = all.Matrices[module.Prime];
        long[] f = [.. Enumerable.Range(0, HeckeModule.Count).Select(_ => random.NextInt64(-Largest, Largest))];
        int outputs = random.Next(1, module.Prime + 3);
        long[] a = [.. Enumerable.Range(0, (module.Prime * (outputs - 1)) + 1).Select(_ => random.NextInt64(-Largest, Largest))];
        var image = HeckeOperator.Apply(new QExpansion([.. a.Select(x => (BigInteger)x)]), module.Prime, module.Weight);
        return new(
            module.Test.Neighbours,
            f,
            [.. Enumerable.Range(0, f.Length).Select(i => Enumerable.Range(0, f.Length).Sum(k => matrix[i, k] * f[k]))],
            a,
            [.. Enumerable.Range(0, outputs).Select(n => unchecked((long)(ulong)(image[n] & ulong.MaxValue)))]);
    }

    private static string Host([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "docs", "hosts", "hecke.mjs");

    private static (int Code, string Said) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            Assert.Fail($"{program} did not end within {Patience}.");
        }

        return (process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }
}
