using System.Diagnostics;
using System.Globalization;

namespace Monster.Testing;

/// <summary>A tmux server of its own with one window, in which a shell runs. Skips nothing: without tmux the tests fail.</summary>
public sealed class Tmux : IDisposable
{
    private readonly string _socket = $"monster-{Guid.NewGuid():N}";

    public Tmux(int width = 80, int height = 24)
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("monster-tty-").FullName;
        // A plain shell, so that the prompt is known; bash, for job control.
        Run("-u", "-f", "/dev/null", "new-session", "-d", "-x", Number(width), "-y", Number(height), "-c", Directory,
            "env", "-u", "LC_ALL", "-u", "NO_COLOR", "LANG=C.UTF-8", "PS1=ready> ", "HISTFILE=", $"MONSTER_DATA={Directory}/data", "bash", "--norc", "--noprofile");
        Run("set-option", "-g", "escape-time", "0");
    }

    public string Directory { get; }

    public void Dispose()
    {
        Run("kill-server");
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    /// <summary>Types text, or with <paramref name="named"/> keys by their names in tmux.</summary>
    public void Type(string text, bool named = false)
    {
        if (named)
            Run(["send-keys", .. text.Split(' ')]);
        else
            Run("send-keys", "-l", text);
    }

    public void TypeLine(string text)
    {
        Type(text);
        Type("Enter", named: true);
    }

    public void Resize(int width, int height) => Run("resize-window", "-x", Number(width), "-y", Number(height));

    public string Screen() => Run("capture-pane", "-p");

    /// <summary>A format of tmux, such as #{cursor_flag}.</summary>
    public string Ask(string format) => Run("display-message", "-p", format).Trim();

    public Task ShowsAsync(string text) => UntilAsync(() => Screen().Contains(text, StringComparison.Ordinal), $"the screen shows '{text}'");

    public async Task UntilAsync(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(60))
                throw new TimeoutException($"It never came to this: {what}. The screen:\n{Screen()}");
            await Task.Delay(30); // tmux tells nobody when it has drawn
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("tmux", ["-L", _socket, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("TMUX");
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"tmux {string.Join(' ', arguments)}: {errors}");
    }
}
