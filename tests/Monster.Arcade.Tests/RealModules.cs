using Monster.Arcade.Observatory;
using Monster.Hecke;
using Monster.Hecke.Modules;

namespace Monster.Arcade.Tests;

/// <summary>The 71 modules in Wasmtime, built once for all tests.</summary>
internal static class RealModules
{
    private static readonly Lazy<HeckeModuleHost> Host = new(() => HeckeModuleHost.Of(HeckeModule.BuildAll()));

    public static HeckeAtlas Atlas { get; } = new(() => Host.Value);

    /// <summary>The same with some modules gone.</summary>
    public static HeckeAtlas Without(params int[] gone) => new(() => new Torn(Host.Value, gone));

    private sealed class Torn(HeckeModuleHost host, int[] gone) : IHeckeModules
    {
        public IReadOnlyList<int> Neighbours(int shard, int prime) => Whole(HeckeModuleHost.ModuleFor(shard, prime)).Neighbours(shard, prime);

        public int Conjugate(int shard) => Whole(shard).Conjugate(shard);

        public long[] Apply(int shard, int prime, int weight, ReadOnlySpan<long> coefficients, int count) =>
            Whole(HeckeModuleHost.ModuleFor(shard, prime)).Apply(shard, prime, weight, coefficients, count);

        private HeckeModuleHost Whole(int module) => gone.Contains(module) ? throw new HeckeModuleException($"{host.Manifest.Modules[module].Wasm.Name} is missing.") : host;
    }
}
