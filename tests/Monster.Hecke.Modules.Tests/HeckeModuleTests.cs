using System.Numerics;
using Monster.Hecke;
using Monster.Hecke.Modules;
using Monster.Wasm;

namespace Monster.Hecke.Modules.Tests;

public sealed class HeckeModuleTests(AllModules all) : IClassFixture<AllModules>
{
    private const int Shards = 71;

    [Fact]
    public void There_are_71_small_valid_modules_with_the_names_of_old()
    {
        Assert.Equal(Shards, all.Modules.Count);
        Assert.Equal("hecke_layer_17_prime_5", all.Modules[17].Name);
        Assert.Equal("hecke_layer_14_prime_71", all.Modules[14].Name);
        Assert.Equal("hecke_layer_70_prime_31", all.Modules[70].Name);
        Assert.All(all.Modules, module => Assert.Null(Validator.FaultOf(WasmReader.Read(module.Wasm))));
        Assert.True(all.Modules.Sum(m => m.Wasm.Length) <= 180_000, $"{all.Modules.Sum(m => m.Wasm.Length)} bytes in all");
        Assert.Equal(Shards, all.Modules.Select(m => (m.Prime, m.Weight)).Distinct().Count());
    }

    [Theory]
    [InlineData(0, -24)]
    [InlineData(14, 9791485272)]
    [InlineData(17, 52110)]
    [InlineData(59, -177902341950417768)]
    [InlineData(70, 1900541176310432)]
    public void A_module_says_what_it_is(int shard, long eigenvalue)
    {
        var module = all.Modules[shard];
        using var loaded = new LoadedModule(module);
        Assert.Equal(shard, loaded.Constant("shard"));
        Assert.Equal(module.Prime, loaded.Constant("prime"));
        Assert.Equal(853, loaded.Constant("level"));
        Assert.Equal(module.Vertex, new QuadraticElement(loaded.Constant("j_re"), loaded.Constant("j_im")));
        Assert.Equal(module.Conjugate, loaded.Constant("frobenius"));
        Assert.Equal(module.Trace, loaded.Constant("trace"));
        Assert.Equal(eigenvalue, loaded.Eigenvalue);
    }

    [Fact]
    public void Shard_17_has_the_neighbours_that_are_known()
    {
        using var loaded = new LoadedModule(all.Modules[17]);
        Assert.Equal([3, 8, 18, 20, 39, 50], Enumerable.Range(0, 6).Select(i => loaded.Call("neighbour", 17, i)));
        Assert.Equal(-1, loaded.Call("neighbour", 17, 6));
        Assert.Equal(-1, loaded.Call("neighbour", 71, 0));
        Assert.Equal(-1, loaded.Call("neighbour", -1, 0));
    }

    [Fact]
    public void Apply_agrees_with_the_library_for_every_module()
    {
        var random = new Random(71);
        foreach (var module in all.Modules)
        {
            using var loaded = new LoadedModule(module);
            long bound = long.MaxValue / (module.Prime + 1);
            var f = Enumerable.Range(0, Shards).Select(_ => random.NextInt64(-bound, bound)).ToArray();
            f.CopyTo(loaded.Longs(loaded.Heap, Shards));
            int output = loaded.Heap + (Shards * 8);
            Assert.Equal(ModuleStatus.Ok, loaded.Status("apply", loaded.Heap, Shards, output, Shards));
            int[,] matrix = all.Matrices[module.Prime];
            for (int i = 0; i < Shards; i++)
            {
                long expected = (long)Enumerable.Range(0, Shards).Aggregate(BigInteger.Zero, (sum, k) => sum + (matrix[i, k] * (BigInteger)f[k]));
                Assert.Equal(expected, loaded.Longs(output, Shards)[i]);
                Assert.Equal(ModuleStatus.Ok, loaded.Status("apply_row", loaded.Heap, Shards, i, output + (Shards * 8)));
                Assert.Equal(expected, loaded.Longs(output + (Shards * 8), 1)[0]);
            }
        }
    }

    [Fact]
    public void The_limit_of_exactness_holds_on_both_sides()
    {
        foreach (var module in all.Modules)
        {
            using var loaded = new LoadedModule(module);
            long bound = long.MaxValue / (module.Prime + 1);
            int output = loaded.Heap + (Shards * 8);
            foreach (long sign in new[] { 1L, -1L })
            {
                loaded.Longs(loaded.Heap, Shards).Fill(sign * bound);
                Assert.Equal(ModuleStatus.Ok, loaded.Status("apply", loaded.Heap, Shards, output, Shards));
                Assert.Equal(sign * bound * (module.Prime + 1), loaded.Longs(output, Shards)[70]);
                loaded.Longs(loaded.Heap, Shards)[70] = sign * (bound + 1);
                Assert.Equal(ModuleStatus.Overflow, loaded.Status("apply", loaded.Heap, Shards, output, Shards));
                Assert.Equal(ModuleStatus.Overflow, loaded.Status("apply_row", loaded.Heap, Shards, 0, output));
            }
        }
    }

    [Theory]
    [InlineData(70, 0, 568, 71, ModuleStatus.BadLength)]
    [InlineData(71, 0, 568, 72, ModuleStatus.BadLength)]
    [InlineData(71, -16, 568, 71, ModuleStatus.BadRange)]
    [InlineData(71, 2, 600, 71, ModuleStatus.BadRange)]
    [InlineData(71, 0, 65_536, 71, ModuleStatus.BadRange)]
    [InlineData(71, 0, -65_536, 71, ModuleStatus.BadRange)]
    [InlineData(71, 0, 63_848, 71, ModuleStatus.Ok)] // ends with the memory
    [InlineData(71, 0, 63_852, 71, ModuleStatus.BadRange)]
    [InlineData(71, 63_852, 0, 71, ModuleStatus.BadRange)]
    [InlineData(71, 0, 0, 71, ModuleStatus.Overlap)]
    [InlineData(71, 0, 560, 71, ModuleStatus.Overlap)]
    [InlineData(71, 560, 0, 71, ModuleStatus.Overlap)]
    [InlineData(71, 0, 568, 71, ModuleStatus.Ok)]
    public void Ranges_that_do_not_fit_are_refused(int n, int input, int output, int m, ModuleStatus status)
    {
        using var loaded = new LoadedModule(all.Modules[17]);
        Assert.Equal(status, loaded.Status("apply", loaded.Heap + input, n, loaded.Heap + output, m));
    }

    [Fact]
    public void Nothing_outside_the_output_is_written()
    {
        using var loaded = new LoadedModule(all.Modules[6]);
        var memory = loaded.Memory.GetSpan(0, 65_536);
        memory[loaded.Heap..].Fill(1);
        loaded.Longs(loaded.Heap, Shards).Fill(5);
        byte[] before = memory.ToArray();
        int output = loaded.Heap + 1_000;
        Assert.Equal(ModuleStatus.Ok, loaded.Status("apply", loaded.Heap, Shards, output, Shards));
        byte[] after = loaded.Memory.GetSpan(0, 65_536).ToArray();
        const int Table = Shards * (17 + 1);
        Assert.Equal(before[..Table], after[..Table]);
        Assert.Equal(before[loaded.Heap..output], after[loaded.Heap..output]);
        Assert.Equal(before[(output + (Shards * 8))..], after[(output + (Shards * 8))..]);
    }

    [Fact]
    public void T_p_on_the_cusp_form_of_its_weight_multiplies_by_the_eigenvalue()
    {
        const int Outputs = 12;
        var forms = new Dictionary<int, QExpansion>();
        foreach (var module in all.Modules)
        {
            using var loaded = new LoadedModule(module);
            if (!forms.TryGetValue(module.Weight, out var form))
                forms[module.Weight] = form = ModularForms.CuspForm(module.Weight, 800);
            int inputs = (module.Prime * (Outputs - 1)) + 1;
            int output = loaded.Heap + (inputs * 8);
            for (int n = 0; n < inputs; n++)
                loaded.Longs(loaded.Heap, inputs)[n] = Low64(form[n]);
            Assert.Equal(ModuleStatus.Ok, loaded.Status("qexp", loaded.Heap, inputs, output, Outputs, module.Weight, 1));
            for (int n = 0; n < Outputs; n++)
                Assert.Equal(unchecked(module.Eigenvalue * Low64(form[n])), loaded.Longs(output, Outputs)[n]);
            Assert.Equal(ModuleStatus.BadLength, loaded.Status("qexp", loaded.Heap, inputs - 1, output, Outputs, module.Weight, 1));
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    public void The_modular_form_of_the_operator_agrees_with_the_library(int chi)
    {
        const int Outputs = 9;
        const int Modulus = 2_147_483_629;
        var random = new Random(5 + chi);
        foreach (var module in all.Modules.Where(m => m.Shard % 7 == 3))
        {
            using var loaded = new LoadedModule(module);
            int inputs = (module.Prime * (Outputs - 1)) + 1;
            var f = Enumerable.Range(0, inputs).Select(_ => random.Next(Modulus)).ToArray();
            f.CopyTo(loaded.Ints(loaded.Heap, inputs));
            int output = loaded.Heap + (inputs * 4);
            Assert.Equal(ModuleStatus.Ok, loaded.Status("qexp_mod", loaded.Heap, inputs, output, Outputs, module.Weight, chi, Modulus));
            var expected = HeckeOperator.Apply(new QExpansion([.. f.Select(a => (BigInteger)a)]), module.Prime, module.Weight, d => d == 1 ? 1 : chi);
            for (int n = 0; n < Outputs; n++)
                Assert.Equal((int)(((expected[n] % Modulus) + Modulus) % Modulus), loaded.Ints(output, Outputs)[n]);
        }
    }

    [Theory]
    [InlineData(0, 12, 1, 97, ModuleStatus.BadLength)]
    [InlineData(3, 0, 1, 97, ModuleStatus.BadParameter)]
    [InlineData(3, 1_001, 1, 97, ModuleStatus.BadParameter)]
    [InlineData(3, 12, 2, 97, ModuleStatus.BadParameter)]
    [InlineData(3, 12, -2, 97, ModuleStatus.BadParameter)]
    [InlineData(3, 12, 1, 1, ModuleStatus.BadParameter)]
    [InlineData(3, 12, 1, -5, ModuleStatus.BadParameter)]
    [InlineData(int.MaxValue, 12, 1, 97, ModuleStatus.BadLength)]
    public void Parameters_out_of_range_are_refused(int outputs, int weight, int chi, int modulus, ModuleStatus status)
    {
        using var loaded = new LoadedModule(all.Modules[0]);
        Assert.Equal(status, loaded.Status("qexp_mod", loaded.Heap, 100, loaded.Heap + 400, outputs, weight, chi, modulus));
    }

    private static long Low64(BigInteger value) => (long)(ulong)(value & ulong.MaxValue);
}
