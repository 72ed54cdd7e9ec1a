using System.Reflection;
using Wasmtime;

namespace Monster.Compiler.Tests;

/// <summary>Static methods from int to int, compiled to a module and run in Wasmtime, beside the same methods run by .NET.</summary>
internal sealed class BothWays : IDisposable
{
    private static readonly Lazy<CartridgeCompiler> Compiler = new(() => new CartridgeCompiler());

    private readonly Engine _engine = new();
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

    /// <summary>Runs a method both ways; a throw of .NET must be a trap.</summary>
    public void Agree(string method, params int[] inputs)
    {
        var native = _native.GetMethod(method)!.CreateDelegate<Func<int, int>>();
        foreach (int input in inputs)
        {
            string expected = Native(() => native(input));
            string actual = Wasm(method, input);
            Assert.True(expected == actual, $"{method}({input}) is {expected} in .NET and {actual} in Wasmtime");
        }
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
        catch (Exception e) when (e is ArithmeticException or IndexOutOfRangeException or NullReferenceException or InvalidOperationException or ArgumentException)
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
