using System.Buffers;
using System.Globalization;
using System.Text;

namespace Monster.Terminal.Tests;

/// <summary>
/// Random sequences of screens on every kind of terminal: what the terminal shows is what was wanted, cell for cell.
/// MONSTER_SEED repeats one sequence.
/// </summary>
public sealed class FrameWriterPropertyTests
{
    private static readonly Rune[] Letters = [.. "          abcXYZ019.,-#│─┌┐└┘█▀▄░▒▓═║♥♦►▲←↑·√…★é中文😀".EnumerateRunes()];

    private static readonly Dictionary<int, int> InPage = Enumerable.Range(1, 255).ToDictionary(b => (int)TestCp437.Glyph((byte)b), b => b);

    public static TheoryData<TerminalEncoding, ColorSupport> Kinds
    {
        get
        {
            var data = new TheoryData<TerminalEncoding, ColorSupport>();
            foreach (var encoding in Enum.GetValues<TerminalEncoding>())
            {
                foreach (var colors in Enum.GetValues<ColorSupport>())
                    data.Add(encoding, colors);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_terminal_shows_exactly_the_wanted_cells(TerminalEncoding encoding, ColorSupport colors)
    {
        string? given = Environment.GetEnvironmentVariable("MONSTER_SEED");
        int runs = Environment.GetEnvironmentVariable("MONSTER_LONG") == "1" ? 4_000 : 60;
        int first = given is null ? Random.Shared.Next() : int.Parse(given, CultureInfo.InvariantCulture);
        for (int run = 0; run < (given is null ? runs : 1); run++)
        {
            try
            {
                Check(unchecked(first + run), encoding, colors);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"MONSTER_SEED={unchecked(first + run)} {encoding} {colors}: {e.Message}", e);
            }
        }
    }

    private static void Check(int seed, TerminalEncoding encoding, ColorSupport colors)
    {
        var random = new Random(seed);
        int width = random.Next(3) == 0 ? 80 : random.Next(2, 140);
        int height = random.Next(3) == 0 ? 24 : random.Next(2, 30);
        var kind = new EmulatorKind(encoding, colors == ColorSupport.Sixteen, random.Next(2) == 0, random.Next(2) == 0, random.Next(2) == 0);
        var facts = new TerminalFacts(width, height)
        {
            Encoding = encoding,
            Colors = colors,
            ErasesToBackground = kind.ErasesToBackground && random.Next(4) > 0,
            ShowsControlGlyphs = kind.ShowsControlGlyphs,
        };
        var writer = new FrameWriter(facts);
        var frame = new CellBuffer(width, height);
        var emulator = new Emulator(width, height, kind, random);
        int frames = random.Next(2, 12);
        for (int i = 0; i < frames; i++)
        {
            Change(frame, random);
            if (random.Next(10) == 0)
                writer.Forget();
            var output = new ArrayBufferWriter<byte>();
            int bytes = writer.Write(frame, output);
            Assert.Equal(output.WrittenCount, bytes);
            emulator.Feed(output.WrittenSpan);
            Compare(emulator, frame, facts);
            output.ResetWrittenCount();
            Assert.Equal(0, writer.Write(frame, output));
        }
    }

    private static void Change(CellBuffer frame, Random random)
    {
        int changes = random.Next(1, 8);
        for (int i = 0; i < changes; i++)
        {
            int x = random.Next(-3, frame.Width);
            int y = random.Next(-1, frame.Height);
            var foreground = Color(random);
            var background = random.Next(3) > 0 ? Ink.Black : Color(random);
            switch (random.Next(9))
            {
                case 0:
                    frame.Clear();
                    break;
                case 1:
                    frame.Fill(x, y, random.Next(1, 90), random.Next(1, 9), new Cell(random.Next(2) == 0 ? ' ' : Letter(random).Value, foreground, background));
                    break;
                case 2:
                    frame.Box(x, y, random.Next(2, 30), random.Next(2, 10), foreground, background);
                    break;
                case 3:
                    for (int n = 0; n < 200; n++)
                        frame.Put(random.Next(frame.Width), random.Next(frame.Height), Letter(random), Color(random), Color(random));
                    break;
                case 4:
                    for (int row = 1; row < frame.Height; row++)
                        frame.Row(row).CopyTo(frame.Row(row - 1)); // a scroll
                    break;
                case 5:
                    frame[x, y] = new Cell(random.Next(0x110000), foreground, background); // anything at all, surrogates and halves included
                    break;
                default:
                    for (int n = random.Next(1, 40); n > 0; n--)
                        x += Math.Max(1, frame.Put(x, y, Letter(random), foreground, background));
                    break;
            }
        }
    }

    private static Ink Color(Random random) => (Ink)random.Next(16);

    private static Rune Letter(Random random) => Letters[random.Next(Letters.Length)];

    private static void Compare(Emulator emulator, CellBuffer frame, TerminalFacts facts)
    {
        for (int y = 0; y < frame.Height; y++)
        {
            for (int x = 0; x < frame.Width; x++)
            {
                var shown = emulator[x, y];
                if (x == frame.Width - 1 && y == frame.Height - 1)
                    Assert.Equal(" ", shown.Text);
                else
                    CompareCell(shown, frame, x, y, facts);
            }
        }
    }

    private static void CompareCell(Pixel shown, CellBuffer frame, int x, int y, TerminalFacts facts)
    {
        Cell cell = frame[x, y];
        string where = $"({x}, {y}): U+{cell.CodePoint:X4} {cell.Foreground} on {cell.Background}, shown {shown}";
        bool mono = facts.Colors == ColorSupport.Monochrome;
        if (mono && cell.Foreground == cell.Background)
            Assert.True(shown.Text is " " or "", where);
        else
            Assert.True(IsText(shown.Text, frame, x, y, facts), where);
        Cell colored = shown.Text.Length == 0 ? frame[x - 1, y] : cell; // both halves of a wide character have the colours of the left
        var (foreground, background, bold, reverse) = Colors(colored, facts.Colors);
        Assert.True(shown.Reverse == reverse && shown.Background == background, where);
        if (shown.Text != " ")
            Assert.True(shown.Foreground == foreground && shown.Bold == bold, where);
    }

    private static (int Foreground, int Background, bool Bold, bool Reverse) Colors(Cell cell, ColorSupport colors)
    {
        int foreground = (int)cell.Foreground;
        int background = (int)cell.Background;
        switch (colors)
        {
            case ColorSupport.Sixteen:
                return (foreground, background, false, false);
            case ColorSupport.Monochrome:
                return (Pixel.Default, Pixel.Default, cell.Foreground is Ink.White or Ink.Yellow or Ink.Red, background != 0);
            default:
                int ground = background % 8;
                if (foreground == ground && background != foreground)
                    foreground = ground == 0 ? 8 : 0; // it must not vanish
                return (foreground % 8, ground, foreground >= 8, false);
        }
    }

    private static bool IsText(string shown, CellBuffer frame, int x, int y, TerminalFacts facts)
    {
        int codePoint = frame[x, y].CodePoint;
        if (codePoint == Cell.WideTail || (Rune.IsValid(codePoint) && DisplayWidth.Of(new Rune(codePoint)) == 2))
            return IsHalf(shown, frame, x, y, facts);
        if (facts.Encoding == TerminalEncoding.Utf8)
        {
            return !Rune.IsValid(codePoint) ? shown == "\uFFFD"
                : DisplayWidth.Of(new Rune(codePoint)) == 0 ? shown == "?"
                : shown == (codePoint == 0xA0 ? " " : new Rune(codePoint).ToString());
        }

        if (codePoint is >= 32 and < 127)
            return shown[0] == codePoint;
        int inPage = facts.Encoding == TerminalEncoding.Cp437 ? InPage.GetValueOrDefault(codePoint) : 0;
        if (inPage == 255)
            return shown is " " or "\u00A0";
        if (inPage >= 128 || (inPage is (>= 1 and <= 6) or 16 or 18 or (>= 20 and <= 22) or >= 28 and < 32 && facts.ShowsControlGlyphs))
            return shown[0] == codePoint;
        return shown[0] is >= ' ' and <= '~';
    }

    /// <summary>A wide character with its tail is shown whole; a half alone is a blank. In one-byte encodings both are stand-ins.</summary>
    private static bool IsHalf(string shown, CellBuffer frame, int x, int y, TerminalFacts facts)
    {
        if (facts.Encoding != TerminalEncoding.Utf8)
            return shown is "?" or " ";
        bool isTail = frame[x, y].CodePoint == Cell.WideTail;
        int lead = isTail ? x - 1 : x;
        int start = lead;
        int end = y == frame.Height - 1 ? frame.Width - 1 : frame.Width; // the last cell is never written
        bool whole = start >= 0 && start + 1 < end && frame[start, y].CodePoint != Cell.WideTail &&
            Rune.IsValid(frame[start, y].CodePoint) && DisplayWidth.Of(new Rune(frame[start, y].CodePoint)) == 2 &&
            frame[start + 1, y].CodePoint == Cell.WideTail &&
            !(facts.Colors == ColorSupport.Monochrome && frame[start, y].Foreground == frame[start, y].Background); // ink on itself is a blank
        if (!whole)
            return shown == " ";
        return isTail ? shown.Length == 0 : shown == new Rune(frame[start, y].CodePoint).ToString();
    }
}
