using System.Text;

namespace Monster.Terminal;

/// <summary>Breaks text into lines of a width.</summary>
public static class TextLines
{
    /// <summary>Lines of at most a width, broken between words; a word that is longer is broken where it must. Spaces at a break go.</summary>
    /// <param name="text">One paragraph.</param>
    /// <param name="width">Columns; at least 2.</param>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        foreach (var (start, length) in Rows([.. text.EnumerateRunes()], width))
        {
            string row = Of(text, start, length).TrimEnd(' ');
            if (row.Length > 0)
                yield return row;
        }
    }

    /// <summary>
    /// Text whose paragraphs were broken by hand at a margin, with one line for each paragraph: to be broken anew at the width
    /// of a screen. A line that ends before the margin, and a row of a table (with two spaces), stay as they are.
    /// </summary>
    /// <param name="text">Lines between '\n'.</param>
    /// <param name="margin">A line of at least so many characters was broken at the margin.</param>
    public static string Unbroken(string text, int margin = 60)
    {
        string[] lines = text.Split('\n');
        var whole = new StringBuilder(lines[0]);
        for (int i = 1; i < lines.Length; i++)
        {
            var (above, line) = (lines[i - 1], lines[i]);
            bool goesOn = above.Length >= margin && line.Length > 0 && !IsRow(above) && !IsRow(line);
            whole.Append(goesOn ? ' ' : '\n').Append(line);
        }

        return whole.ToString();

        static bool IsRow(string line) => line[0] == ' ' || line.Contains("  ", StringComparison.Ordinal);
    }

    /// <summary>
    /// Where the rows of a paragraph begin and how long they are. Nothing is left out: a space at a break ends its row, even
    /// where that is one column too wide, so that a cursor has a place on each character. There is at least one row.
    /// </summary>
    public static IReadOnlyList<(int Start, int Length)> Rows(IReadOnlyList<Rune> text, int width)
    {
        width = Math.Max(2, width);
        var rows = new List<(int, int)>();
        int start = 0;
        int columns = 0;
        int afterSpace = 0;
        for (int i = 0; i < text.Count; i++)
        {
            bool space = text[i].Value == ' ';
            int wide = DisplayWidth.Of(text[i]);
            while (columns + wide > width && !space && i > start)
            {
                int end = afterSpace > start ? afterSpace : i;
                rows.Add((start, end - start));
                start = end;
                columns = 0;
                for (int j = end; j < i; j++)
                    columns += DisplayWidth.Of(text[j]);
            }

            columns += wide;
            if (space)
                afterSpace = i + 1;
        }

        rows.Add((start, text.Count - start));
        return rows;
    }

    private static string Of(string text, int start, int length)
    {
        var row = new StringBuilder();
        int index = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (index >= start + length)
                break;
            if (index++ >= start)
                row.Append(rune);
        }

        return row.ToString();
    }
}
