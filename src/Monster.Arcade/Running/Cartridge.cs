using System.Collections.Concurrent;
using Monster.Wasm;
using Module = Wasmtime.Module;

namespace Monster.Arcade;

/// <summary>A cartridge that was checked and compiled: what plays are made of. Safe for use by several threads.</summary>
public sealed class Cartridge : IDisposable
{
    /// <summary>Painters kept for the next picture; more than draw at once are not needed.</summary>
    private const int MaxIdlePainters = 4;

    private readonly ConcurrentBag<CartridgeInstance> _painters = [];

    internal Cartridge(CartridgeRuntime runtime, Module module, string sha256, byte[] file, Manifest manifest, CartridgeLayout layout)
    {
        Runtime = runtime;
        Module = module;
        Sha256 = sha256;
        File = file;
        Manifest = manifest;
        Layout = layout;
    }

    /// <summary>SHA-256 of the file, 64 hexadecimal digits: its name everywhere.</summary>
    public string Sha256 { get; }

    /// <summary>The file itself.</summary>
    public ReadOnlyMemory<byte> File { get; }

    /// <summary>What it says of itself.</summary>
    public Manifest Manifest { get; }

    /// <summary>Where it keeps what in its memory.</summary>
    public CartridgeLayout Layout { get; }

    internal CartridgeRuntime Runtime { get; }

    internal Module Module { get; }

    /// <summary>A fresh instance, on which nothing was called yet.</summary>
    /// <exception cref="ArcadeException">There are too many.</exception>
    public CartridgeInstance CreateInstance() => new(this);

    /// <summary>
    /// Draws the state of an instance, in another instance: whatever a cartridge does while it draws, the play does not
    /// notice, as in a replay, where nothing is drawn.
    /// </summary>
    /// <param name="source">An instance of this cartridge, between two calls.</param>
    /// <param name="picture">Where the picture goes.</param>
    public void Draw(CartridgeInstance source, Picture picture) => Draw(source.State, picture);

    /// <summary>Draws a saved state.</summary>
    /// <exception cref="ArgumentException">The size is not that of this cartridge's state.</exception>
    public void Draw(ReadOnlySpan<byte> state, Picture picture)
    {
        var painter = RentPainter(state);
        try
        {
            painter.Draw();
            picture.Read(painter, stateChanged: !painter.State.SequenceEqual(state));
            ReturnPainter(painter);
        }
        catch (CartridgeTrapException trap)
        {
            picture.Fault = trap.Message;
            painter.Dispose();
        }
    }

    /// <summary>Asks the score of an instance without leaving a trace in it.</summary>
    /// <exception cref="CartridgeTrapException">It trapped; the instance itself did not.</exception>
    public int Score(CartridgeInstance source)
    {
        var painter = RentPainter(source.State);
        try
        {
            int score = painter.Score();
            ReturnPainter(painter);
            return score;
        }
        catch (CartridgeTrapException)
        {
            painter.Dispose();
            throw;
        }
    }

    /// <summary>Frees the compiled code. Instances must be gone by then.</summary>
    public void Dispose()
    {
        while (_painters.TryTake(out var painter))
            painter.Dispose();
        Module.Dispose();
    }

    private CartridgeInstance RentPainter(ReadOnlySpan<byte> state)
    {
        if (!_painters.TryTake(out var painter))
            painter = CreateInstance();
        painter.Restore(state);
        return painter;
    }

    private void ReturnPainter(CartridgeInstance painter)
    {
        if (_painters.Count < MaxIdlePainters)
            _painters.Add(painter);
        else
            painter.Dispose();
    }
}
