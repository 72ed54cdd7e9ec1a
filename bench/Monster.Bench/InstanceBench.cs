using System.Diagnostics;
using System.Globalization;
using Monster.Arcade;
using Monster.Compiler;

namespace Monster.Bench;

/// <summary>What many plays at once cost: the time to begin one, the memory of 1,000 and 10,000 of them. Each is set up and has had ten ticks.</summary>
internal static class InstanceBench
{
    private const int Ticks = 10;

    public static void Run(TextWriter output)
    {
        using var runtime = new CartridgeRuntime();
        using var cartridge = runtime.Load(Sources.Compile(new CartridgeCompiler(), Sources.Game("BlockDrop")), "Block Drop");
        var live = new List<CartridgeInstance> { Begin(cartridge) };
        double create = Enumerable.Range(0, 2_000).Min(_ => CreateOne(cartridge));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Create an instance and drop it: {create:F1} us at best of 2,000."));
        output.WriteLine();
        output.WriteLine("| live instances | resident memory more than before, MiB | KiB per instance |");
        output.WriteLine("|--:|--:|--:|");
        long before = Environment.WorkingSet;
        foreach (int count in new[] { 1_000, 10_000 })
        {
            while (live.Count < count)
                live.Add(Begin(cartridge));
            long more = Environment.WorkingSet - before;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {count:N0} | {more / 1048576.0:F1} | {more / 1024.0 / count:F1} |"));
        }

        foreach (var instance in live)
            instance.Dispose();
    }

    private static CartridgeInstance Begin(Arcade.Cartridge cartridge)
    {
        var instance = cartridge.CreateInstance();
        instance.Init(Kernel.Seed);
        for (int tick = 0; tick < Ticks; tick++)
            instance.Update(0);
        return instance;
    }

    private static double CreateOne(Arcade.Cartridge cartridge)
    {
        long begin = Stopwatch.GetTimestamp();
        cartridge.CreateInstance().Dispose();
        return Stopwatch.GetElapsedTime(begin).TotalMicroseconds;
    }
}
