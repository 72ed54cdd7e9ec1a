namespace Monster.Trace.Query;

/// <summary>Comma-separated values (RFC 4180), with a line of names.</summary>
public sealed class CsvRows(TextWriter output) : IRowWriter
{
    /// <inheritdoc/>
    public void Begin(IReadOnlyList<string> columns) => output.WriteLine(string.Join(',', columns.Select(Field)));

    /// <inheritdoc/>
    public void Row(object?[] values) => output.WriteLine(string.Join(',', values.Select(v => Field(Cells.Text(v)))));

    /// <inheritdoc/>
    public void Complete() => output.Flush();

    private static string Field(string text) => text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
