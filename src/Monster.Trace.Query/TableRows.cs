namespace Monster.Trace.Query;

/// <summary>Columns for people. The first thousand rows decide the widths; what comes after is shown as it comes.</summary>
public sealed class TableRows(TextWriter output) : IRowWriter
{
    private const int Remembered = 1000;
    private const int Widest = 80;

    private readonly List<string[]> _rows = [];
    private readonly List<bool> _right = [];
    private int[]? _widths;
    private long _count;

    /// <inheritdoc/>
    public void Begin(IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _rows.Add([.. columns]);
        _right.AddRange(columns.Select(_ => true));
    }

    /// <inheritdoc/>
    public void Row(object?[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _count++;
        for (int i = 0; i < values.Length; i++)
            _right[i] &= values[i] is null or ValueType and not bool and not DateTime;
        string[] row = [.. values.Select(v => v is null ? "-" : Cells.Text(v))];
        if (_widths is not null)
        {
            Print(row);
            return;
        }

        _rows.Add(row);
        if (_rows.Count > Remembered)
            Flush();
    }

    /// <inheritdoc/>
    public void Complete()
    {
        if (_widths is null)
            Flush();
        output.WriteLine(_count == 1 ? "1 row" : $"{_count} rows");
        output.Flush();
    }

    private void Flush()
    {
        _widths = [.. Enumerable.Range(0, _right.Count).Select(i => Math.Min(Widest, _rows.Max(r => r[i].Length)))];
        foreach (string[] row in _rows)
            Print(row);
        _rows.Clear();
    }

    private void Print(string[] row) =>
        output.WriteLine(string.Join("  ", row.Select((cell, i) => _right[i] ? cell.PadLeft(_widths![i]) : i == row.Length - 1 ? cell : cell.PadRight(_widths![i]))));
}
