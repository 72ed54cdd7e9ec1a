using System.Numerics;
using Monster.Terminal;

namespace Monster.Arcade.Observatory;

/// <summary>T_p acts on q-expansions, and the equality is shown coefficient by coefficient.</summary>
internal sealed class SeriesPage(ObservatoryState state) : ObservatoryPage(state)
{
    private const int Count = 41;
    private const int Lines = 4;

    private int _form;
    private int _first;
    private (int Form, int Shard, int Prime) _of = (-1, 0, 0);
    private SeriesEquality? _equality;

    public override string Name => "Series";

    public override (string Key, string Does)[] Keys => [("f", "another form"), ("PgDn", "further")];

    public override bool Press(KeyPress key, TimeSpan now)
    {
        if (key.Is('f'))
            (_form, _first) = ((_form + 1) % SeriesEquality.Forms, 0);
        else if (key.Is(KeyCode.PageDown))
            _first = Math.Min(_first + 10, Count - 10);
        else if (key.Is(KeyCode.PageUp))
            _first = Math.Max(_first - 10, 0);
        else
            return false;
        return true;
    }

    public override void Draw(CellBuffer screen)
    {
        if (_of != (_form, State.Shard, State.Prime) || _equality is null or { Fault: not null })
        {
            _of = (_form, State.Shard, State.Prime);
            _equality = SeriesEquality.Of(_form, State.Atlas.Modules, State.Shard, State.Prime, Count);
        }

        var all = _equality;
        int width = Math.Min(screen.Width - 4, 140);
        int left = (screen.Width - width) / 2;
        int y = Top;
        int end = screen.Text(left, y, "f = ", Ink.Grey);
        end = screen.Text(end, y, all.Form, Ink.Yellow);
        screen.Text(end, y++, $", weight {all.Weight}, level 1", Ink.Grey);
        int wide = (width - 12) / 3;
        int second = left + 4 + wide, third = second + wide + 2, mark = third + wide + 2;
        y++;
        screen.TextRight(left + 3, y, "n", Ink.Grey);
        screen.TextRight(second, y, "a(n)", Ink.Grey);
        screen.TextRight(third, y, $"a({State.Prime}n) + {State.Prime}^{all.Weight - 1} a(n/{State.Prime})", Ink.Grey);
        screen.TextRight(mark, y, "what it is to be", Ink.Grey);
        int rows = screen.Height - y - Lines - 1;
        for (int n = _first; n < Math.Min(Count, _first + rows); n++)
        {
            y++;
            screen.TextRight(left + 3, y, $"{n}", Ink.Grey);
            screen.TextRight(second, y, Digits(all.Coefficients[n], wide - 1), Ink.Silver);
            screen.TextRight(third, y, Digits(all.Image[n], wide), Ink.White);
            screen.TextRight(mark, y, Digits(all.Claimed[n], wide), Ink.White);
            bool holds = all.Holds(n);
            screen.Put(mark + 1, y, holds ? '√' : '≠', holds ? Ink.Green : Ink.Red);
        }

        int equal = Enumerable.Range(0, Count).Count(all.Holds);
        y = screen.Height - Lines;
        screen.TextIn(left, y, width, all.Claim, Ink.White);
        screen.TextIn(left, y + 1, width, $"{equal} of {Count} coefficients are equal, as integers of any size.", equal == Count ? Ink.Green : Ink.Red);
        screen.TextIn(left, y + 2, width, all.Fault ?? $"The module for T_{State.Prime} gives the same modulo 2^64.", all.Fault is null ? Ink.Grey : Ink.Red);
    }

    /// <summary>All digits, or the first and the last of them.</summary>
    private static string Digits(BigInteger value, int width)
    {
        string text = value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return text.Length <= width ? text : $"{text[..(width / 2)]}…{text[^((width - 1) / 2)..]}";
    }
}
