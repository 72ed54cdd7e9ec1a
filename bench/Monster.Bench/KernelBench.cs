using System.Diagnostics;
using System.Globalization;
using Monster.Arcade;
using Monster.Cartridge;
using Monster.Compiler;

namespace Monster.Bench;

/// <summary>
/// The five kernels as .NET code under the JIT, as a cartridge in the arcade's Wasmtime (budget checks, epoch deadline and all), and as the same
/// cartridge in V8. The three take turns in one run, so that whatever else the machine does happens to all of them; the shortest time of
/// each counts.
/// </summary>
internal sealed class KernelBench : IDisposable
{
    private const int WarmUp = 40;
    private const int Rounds = 60;

    private readonly CartridgeCompiler _compiler = new();
    private readonly CartridgeRuntime _runtime = new();
    private readonly NodeRunner _node = new();

    public void Run(TextWriter output)
    {
        output.WriteLine("| kernel | .NET JIT, ms | Wasmtime, ms | V8, ms | Wasmtime / .NET | V8 / .NET |");
        output.WriteLine("|---|--:|--:|--:|--:|--:|");
        double wasmtimeLog = 0, nodeLog = 0;
        foreach (var kernel in Kernel.All)
        {
            var (native, wasmtime, node) = Measure(kernel);
            wasmtimeLog += Math.Log(wasmtime / native);
            nodeLog += Math.Log(node / native);
            output.WriteLine(Row(kernel.Name, native, wasmtime, node));
        }

        int count = Kernel.All.Count;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| **geometric mean** | | | | **{Math.Exp(wasmtimeLog / count):F2}** | **{Math.Exp(nodeLog / count):F2}** |"));
    }

    public void Dispose()
    {
        _runtime.Dispose();
        _node.Dispose();
    }

    private static string Row(string name, double native, double wasmtime, double node) => string.Create(CultureInfo.InvariantCulture,
        $"| {name} | {native:F2} | {wasmtime:F2} | {node:F2} | {wasmtime / native:F2} | {node / native:F2} |");

    private (double Native, double Wasmtime, double Node) Measure(Kernel kernel)
    {
        var source = kernel.IsGame ? Sources.Game(kernel.Source) : Sources.Kernel(kernel.Source);
        byte[] wasm = Sources.Compile(_compiler, source);
        using var cartridge = _runtime.Load(wasm, kernel.Name);
        uint[] seed = [Kernel.Seed.A, Kernel.Seed.B, Kernel.Seed.C, Kernel.Seed.D];
        _node.Load(wasm, seed);
        using var native = new NativeSample(kernel);
        using var wasmtime = new CartridgeSample(kernel, cartridge);
        double bestNative = double.MaxValue, bestWasmtime = double.MaxValue, bestNode = double.MaxValue;
        for (int round = 0; round < WarmUp + Rounds; round++)
        {
            var (nativeTime, nativeScore) = native.Take();
            var (wasmtimeTime, wasmtimeScore) = wasmtime.Take();
            var (nodeTime, nodeScore) = _node.Play(seed, kernel.Keys);
            if (nativeScore != wasmtimeScore || nativeScore != nodeScore)
                throw new InvalidDataException($"{kernel.Name}: the scores are {nativeScore} in .NET, {wasmtimeScore} in Wasmtime, {nodeScore} in V8.");
            if (round < WarmUp)
                continue;
            bestNative = Math.Min(bestNative, nativeTime);
            bestWasmtime = Math.Min(bestWasmtime, wasmtimeTime);
            bestNode = Math.Min(bestNode, nodeTime);
        }

        return (bestNative, bestWasmtime, bestNode);
    }

    /// <summary>The game as .NET code.</summary>
    private sealed class NativeSample(Kernel kernel) : IDisposable
    {
        private Game _game = Start(kernel);

        public (double Milliseconds, int Score) Take()
        {
            if (kernel.IsGame)
                _game = Start(kernel);
            long begin = Stopwatch.GetTimestamp();
            foreach (int key in kernel.Keys)
            {
                if (_game.Update(key) == Status.Over)
                    _game = Start(kernel);
            }

            return (Stopwatch.GetElapsedTime(begin).TotalMilliseconds, _game.Score);
        }

        public void Dispose()
        {
        }

        private static Game Start(Kernel kernel)
        {
            var game = kernel.Create();
            game.Start(Kernel.Seed.A, Kernel.Seed.B, Kernel.Seed.C, Kernel.Seed.D);
            return game;
        }
    }

    /// <summary>The game as a cartridge in the arcade.</summary>
    private sealed class CartridgeSample(Kernel kernel, Arcade.Cartridge cartridge) : IDisposable
    {
        private CartridgeInstance _instance = Start(cartridge);

        public (double Milliseconds, int Score) Take()
        {
            if (kernel.IsGame)
                Restart();
            long begin = Stopwatch.GetTimestamp();
            foreach (int key in kernel.Keys)
            {
                if (_instance.Update(key))
                    Restart();
            }

            return (Stopwatch.GetElapsedTime(begin).TotalMilliseconds, _instance.Score());
        }

        public void Dispose() => _instance.Dispose();

        private void Restart()
        {
            _instance.Dispose();
            _instance = Start(cartridge);
        }

        private static CartridgeInstance Start(Arcade.Cartridge cartridge)
        {
            var instance = cartridge.CreateInstance();
            instance.Init(Kernel.Seed);
            return instance;
        }
    }
}
