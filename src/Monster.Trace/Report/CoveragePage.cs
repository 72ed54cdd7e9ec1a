using System.Globalization;
using System.Text.Encodings.Web;
using Monster.Trace.Reading;

namespace Monster.Trace.Report;

/// <summary>
/// Coverage as one HTML file without anything from elsewhere and without script: each source file with its text, how often each line was executed,
/// and what did not run. A source that is not there is said to be missing, and its lines are told without text. How much text goes in is limited.
/// </summary>
public sealed class CoveragePage
{
    private const long LargestSource = 4 << 20;
    private const int MostLines = 50_000; // of a file
    private const int LongestLine = 1000;

    private readonly CoverageReport _report;
    private readonly string _title;
    private readonly DateTime _built;
    private readonly (string From, string To)[] _places;
    private readonly long _most;
    private long _written;

    /// <summary>A page.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="report">Its coverage.</param>
    /// <param name="places">Where sources are now: the beginning of a path in the line tables, and what stands for it here.</param>
    /// <param name="most">Bytes of source text at most.</param>
    public CoveragePage(TraceFolder trace, CoverageReport report, IEnumerable<(string From, string To)> places, long most = 64 << 20)
    {
        ArgumentNullException.ThrowIfNull(trace);
        _report = report;
        _title = trace.Run.Program;
        _built = File.Exists(_title) ? File.GetLastWriteTimeUtc(_title) : DateTime.MaxValue;
        _places = [.. places];
        _most = most;
    }

    /// <summary>How many source files there are, and how many of them were not found.</summary>
    public (int Files, int Missing) Sources { get; private set; }

    /// <summary>Writes it.</summary>
    public void Write(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var files = _report.Lines().OrderBy(f => f.Key, StringComparer.Ordinal).ToList();
        output.Write(Head.Replace("{title}", Encode(_title), StringComparison.Ordinal));
        long lines = files.Sum(f => (long)f.Value.Count), ran = files.Sum(f => (long)f.Value.Values.Count(c => c > 0));
        output.Write($"<h1>{Encode(_title)}</h1>\n<p>{Share(ran, lines)} of the lines that have code were executed, in {Number(files.Count)} source files. The first number of a line is how often its most executed instruction ran.</p>\n");
        if (files.Count == 0)
            output.Write("<p>No module of the trace has line numbers: compile with -g, or install the debug symbols.</p>\n");
        foreach (var (path, counts) in files)
            WriteFile(output, path, counts);
        output.Write("</body>\n</html>\n");
    }

    private void WriteFile(TextWriter output, string path, SortedDictionary<int, ulong> counts)
    {
        int ran = counts.Values.Count(c => c > 0);
        var (text, note) = Read(path);
        Sources = (Sources.Files + 1, Sources.Missing + (text is null ? 1 : 0));
        output.Write($"<details><summary><meter value=\"{ran}\" max=\"{counts.Count}\"></meter> {Share(ran, counts.Count)} <b>{Encode(path)}</b>");
        if (note is not null)
            output.Write($" <i>{Encode(note)}</i>");
        output.Write("</summary>\n<pre>");
        if (text is null)
        {
            foreach (var (line, count) in counts.Take(MostLines))
                WriteLine(output, line, count, "");
        }
        else
        {
            for (int i = 0; i < text.Count; i++)
                WriteLine(output, i + 1, counts.TryGetValue(i + 1, out ulong count) ? count : null, text[i]);
        }

        output.Write("</pre></details>\n");
    }

    private static void WriteLine(TextWriter output, int line, ulong? count, string text) => output.Write(
        $"<span{(count is null ? "" : count > 0 ? " class=\"y\"" : " class=\"n\"")}>{(count is { } c ? Number(c) : ""),11} {line.ToString(CultureInfo.InvariantCulture),6}  {Encode(text.Length > LongestLine ? text[..LongestLine] + " ..." : text)}</span>\n");

    /// <summary>A source's lines, or why they are not there.</summary>
    private (List<string>? Text, string? Note) Read(string path)
    {
        string here = path;
        foreach (var (from, to) in _places)
        {
            if (path.StartsWith(from, StringComparison.Ordinal))
            {
                here = to + path[from.Length..];
                break;
            }
        }

        try
        {
            var file = new FileInfo(here);
            if (!file.Exists)
                return (null, here == path ? "source not found" : $"source not found: {here}");
            if (file.Length == 0) // also what is no file: a pipe, a device
                return (null, "source is empty");
            if (file.Length > LargestSource)
                return (null, "source is too large to be shown");
            if (_written + file.Length > _most)
                return (null, "source left out: the page has enough text");
            _written += file.Length;
            return ([.. File.ReadLines(here).Take(MostLines)], file.LastWriteTimeUtc > _built ? "changed after the program was built" : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"source cannot be read: {e.Message}");
        }
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    private static string Number(ulong value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(long part, long whole) => string.Create(CultureInfo.InvariantCulture, $"{(whole == 0 ? 0 : 100.0 * part / whole):0.0}% ({part:N0} of {whole:N0})");

    private const string Head = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Coverage of {title}</title>
        <style>
        :root { color-scheme: light dark; --yes: #5ec68b33; --no: #e0605e3d; --dim: #8a97a5; }
        body { font: 14px/1.45 system-ui, sans-serif; max-width: 1200px; margin: 0 auto; padding: 16px 20px; }
        h1 { font: 600 18px ui-monospace, monospace; overflow-wrap: anywhere; }
        details { border: 1px solid #8886; border-radius: 6px; margin-bottom: 6px; } summary { cursor: pointer; padding: 6px 12px; overflow-wrap: anywhere; }
        summary b { font: 13px ui-monospace, monospace; } i { color: var(--dim); } meter { width: 90px; vertical-align: middle; }
        pre { margin: 0; overflow-x: auto; font: 12px/1.4 ui-monospace, monospace; tab-size: 4; } pre span { display: inline-block; min-width: 100%; }
        .y { background: var(--yes); } .n { background: var(--no); }
        </style>
        </head>
        <body>

        """;
}
