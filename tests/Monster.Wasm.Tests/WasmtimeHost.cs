using System.Buffers.Binary;
using System.Security.Cryptography;
using Monster.Engines;
using Wasmtime;

namespace Monster.Wasm.Tests;

/// <summary>The smallest host of ABI 1 on Wasmtime, written from docs/abi.md and not from the arcade's.</summary>
internal sealed class WasmtimeHost : IDisposable
{
    private readonly Engine _engine = EngineSignals.Start(new Config());

    public PlayResult Play(byte[] cartridge, string seed, int[] keys)
    {
        using var store = new Store(_engine);
        using var module = Wasmtime.Module.FromBytes(_engine, "cartridge", cartridge);
        var game = new Instance(store, module);
        var budget = game.GetGlobal("budget")!;
        int ticks = 0, status = 0;
        try
        {
            budget.SetValue(200_000_000);
            var words = Enumerable.Range(0, 4).Select(i => BinaryPrimitives.ReadInt32LittleEndian(Convert.FromHexString(seed).AsSpan(4 * i))).ToArray();
            game.GetAction<int, int, int, int>("init")!(words[0], words[1], words[2], words[3]);
            var update = game.GetFunction<int, int>("update")!;
            foreach (int key in keys)
            {
                budget.SetValue(20_000_000);
                int now = update(key);
                if (now is not (0 or 1))
                    throw new InvalidDataException("status");
                ticks++;
                status = now;
                if (status == 1)
                    break;
            }

            int start = (int)game.GetGlobal("state_start")!.GetValue()!, end = (int)game.GetGlobal("state_end")!.GetValue()!;
            string hash = Convert.ToHexStringLower(SHA256.HashData(game.GetMemory("memory")!.GetSpan(start, end - start)));
            budget.SetValue(1_000_000);
            int score = game.GetFunction<int>("score")!();
            if (score < 0)
                throw new InvalidDataException("score");
            return new PlayResult(ticks, status, score, hash, null);
        }
        catch (Exception e) when (e is TrapException or InvalidDataException)
        {
            string trap = (int)budget.GetValue()! < 0 ? "budget" : (int)game.GetGlobal("depth")!.GetValue()! < 0 ? "depth" : "program";
            return new PlayResult(ticks, 2, null, null, trap);
        }
    }

    public void Dispose() => _engine.Dispose();
}
