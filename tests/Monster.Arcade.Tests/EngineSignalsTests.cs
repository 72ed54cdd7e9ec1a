using System.Runtime.CompilerServices;

namespace Monster.Arcade.Tests;

/// <summary>
/// What fails in .NET code beside running cartridges throws, and what fails in a cartridge traps, however many threads do both at once.
/// When this breaks the test process dies (segmentation fault, or "Stack overflow" of a thread that called nothing).
/// </summary>
public sealed class EngineSignalsTests(ArcadeFixture arcade)
{
    private const int Threads = 8;
    private const int Generations = 5; // threads also end and begin
    private const int FaultsOfAThread = 400;

    private static readonly string[] Trapping = ["division-by-zero", "out-of-bounds", "unreachable", "recursion", "infinite-score"];

    private static int Rounds => Environment.GetEnvironmentVariable("MONSTER_LONG") is null or "" or "0" ? 1 : 25;

    [Fact]
    public void Faults_of_dotnet_and_traps_of_cartridges_do_not_end_the_process()
    {
        Cartridge[] cartridges = [.. Trapping.Select(Hostile)];
        try
        {
            for (int generation = 0; generation < Generations * Rounds; generation++)
                Together(id => Fault(cartridges, id));
        }
        finally
        {
            foreach (var cartridge in cartridges)
                cartridge.Dispose();
        }
    }

    private static void Together(Action<int> work)
    {
        Exception?[] failed = new Exception?[Threads];
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(id => new Thread(() => failed[id] = Xunit.Record.Exception(() => work(id))))];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        Assert.All(failed, Assert.Null);
    }

    private static void Fault(Cartridge[] cartridges, int id)
    {
        for (int i = 0; i < FaultsOfAThread; i++)
        {
            if (i % 50 == 0)
                GC.Collect(0); // suspends the other threads, and that with signals too
            Assert.Throws<NullReferenceException>(() => Length(null!));
            Assert.Throws<DivideByZeroException>(() => Divide(i, 0));
            Assert.Throws<OverflowException>(() => Divide(int.MinValue, -1));
            if (i % 4 == 0)
                Trap(cartridges[((i / 4) + id) % cartridges.Length]);
        }
    }

    private static void Trap(Cartridge cartridge)
    {
        using var instance = cartridge.CreateInstance();
        Assert.Throws<CartridgeTrapException>(() =>
        {
            instance.Init(default);
            instance.Update(0);
            instance.Update('A');
            instance.Score();
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Length(int[] items) => items.Length;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Divide(int a, int b) => a / b;

    private Cartridge Hostile(string name) =>
        arcade.Runtime.Load(File.ReadAllBytes(Repository.At("tests", "hostile", name + ".wasm")), name);
}
