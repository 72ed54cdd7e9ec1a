using Monster.Terminal;

namespace Monster.Bbs.Menus;

/// <summary>A picture made of text and colour marks: <c>{selected}</c> switches to a role's colour, <c>{{</c> is a brace.</summary>
/// <param name="Rows">Its rows, each a list of runs of one colour.</param>
public sealed record ScreenText(IReadOnlyList<IReadOnlyList<(string Text, Ink Ink)>> Rows)
{
    /// <summary>The most columns: column 80 stays free.</summary>
    public const int MaxColumns = 79;

    /// <summary>The most rows: title, choices and the status line need the rest.</summary>
    public const int MaxRows = 16;

    /// <summary>Columns of its widest row.</summary>
    public int Columns { get; } = Rows.Count == 0 ? 0 : Rows.Max(row => row.Sum(run => DisplayWidth.Of(run.Text)));

    /// <summary>Draws it with its top left corner at a place.</summary>
    public void Draw(CellBuffer screen, int x, int y)
    {
        foreach (var row in Rows)
        {
            int at = x;
            foreach (var (text, ink) in row)
            {
                foreach (var rune in text.EnumerateRunes())
                    at += rune.Value == ' ' ? 1 : screen.Put(at, y, rune, ink);
            }

            y++;
        }
    }

    /// <summary>Its rows without colours.</summary>
    public IEnumerable<string> Lines => Rows.Select(row => string.Concat(row.Select(run => run.Text)).TrimEnd());
}
