using System.Reflection;
using System.Runtime.Loader;
using Monster.Cartridge;
using Monster.Testing;

namespace Monster.Compiler.Tests.Differential;

/// <summary>
/// A game run by the .NET JIT: the oracle. Its assembly holds its own copy of Monster.Cartridge, exactly as it goes into a cartridge,
/// so everything is called by name.
/// </summary>
internal sealed class NativeGame
{
    private readonly object _game;
    private readonly Action<uint, uint, uint, uint> _start;
    private readonly Func<int, int> _update;
    private readonly Func<int> _score;
    private readonly Render _render;

    public NativeGame(Type type)
    {
        _game = Activator.CreateInstance(type)!;
        _start = type.GetMethod("Start")!.CreateDelegate<Action<uint, uint, uint, uint>>(_game);
        // An enum and its underlying type are the same to a delegate.
        _update = type.GetMethod("Update")!.CreateDelegate<Func<int, int>>(_game);
        _score = type.GetProperty("Score")!.GetMethod!.CreateDelegate<Func<int>>(_game);
        _render = type.GetMethod("Render")!.CreateDelegate<Render>(_game);
    }

    private delegate void Render(Span<uint> cells, Span<uint> voices);

    public uint[] Cells { get; } = new uint[Abi.CellCount];

    public uint[] Voices { get; } = new uint[Abi.VoiceCount];

    /// <summary>Calls an export by its name in the ABI; null when the game threw.</summary>
    public int? Call(string export, int[] arguments)
    {
        try
        {
            switch (export)
            {
                case "init":
                    _start((uint)arguments[0], (uint)arguments[1], (uint)arguments[2], (uint)arguments[3]);
                    return 0;
                case "update":
                    return _update(arguments[0]);
                case "score":
                    return _score();
                default:
                    _render(Cells, Voices);
                    return 0;
            }
        }
        catch (Exception e) when (e is ArithmeticException or IndexOutOfRangeException or NullReferenceException or InvalidCastException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    public byte[] State() => StateGraph.Bytes(_game);

    /// <summary>Loads an assembly, for as long as the process lives.</summary>
    public static Assembly Load(byte[] image) => new AssemblyLoadContext("game").LoadFromStream(new MemoryStream(image));
}
