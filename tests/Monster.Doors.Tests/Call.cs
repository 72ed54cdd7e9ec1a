using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Monster.Terminal;
using Monster.Terminal.Tests;
using Monster.Testing;

namespace Monster.Doors.Tests;

/// <summary>
/// A board's side of one call, written from the formats' descriptions: it starts <c>monster door</c> as boards do, on pipes or with a socket of number 7, and is the
/// caller's terminal.
/// </summary>
internal sealed partial class Call : IDisposable
{
    private readonly Process _process;
    private readonly Stream _toDoor;
    private readonly Stream _fromDoor;
    private readonly TcpClient? _line;
    private readonly MemoryStream _seen = new();
    private readonly Task _reading;
    private readonly Task<string> _errors;

    private Call(Process process, TcpClient? line)
    {
        (_process, _line) = (process, line);
        _toDoor = line?.GetStream() ?? process.StandardInput.BaseStream;
        _fromDoor = line?.GetStream() ?? process.StandardOutput.BaseStream;
        _reading = ReadAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int Width { get; init; } = 80;

    public int Height { get; init; } = 24;

    public TerminalEncoding Encoding { get; init; } = TerminalEncoding.Cp437;

    public int Process => _process.Id;

    /// <summary>All bytes that came.</summary>
    public byte[] Bytes
    {
        get
        {
            lock (_seen)
                return _seen.ToArray();
        }
    }

    /// <summary>A call on pipes.</summary>
    public static Call OnPipes(string data, int width, int height, TerminalEncoding encoding, params string[] arguments) =>
        new(Start("dotnet", data, [Program, "door", .. arguments]), null) { Width = width, Height = height, Encoding = encoding };

    /// <summary>A call over a socket that the door inherits as descriptor 7.</summary>
    public static async Task<Call> OnSocketAsync(string data, int width, int height, params string[] arguments)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var process = Start("bash", data, ["-c", $"exec 7<>/dev/tcp/127.0.0.1/{port}; exec dotnet \"$@\"", "door", Program, "door", .. arguments]);
        return new Call(process, await listener.AcceptTcpClientAsync()) { Width = width, Height = height };
    }

    public async Task TypeAsync(string keys)
    {
        await _toDoor.WriteAsync(System.Text.Encoding.Latin1.GetBytes(keys));
        await _toDoor.FlushAsync();
    }

    /// <summary>The screen as text, row by row.</summary>
    public string Screen()
    {
        var screen = new Emulator(Width, Height, new EmulatorKind(Encoding, Bright: Encoding == TerminalEncoding.Utf8, ErasesToBackground: true, WrapsAtOnce: false, ShowsControlGlyphs: true));
        // Questions to the terminal, and the cursor's looks, are not the emulator's business. A sequence that is not whole yet is left for later.
        string plain = Questions().Replace(System.Text.Encoding.Latin1.GetString(Bytes), "");
        plain = Unfinished().Replace(plain, "");
        screen.Feed(System.Text.Encoding.Latin1.GetBytes(plain));
        var text = new StringBuilder();
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
                text.Append(screen[x, y].Text);
            text.Append('\n');
        }

        return text.ToString();
    }

    public async Task ShowsAsync(string text)
    {
        var watch = Stopwatch.StartNew();
        while (!Screen().Contains(text, StringComparison.Ordinal))
        {
            if (_process.HasExited && _reading.IsCompleted && !Screen().Contains(text, StringComparison.Ordinal))
                throw new InvalidOperationException($"The door ended with {_process.ExitCode} and never showed '{text}':\n{Screen()}\n{await _errors}");
            if (watch.Elapsed > TimeSpan.FromSeconds(30))
                throw new TimeoutException($"The door never showed '{text}':\n{Screen()}");
            await Task.Delay(5);
        }
    }

    /// <summary>Waits until certain bytes came.</summary>
    public Task SentAsync(string bytes) => Until.TrueAsync(() => System.Text.Encoding.Latin1.GetString(Bytes).Contains(bytes, StringComparison.Ordinal));

    /// <summary>The caller puts the line down.</summary>
    public void HangUp()
    {
        if (_line is null)
        {
            _toDoor.Close();
            return;
        }

        _line.Client.LingerState = new LingerOption(true, 0); // a reset, as from a modem that drops
        _line.Close();
    }

    /// <summary>Leaves by Escape, again and again, for right after the end of a play keys do not count for a moment.</summary>
    public async Task<int> LeaveAsync()
    {
        var exit = _process.WaitForExitAsync();
        for (int i = 0; i < 10 && !exit.IsCompleted; i++)
        {
            try
            {
                await TypeAsync("\e");
            }
            catch (IOException)
            {
                break; // it is leaving already
            }

            await Task.WhenAny(exit, Task.Delay(1_200));
        }

        return await EndAsync();
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = System.Diagnostics.Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for the end, which must come soon, and gives the exit code. Nothing may have been written to standard error.</summary>
    public async Task<int> EndAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await _process.WaitForExitAsync(patience.Token);
        await _reading;
        Assert.Equal("", await _errors);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
        _line?.Dispose();
        _seen.Dispose();
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "monster.dll");

    private static Process Start(string program, string data, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = data };
        foreach (string name in new[] { "BBSDEV_DRP", "SBBSNODE", "TMUX", "NO_COLOR", "COLORTERM" })
            start.Environment.Remove(name);
        start.Environment["MONSTER_DATA"] = data;
        start.Environment["TERM"] = "xterm"; // with which the console of .NET would switch the keypad
        return System.Diagnostics.Process.Start(start)!;
    }

    private async Task ReadAsync()
    {
        byte[] buffer = new byte[4096];
        try
        {
            int count;
            while ((count = await _fromDoor.ReadAsync(buffer)) > 0)
            {
                lock (_seen)
                    _seen.Write(buffer, 0, count);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or SocketException)
        {
            // Hung up.
        }
    }

    [GeneratedRegex(@"\x1B\[(\?25[lh]|s|u|c|6n)")]
    private static partial Regex Questions();

    [GeneratedRegex(@"(\x1B(\[[0-9;?]*)?|[\xC2-\xF4][\x80-\xBF]{0,2})\z")]
    private static partial Regex Unfinished();
}
