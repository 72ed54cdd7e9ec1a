using System.Numerics;

namespace Monster.Hecke.Modules;

/// <summary>The modules in Wasmtime against the library.</summary>
internal static class ModuleChecks
{
    private const int Rounds = 4;

    public static Comparison Tables(HeckeModuleHost host, GraphChecks graph)
    {
        var c = new Comparison("each module's neighbours with the matrix computed now, every shard and every neighbour");
        for (int m = 0; m < HeckeModule.Count; m++)
        {
            using var module = host.Start(m);
            int[,] matrix = graph.Matrix(module.Prime);
            for (int s = 0; s < HeckeModule.Count; s++)
            {
                c.Same(Enumerable.Range(0, HeckeModule.Count).SelectMany(k => Enumerable.Repeat(k, matrix[s, k])), module.Neighbours(s), $"module {m}: the neighbours of {s}");
                c.Equal(-1, module.Neighbour(s, module.Prime + 1), $"module {m}: one neighbour too many");
            }
        }

        return c;
    }

    public static Comparison Constants(HeckeModuleHost host)
    {
        var c = new Comparison("the 71 modules' constants with the manifest, and its test vectors with what they answer");
        foreach (var entry in host.Manifest.Modules)
        {
            using var module = host.Start(entry.Layer);
            string name = $"module {entry.Layer}";
            c.Equal((entry.Layer, entry.Prime, entry.Conjugate, entry.Trace, entry.Weight), (module.Shard, module.Prime, module.Conjugate, module.Trace, module.Weight), name);
            c.Equal((entry.Vertex, entry.Eigenvalue, SupersingularGraph.ShardCharacteristic), (module.Vertex, module.Eigenvalue, module.Level), name);
            c.Same(entry.Test.Neighbours, module.Neighbours(entry.Layer), $"{name}: neighbours");
            var g = new long[HeckeModule.Count];
            c.Equal(ModuleStatus.Ok, module.Apply([.. entry.Test.F], g), $"{name}: apply");
            c.Same(entry.Test.G, g, $"{name}: what apply wrote");
            var image = new long[HeckeTestVector.ImageLength];
            c.Equal(ModuleStatus.Ok, module.HeckeApply([.. entry.Test.Coefficients], image), $"{name}: hecke_apply");
            c.Same(entry.Test.Image, image, $"{name}: what hecke_apply wrote");
        }

        return c;
    }

    public static Comparison RandomInputs(HeckeModuleHost host, GraphChecks graph, int seed)
    {
        var c = new Comparison($"apply, apply_row, qexp and qexp_mod of each module with the library on random input (seed {seed})");
        var random = new Random(seed);
        for (int m = 0; m < HeckeModule.Count; m++)
        {
            using var module = host.Start(m);
            for (int round = 0; round < Rounds; round++)
            {
                Apply(c, module, graph.Matrix(module.Prime), random);
                QExpansions(c, module, random);
            }
        }

        return c;
    }

    public static Comparison Limits(HeckeModuleHost host)
    {
        var c = new Comparison("apply at (2^63 - 1) / (p + 1), where it must be exact, and one above, where it must refuse, both signs");
        for (int m = 0; m < HeckeModule.Count; m++)
        {
            using var module = host.Start(m);
            long bound = long.MaxValue / (module.Prime + 1);
            var f = new long[HeckeModule.Count];
            var g = new long[HeckeModule.Count];
            foreach (long sign in new[] { 1L, -1L })
            {
                Array.Fill(f, sign * bound);
                c.Equal(ModuleStatus.Ok, module.Apply(f, g), $"module {m} at the limit");
                c.Same(Enumerable.Repeat(sign * bound * (module.Prime + 1), f.Length), g, $"module {m}: the sums at the limit");
                f[m] = sign * (bound + 1);
                c.Equal(ModuleStatus.Overflow, module.Apply(f, g), $"module {m} above the limit");
                c.Equal(ModuleStatus.Overflow, module.ApplyRow(f, 0, out _), $"module {m}: a row above the limit");
            }
        }

        return c;
    }

    public static Comparison Eigenforms(HeckeModuleHost host)
    {
        const int Outputs = 14;
        var c = new Comparison("T_p f in each module with its eigenvalue times f, f the cusp form of its weight, modulo 2^64, 14 coefficients");
        var forms = new Dictionary<int, long[]>();
        for (int m = 0; m < HeckeModule.Count; m++)
        {
            using var module = host.Start(m);
            if (!forms.TryGetValue(module.Weight, out long[]? form))
            {
                var series = ModularForms.CuspForm(module.Weight, 71 * Outputs);
                forms[module.Weight] = form = [.. Enumerable.Range(0, series.Precision).Select(n => Low64(series[n]))];
            }

            var image = new long[Outputs];
            c.Equal(ModuleStatus.Ok, module.HeckeApply(form.AsSpan(0, (module.Prime * (Outputs - 1)) + 1), image), $"module {m}");
            c.Same(form.Take(Outputs).Select(a => unchecked(a * module.Eigenvalue)), image, $"module {m}: the coefficients");
        }

        return c;
    }

    private static void Apply(Comparison c, HeckeModuleInstance module, int[,] matrix, Random random)
    {
        long bound = long.MaxValue / (module.Prime + 1);
        long[] f = [.. Enumerable.Range(0, HeckeModule.Count).Select(_ => random.NextInt64(-bound, bound + 1))];
        long[] expected = [.. Enumerable.Range(0, HeckeModule.Count).Select(i => (long)Enumerable.Range(0, HeckeModule.Count).Aggregate(BigInteger.Zero, (sum, k) => sum + ((BigInteger)matrix[i, k] * f[k])))];
        var g = new long[HeckeModule.Count];
        c.Equal(ModuleStatus.Ok, module.Apply(f, g), $"module {module.Shard}: apply");
        c.Same(expected, g, $"module {module.Shard}: what apply wrote");
        int row = random.Next(HeckeModule.Count);
        c.Equal(ModuleStatus.Ok, module.ApplyRow(f, row, out long value), $"module {module.Shard}: apply_row");
        c.Equal(expected[row], value, $"module {module.Shard}: row {row}");
    }

    private static void QExpansions(Comparison c, HeckeModuleInstance module, Random random)
    {
        int outputs = random.Next(1, 2 * module.Prime);
        int weight = random.Next(1, 40);
        int chi = random.Next(-1, 2);
        int modulus = random.Next(2, int.MaxValue);
        long[] f = [.. Enumerable.Range(0, (module.Prime * (outputs - 1)) + 1).Select(_ => random.NextInt64(long.MinValue, long.MaxValue))];
        var expected = HeckeOperator.Apply(new QExpansion([.. f.Select(a => (BigInteger)a)]), module.Prime, weight, d => d == 1 ? 1 : chi);
        var image = new long[outputs];
        c.Equal(ModuleStatus.Ok, module.QExpansion(f, image, weight, chi), $"module {module.Shard}: qexp");
        c.Same(Enumerable.Range(0, outputs).Select(n => Low64(expected[n])), image, $"module {module.Shard}: what qexp wrote");

        int[] reduced = [.. f.Select(a => (int)(ulong)(((a % modulus) + modulus) % modulus))];
        var residues = new int[outputs];
        c.Equal(ModuleStatus.Ok, module.QExpansionModulo(reduced, residues, weight, chi, modulus), $"module {module.Shard}: qexp_mod");
        c.Same(Enumerable.Range(0, outputs).Select(n => (int)(((expected[n] % modulus) + modulus) % modulus)), residues, $"module {module.Shard}: what qexp_mod wrote");
    }

    private static long Low64(BigInteger value) => unchecked((long)(ulong)(value & ulong.MaxValue));
}
