using System.Globalization;
using System.Text;
using Monster.Trace.Plugin;

namespace Monster.Trace.Running;

/// <summary>The folder of the shared files, in memory, and the plugin's settings in it. Removed when the run is over.</summary>
internal sealed class SharedFolder : IDisposable
{
    private const string Memory = "/dev/shm";
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes one.</summary>
    public SharedFolder(TraceOptions options, IEnumerable<string> filters)
    {
        string parent = Directory.Exists(Memory) ? Memory : System.IO.Path.GetTempPath();
        Path = System.IO.Path.Combine(parent, "monster-trace-" + Guid.NewGuid().ToString("N")[..12]);
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

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
