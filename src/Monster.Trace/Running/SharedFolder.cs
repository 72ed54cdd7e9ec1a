using System.Globalization;
using System.Text;
using Monster.Trace.Plugin;

namespace Monster.Trace.Running;

/// <summary>The folder of the shared files, in memory, and the plugin's settings in it. Removed when the run is over.</summary>
internal sealed class SharedFolder : IDisposable
{
    private const string Memory = "/dev/shm";
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const string Prefix = "monster-trace-";
    private const string Collector = "collector ";

    /// <summary>Makes one.</summary>
    public SharedFolder(TraceOptions options, IEnumerable<string> filters)
    {
        string parent = Directory.Exists(Memory) ? Memory : System.IO.Path.GetTempPath();
        RemoveLeft(parent);
        Path = System.IO.Path.Combine(parent, Prefix + Guid.NewGuid().ToString("N")[..12]);
        Directory.CreateDirectory(Path, Mine);
        var text = new StringBuilder();
        Line(text, $"mode {(int)options.Mode:x}");
        Line(text, $"collector {Environment.ProcessId:x}");
        Line(text, $"pool {options.Pool:x}");
        if (options.Drops)
            Line(text, $"drop 1");
        foreach (string filter in filters)
            Line(text, $"{filter}");
        if (options.Window is { } window)
        {
            if (window.StartAddress is { } start)
                Line(text, $"start-at {start:x} {window.StartHit:x}");
            if (window.StopAddress is { } stop)
                Line(text, $"stop-at {stop:x} {window.StopHit:x}");
            Line(text, $"window {window.StartAfter:x} {window.Length:x} {window.Every:x}");
        }

        File.WriteAllText(System.IO.Path.Combine(Path, "config"), text.ToString());
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Removes what collectors left that were killed: it is memory.</summary>
    private static void RemoveLeft(string parent)
    {
        foreach (string folder in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            try
            {
                string? line = File.ReadLines(System.IO.Path.Combine(folder, "config")).FirstOrDefault(l => l.StartsWith(Collector, StringComparison.Ordinal));
                if (line is not null && int.TryParse(line.AsSpan(Collector.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int process) && !Directory.Exists($"/proc/{process}"))
                    Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another's, or one that is being made or removed: left alone.
            }
        }
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
