using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Monster.Terminal;

/// <summary>
/// Brings a terminal from what it shows to what it should show, sending only what changed with the cheapest moves and colour
/// changes. Only sequences that xterm, tmux, the Linux console, SyncTERM and ANSI.SYS descendants share are used: CUP, CUU, CUD, CUF,
/// CUB, CR, LF, BS, ED 2, EL 0 and SGR. The last cell of the last row is never written: on many terminals that scrolls the screen.
/// </summary>
public sealed class FrameWriter
{
    /// <summary>A repaint of the row or screen must save at least this many bytes, for it may flicker.</summary>
    private const int EraseGain = 8;

    /// <summary>Bytes of EL.</summary>
    private const int EraseBytes = 3;

    private const int Unknown = -1;

    /// <summary>A code point that no frame has.</summary>
    private static readonly Cell Impossible = new(0x1FFFFF);

    private readonly TerminalFacts _facts;
    private Cell[] _shown = [];
    private Cell[] _wanted = [];
    private Cell[] _last = [];
    private int _width;
    private int _height;
    private int _x = Unknown;
    private int _y = Unknown;
    private bool _forgotten = true;
    private StyleWriter _style;

    /// <summary>A writer for a terminal of which nothing is known but the facts.</summary>
    public FrameWriter(TerminalFacts facts)
    {
        _facts = facts;
        _style = new StyleWriter(facts.Colors);
    }

    /// <summary>Forgets what the terminal shows: the next frame clears and draws everything.</summary>
    public void Forget() => _forgotten = true;

    /// <summary>Writes what turns the last frame into this one. A frame of another size is drawn from nothing.</summary>
    /// <returns>The bytes written; 0 when nothing changed.</returns>
    public int Write(CellBuffer frame, IBufferWriter<byte> output)
    {
        var sink = new ByteSink(output);
        if (frame.Width != _width || frame.Height != _height)
        {
            (_width, _height) = (frame.Width, frame.Height);
            _shown = new Cell[_width * _height];
            _wanted = new Cell[_width * _height];
            _last = new Cell[_width * _height];
            _last.AsSpan().Fill(Impossible);
            _forgotten = true;
        }

        int changed = Take(frame);
        if (changed == 0 && !_forgotten)
            return 0;
        if (_forgotten || IsClearingCheaper(changed))
            Clear(sink);
        for (int y = 0; y < _height; y++)
            WriteRow(sink, y);
        return (int)sink.Count;
    }

    /// <summary>Looks at the rows that are not as they were in the last frame; in most frames those are few.</summary>
    /// <returns>How many there are.</returns>
    private int Take(CellBuffer frame)
    {
        int changed = 0;
        for (int y = 0; y < _height; y++)
        {
            ReadOnlySpan<Cell> row = frame.Row(y);
            Span<Cell> last = _last.AsSpan(y * _width, _width);
            if (Bits(row).SequenceEqual(Bits(last)))
                continue;
            changed++;
            row.CopyTo(last);
            Look(row[..(y + 1 < _height ? _width : _width - 1)], _wanted.AsSpan(y * _width, _width));
        }

        _wanted[^1] = Appearance.Of(Cell.Blank, _facts);
        return changed;
    }

    /// <summary>Cells as numbers, which are compared many at a time.</summary>
    private static ReadOnlySpan<uint> Bits(ReadOnlySpan<Cell> cells) => MemoryMarshal.Cast<Cell, uint>(cells);

    /// <summary>The row as the terminal shows it, with no halves of wide characters left alone.</summary>
    private void Look(ReadOnlySpan<Cell> row, Span<Cell> look)
    {
        for (int x = 0; x < row.Length; x++)
        {
            Cell cell = Appearance.Of(row[x], _facts);
            bool tailFollows = x + 1 < row.Length && row[x + 1].CodePoint == Cell.WideTail;
            if (IsWide(cell) && tailFollows)
            {
                look[x] = cell;
                look[++x] = new Cell(Cell.WideTail, cell.Foreground, cell.Background);
            }
            else
            {
                look[x] = cell.CodePoint == Cell.WideTail || IsWide(cell) ? new Cell(' ', Ink.Silver, cell.Background) : cell;
            }
        }
    }

    private static bool IsWide(Cell cell) => cell.CodePoint >= 0x1100 && DisplayWidth.Of(new Rune(cell.CodePoint)) == 2;

    private bool IsClearingCheaper(int changedRows)
    {
        if (!_facts.ErasesToBackground && _facts.Colors != ColorSupport.Monochrome)
            return false;
        ReadOnlySpan<Cell> blank = [Appearance.Of(Cell.Blank, _facts)];
        int drawn = _wanted.Length - Bits(_wanted).Count(Bits(blank)[0]);
        int needed = drawn + (_width / 2);
        return changedRows * _width > needed && Changes(_shown, _wanted, 0) > needed;
    }

    private void Clear(ByteSink sink)
    {
        sink.Bytes("\e[0m"u8);
        _style.AfterReset();
        Cell blank = Appearance.Of(Cell.Blank, _facts);
        bool toBlack = StyleWriter.CanErase(blank, _facts);
        if (toBlack)
            sink.Style(ref _style, blank);
        // Home first: some terminals clear without moving, and some move without clearing.
        sink.Bytes("\e[H\e[2J"u8);
        (_x, _y) = (Unknown, Unknown);
        // Where the ground after clearing is not ours, every cell must be drawn.
        _shown.AsSpan().Fill(toBlack ? blank : Impossible);
        _shown[^1] = _wanted[^1];
        _forgotten = false;
    }

    private void WriteRow(ByteSink sink, int y)
    {
        Span<Cell> shown = _shown.AsSpan(y * _width, _width);
        ReadOnlySpan<Cell> wanted = _wanted.AsSpan(y * _width, _width);
        int first = Bits(shown).CommonPrefixLength(Bits(wanted));
        if (first == _width)
            return;
        int erased = EraseFrom(shown, wanted, first);
        if (erased > first)
            WriteCells(sink, y, first, erased);
        if (erased < _width)
        {
            MoveTo(sink, erased, y);
            sink.Style(ref _style, wanted[^1]);
            sink.Bytes("\e[K"u8);
            shown[erased..].Fill(wanted[^1]);
        }

        if (erased == first)
            WriteCells(sink, y, first, _width);
    }

    private void WriteCells(ByteSink sink, int y, int from, int end)
    {
        Span<Cell> shown = _shown.AsSpan(y * _width, _width);
        ReadOnlySpan<Cell> wanted = _wanted.AsSpan(y * _width, _width);
        for (int x = from; x < end; x++)
        {
            bool wide = x + 1 < _width && wanted[x + 1].CodePoint == Cell.WideTail;
            if (shown[x] != wanted[x] || (wide && shown[x + 1] != wanted[x + 1]))
            {
                MoveTo(sink, x, y);
                Put(sink, wanted[x], wide);
                shown[x] = wanted[x];
                if (wide)
                    shown[x + 1] = wanted[x + 1];
            }

            x += wide ? 1 : 0;
        }
    }

    /// <summary>
    /// The column from which to erase to the end of the row (EL): the first change, or the first change among the blanks that
    /// the row ends with, where either is cheaper than writing blanks; the width when neither is.
    /// </summary>
    private int EraseFrom(ReadOnlySpan<Cell> shown, ReadOnlySpan<Cell> wanted, int first)
    {
        Cell blank = wanted[^1];
        if (blank.CodePoint != ' ' || !StyleWriter.CanErase(blank, _facts))
            return _width;
        int tail = wanted.LastIndexOfAnyExcept(blank) + 1;
        int drawn = Math.Max(tail - first, 0) - wanted[Math.Min(first, tail)..tail].Count(blank);
        if (Changes(shown, wanted, first) > drawn + EraseGain)
            return first;
        int inTail = Math.Max(first, tail);
        inTail += shown[inTail..].CommonPrefixLength(wanted[inTail..]);
        return Changes(shown, wanted, inTail) > EraseBytes ? inTail : _width;
    }

    private static int Changes(ReadOnlySpan<Cell> shown, ReadOnlySpan<Cell> wanted, int from)
    {
        int changes = 0;
        for (int x = from; x < wanted.Length; x++)
            changes += shown[x] != wanted[x] ? 1 : 0;
        return changes;
    }

    private void Put(ByteSink sink, Cell cell, bool wide)
    {
        sink.Style(ref _style, cell);
        if (_facts.Encoding == TerminalEncoding.Utf8)
            sink.Rune(cell.CodePoint);
        else
            sink.Byte(Appearance.SingleByte(cell.CodePoint, _facts));
        // After the last column terminals differ in where the cursor is; after a wide character, in how wide they think it was.
        _x = wide || _x + 1 == _width ? Unknown : _x + 1;
    }

    /// <summary>Moves to a cell the cheapest way from where the cursor is.</summary>
    private void MoveTo(ByteSink sink, int x, int y)
    {
        if (_x == x && _y == y)
            return;
        var way = (_x, _y) switch
        {
            (Unknown, _) => Way.Position,
            _ when y == _y => BestInRow(x, y),
            _ when y > _y => BestDown(x, y),
            _ => Way.Position,
        };
        switch (way)
        {
            case Way.Position:
                sink.Position(x, y);
                break;
            case Way.Forward:
                sink.Csi(x - _x, 'C');
                break;
            case Way.Rewrite:
                Rewrite(sink, x, y);
                break;
            case Way.Back:
                Back(sink, x);
                break;
            case Way.Down:
                sink.Csi(y - _y, 'B');
                if (x > _x)
                    sink.Csi(x - _x, 'C');
                else if (x < _x)
                    Back(sink, x);
                break;
            default:
                sink.Byte((byte)'\r');
                for (int row = _y; row < y; row++)
                    sink.Byte((byte)'\n');
                _x = 0;
                if (x > 0 && ForwardCost(0, x, y, out bool rewrite) > 0)
                {
                    if (rewrite)
                        Rewrite(sink, x, y);
                    else
                        sink.Csi(x, 'C');
                }

                break;
        }

        (_x, _y) = (x, y);
    }

    private Way BestInRow(int x, int y)
    {
        int position = ByteSink.PositionLength(x, y);
        if (x > _x)
        {
            int forward = ForwardCost(_x, x, y, out bool rewrite);
            return forward > position ? Way.Position : rewrite ? Way.Rewrite : Way.Forward;
        }

        int back = BackCost(x);
        int fromStart = 1 + ForwardCost(0, x, y, out _);
        return Math.Min(back, fromStart) > position ? Way.Position : back <= fromStart ? Way.Back : Way.NewLine;
    }

    private Way BestDown(int x, int y)
    {
        int position = ByteSink.PositionLength(x, y);
        int newLine = 1 + (y - _y) + ForwardCost(0, x, y, out _);
        int down = ByteSink.CsiLength(y - _y) + (x > _x ? ByteSink.CsiLength(x - _x) : BackCost(x));
        return Math.Min(newLine, down) > position ? Way.Position : newLine <= down ? Way.NewLine : Way.Down;
    }

    private int BackCost(int x) => x == _x ? 0 : Math.Min(_x - x, ByteSink.CsiLength(_x - x));

    private void Back(ByteSink sink, int x)
    {
        int columns = _x - x;
        if (columns > ByteSink.CsiLength(columns))
        {
            sink.Csi(columns, 'D');
            return;
        }

        for (; columns > 0; columns--)
            sink.Byte((byte)'\b');
    }

    /// <summary>
    /// Bytes to go right from one column to another: by CUF, or by writing again what is shown between, colours included.
    /// </summary>
    private int ForwardCost(int from, int x, int y, out bool rewrite)
    {
        rewrite = false;
        if (from == x)
            return 0;
        int jump = ByteSink.CsiLength(x - from);
        if (x - from > jump)
            return jump;
        StyleWriter straight = _style;
        StyleWriter through = _style;
        int target = (y * _width) + x;
        int cost = 0;
        for (int i = (y * _width) + from; i < target; i++)
        {
            Cell cell = _shown[i];
            if (cell.CodePoint == Cell.WideTail || cell != _wanted[i] || IsWide(cell))
                return jump;
            cost += through.Set(cell, []) + GlyphBytes(cell);
        }

        cost += through.Set(_wanted[target], []) - straight.Set(_wanted[target], []);
        rewrite = cost < jump;
        return Math.Min(cost, jump);
    }

    private int GlyphBytes(Cell cell) =>
        _facts.Encoding == TerminalEncoding.Utf8 && cell.CodePoint >= 0x80 ? new Rune(cell.CodePoint).Utf8SequenceLength : 1;

    private void Rewrite(ByteSink sink, int x, int y)
    {
        while (_x < x)
            Put(sink, _shown[(y * _width) + _x], wide: false);
    }

    private enum Way
    {
        Position,
        Forward,
        Rewrite,
        Back,
        Down,
        NewLine,
    }
}
