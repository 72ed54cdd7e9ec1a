using System.Reflection;
using Monster.Engines;
using Wasmtime;

namespace Monster.Compiler.Tests;

/// <summary>Static methods from int to int, compiled to a module and run in Wasmtime, beside the same methods run by .NET.</summary>
internal sealed class BothWays : IDisposable
{
    private static readonly Lazy<CartridgeCompiler> Compiler = new(() => new CartridgeCompiler());

    private readonly Engine _engine = EngineSignals.Start(new Config());
    private readonly Wasmtime.Module _module;
    private readonly Type _native;

    public BothWays(string members)
    {
        var result = Compiler.Value.CompileMethods([new SourceFile("Program.cs", Wrap(members))], "T.Program");
        Assert.True(result.Succeeded, string.Join("\n", result.Messages));
        _module = Wasmtime.Module.FromBytes(_engine, "program", result.Wasm!);
        _native = Assembly.Load(result.Assembly!).GetType("T.Program")!;
    }

    public static CartridgeCompiler Warm => Compiler.Value;

    /// <summary>The members as a class of a file of their own; their first line is line 3.</summary>
    public static string Wrap(string members) => $"using System.Runtime.CompilerServices; using System.Numerics;\nnamespace T; public static class Program {{\n{members}\n}}";

    /// <summary>Compiles bodies of <c>int F(int n)</c> beside the same declarations and runs each both ways; says every one that differs.</summary>
    public static void AgreeOnAll(string declarations, int[] inputs, params string[] bodies)
    {
        var methods = bodies.Select((body, i) => $"public static int F{i}(int n) {{ {body} }}");
        using var both = new BothWays($"#pragma warning disable CS8509\n{declarations}\n{string.Join('\n', methods)}");
        var differences = new List<string>();
        for (int i = 0; i < bodies.Length; i++)
        {
            var native = both._native.GetMethod($"F{i}")!.CreateDelegate<Func<int, int>>();
            foreach (int input in inputs)
            {
                string expected = Native(() => native(input));
                string actual = both.Wasm($"F{i}", input);
                if (expected != actual)
                    differences.Add($"n = {input}: {expected} in .NET, {actual} in Wasmtime: {bodies[i]}");
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    public void Dispose()
    {
        _module.Dispose();
        _engine.Dispose();
    }

    private static string Native(Func<int> run)
    {
        try
        {
            return run().ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is ArithmeticException or IndexOutOfRangeException or NullReferenceException or InvalidOperationException or ArgumentException or InvalidCastException)
        {
            return "trap";
        }
    }

    private string Wasm(string method, int input)
    {
        using var store = new Store(_engine);
        var instance = new Instance(store, _module);
        instance.GetGlobal("budget")!.SetValue(int.MaxValue);
        instance.GetAction("reset")!();
        try
        {
            return instance.GetFunction<int, int>(method)!(input).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (TrapException)
        {
            return "trap";
        }
    }
}
