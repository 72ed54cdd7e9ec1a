using System.Runtime.CompilerServices;
using Wasmtime;

namespace Monster.Engines.Tests;

/// <summary>Two engines of one process and .NET's own faults. When this breaks the test process dies.</summary>
public sealed class SharedSignalsTests
{
    private const int Threads = 4;
    private const int Faults = 200;

    private const string Traps = """
        (module
          (func (export "divide") (param i32) (result i32) i32.const 1 local.get 0 i32.div_s)
          (func (export "forever") (loop br 0)))
        """;

    [Fact]
    public void Faults_of_dotnet_and_traps_in_two_engines_do_not_end_the_process()
    {
        using var first = new InterruptibleEngine(new Config());
        using var second = new InterruptibleEngine(new Config());
        var failed = new Exception?[Threads];
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(id => new Thread(() => failed[id] = Record.Exception(() => Fault(id % 2 == 0 ? first : second))))];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        Assert.All(failed, Assert.Null);
    }

    [Fact]
    public void A_call_that_does_not_end_is_interrupted()
    {
        using var engine = new InterruptibleEngine(new Config());
        using var module = Module.FromText(engine.Engine, "traps", Traps);
        using var store = new Store(engine.Engine);
        store.SetEpochDeadline(InterruptibleEngine.Epochs(TimeSpan.Zero));
        var forever = new Instance(store, module).GetAction("forever")!;
        Assert.Equal(TrapCode.Interrupt, Assert.Throws<TrapException>(forever).Type);
    }

    private static void Fault(InterruptibleEngine engine)
    {
        using var module = Module.FromText(engine.Engine, "traps", Traps);
        using var store = new Store(engine.Engine);
        store.SetEpochDeadline(InterruptibleEngine.Epochs(TimeSpan.FromMinutes(1)));
        var divide = new Instance(store, module).GetFunction<int, int>("divide")!;
        for (int i = 0; i < Faults; i++)
        {
            Assert.Throws<DivideByZeroException>(() => Divide(i, 0));
            Assert.Equal(TrapCode.IntegerDivisionByZero, Assert.Throws<TrapException>(() => divide(0)).Type);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Divide(int a, int b) => a / b;
}
