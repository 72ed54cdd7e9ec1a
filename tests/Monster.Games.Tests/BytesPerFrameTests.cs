using System.Buffers;
using Monster.Arcade;
using Monster.Cartridge;
using Monster.Terminal;

namespace Monster.Games.Tests;

/// <summary>What a terminal is sent while the first half minute of the demo recordings is watched, every tick a frame.</summary>
public sealed class BytesPerFrameTests(CartridgeFixture cartridges)
{
    private const double MostOnAverage = 400;

    /// <summary>Ticks of each play that are looked at: enough to see it move.</summary>
    private const int Ticks = 600;

    [Theory]
    [InlineData(TerminalEncoding.Utf8, ColorSupport.Sixteen, true)]
    [InlineData(TerminalEncoding.Cp437, ColorSupport.BoldIsBright, false)]
    [InlineData(TerminalEncoding.Ascii, ColorSupport.Monochrome, false)]
    public void The_mean_over_all_games_is_small(TerminalEncoding encoding, ColorSupport colors, bool erases)
    {
        var facts = new TerminalFacts(Abi.Width, Abi.Height) { Encoding = encoding, Colors = colors, ErasesToBackground = erases };
        var means = new List<double>();
        foreach (string path in Directory.GetFiles(Path.Combine(CartridgeFixture.GamesFolder, "demo"), "*.play").Order(StringComparer.Ordinal))
        {
            string game = Path.GetFileNameWithoutExtension(path);
            double mean = Mean(cartridges.Of(game), PlayerStore.Read(path), facts);
            means.Add(mean);
            TestContext.Current.SendDiagnosticMessage($"{encoding} {colors} {game}: {mean:F0} bytes a frame");
        }

        TestContext.Current.SendDiagnosticMessage($"{encoding} {colors}, mean of {means.Count} games: {means.Average():F0} bytes a frame");
        Assert.InRange(means.Average(), 1, MostOnAverage);
    }

    private static double Mean(Arcade.Cartridge cartridge, Recording recording, TerminalFacts facts)
    {
        // The keys of a demo are as good for a game that has changed since: what counts here is that things move.
        using var replay = new Replay(cartridge, recording with { Cartridge = cartridge.Sha256 });
        var writer = new FrameWriter(facts);
        var picture = new Picture();
        var screen = new CellBuffer(Abi.Width, Abi.Height);
        var output = new ArrayBufferWriter<byte>();
        long bytes = 0;
        do
        {
            replay.Draw(picture);
            screen.Picture(0, 0, picture.Cells, Abi.Width);
            output.ResetWrittenCount();
            bytes += writer.Write(screen, output);
        }
        while (replay.Ticks < Ticks && replay.Step());
        return bytes / (double)(replay.Ticks + 1);
    }
}
