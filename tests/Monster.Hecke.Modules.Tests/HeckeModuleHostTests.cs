using System.Text;
using Monster.Hecke.Modules;

namespace Monster.Hecke.Modules.Tests;

public sealed class HeckeModuleHostTests(AllModules all) : IClassFixture<AllModules>
{
    [Fact]
    public void Next_door_is_what_the_shards_own_module_says()
    {
        using var folder = new ModuleFolder(all);
        using var host = HeckeModuleHost.Open(folder.Path);
        Assert.Equal([3, 8, 18, 20, 39, 50], host.Neighbours(17));
        for (int shard = 0; shard < HeckeModule.Count; shard++)
        {
            Assert.Equal(shard, HeckeModuleHost.ModuleFor(shard, MonsterPrimes.OfShard(shard)));
            Assert.Null(host.FaultOf(shard));
        }
    }

    [Fact]
    public void Every_prime_has_a_module_to_ask_for_every_shard()
    {
        using var host = HeckeModuleHost.Of(all.Modules);
        for (int shard = 0; shard < HeckeModule.Count; shard++)
        {
            foreach (int prime in MonsterPrimes.All)
            {
                Assert.Equal(prime, MonsterPrimes.OfShard(HeckeModuleHost.ModuleFor(shard, prime)));
                int[,] matrix = all.Matrices[prime];
                Assert.Equal(Enumerable.Range(0, HeckeModule.Count).SelectMany(k => Enumerable.Repeat(k, matrix[shard, k])), host.Neighbours(shard, prime));
            }
        }
    }

    [Fact]
    public void A_missing_module_is_said_to_be_missing_and_no_other_answers_for_it()
    {
        using var folder = new ModuleFolder(all);
        File.Delete(folder["hecke_layer_17_prime_5.wasm"]);
        using var host = HeckeModuleHost.Open(folder.Path);
        Assert.Contains("hecke_layer_17_prime_5.wasm is missing", host.FaultOf(17), StringComparison.Ordinal);
        Assert.Throws<HeckeModuleException>(() => host.Neighbours(17));
        Assert.Equal(6, host.Neighbours(32).Count);
        Assert.Null(host.FaultOf(18));
    }

    [Fact]
    public void A_module_cut_short_is_refused()
    {
        using var folder = new ModuleFolder(all);
        byte[] bytes = File.ReadAllBytes(folder["hecke_layer_17_prime_5.wasm"]);
        File.WriteAllBytes(folder["hecke_layer_17_prime_5.wasm"], bytes[..(bytes.Length / 2)]);
        using var host = HeckeModuleHost.Open(folder.Path);
        Assert.Contains("hecke_layer_17_prime_5.wasm is not the module", Assert.Throws<HeckeModuleException>(() => host.Conjugate(17)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_host_answers_as_the_library_does()
    {
        using var host = HeckeModuleHost.Of(all.Modules);
        var graph = new SupersingularGraph();
        Assert.Equal(graph.Conjugate, Enumerable.Range(0, HeckeModule.Count).Select(host.Conjugate));
        var delta = ModularForms.Delta(70);
        long[] coefficients = [.. Enumerable.Range(0, 70).Select(n => (long)delta[n])];
        Assert.Equal(coefficients[..10].Select(a => 4830 * a), host.Apply(17, 5, 12, coefficients, 10));
        Assert.Contains("hecke_layer_02_prime_5.wasm refuses: BadLength", Assert.Throws<HeckeModuleException>(() => host.Apply(3, 5, 12, coefficients, 20)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_with_one_other_byte_is_refused()
    {
        using var folder = new ModuleFolder(all);
        byte[] bytes = File.ReadAllBytes(folder["hecke_layer_00_prime_2.wasm"]);
        bytes[^1] ^= 1;
        File.WriteAllBytes(folder["hecke_layer_00_prime_2.wasm"], bytes);
        using var host = HeckeModuleHost.Open(folder.Path);
        Assert.Contains("is not the module that MANIFEST.json lists", host.FaultOf(0), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"version\":2,\"modules\":[]}")]
    [InlineData("{\"version\":1,\"modules\":[]}")]
    [InlineData("{\"version\":1,\"modules\":[{\"layer\":0}]}")]
    public void A_manifest_that_is_none_is_refused_in_one_line(string json)
    {
        var refused = Assert.Throws<HeckeModuleException>(() => HeckeManifest.Parse(Encoding.UTF8.GetBytes(json)));
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void A_manifest_names_no_file_of_another_folder()
    {
        string json = Encoding.UTF8.GetString(HeckeManifest.Of(all.Modules).ToJson()).Replace("hecke_layer_00_prime_2.wasm", "../hecke_layer_00_prime_2.wasm", StringComparison.Ordinal);
        Assert.Throws<HeckeModuleException>(() => HeckeManifest.Parse(Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void A_manifest_comes_back_as_it_was()
    {
        byte[] json = HeckeManifest.Of(all.Modules).ToJson();
        Assert.Equal(json, HeckeManifest.Parse(json).ToJson());
    }

    [Fact]
    public void A_folder_without_modules_says_how_to_make_them()
    {
        var refused = Assert.Throws<HeckeModuleException>(() => HeckeModuleHost.Open(Path.Combine(Path.GetTempPath(), "monster-hecke-none")));
        Assert.Contains("monster hecke build", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vector_that_does_not_fit_the_memory_is_refused()
    {
        using var host = HeckeModuleHost.Of(all.Modules);
        using var module = host.Start(0);
        Assert.Throws<HeckeModuleException>(() => module.HeckeApply(new long[9_000_000], new long[10]));
    }
}
