using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Monster.Bbs.Sessions;
using Monster.Server;

namespace Monster.Cli;

/// <summary>Runs a board in this process until a signal ends it.</summary>
internal sealed class BoardRun : IDisposable
{
    private readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _hurry = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly TextWriter _output;
    private readonly ServerSettings _settings;
    private TimeSpan _notice;

    private BoardRun(TextWriter output, ServerSettings settings)
    {
        (_output, _settings, _notice) = (output, settings, settings.ClosingNotice);
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
            _signals.Add(PosixSignalRegistration.Create(signal, Stop));
    }

    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync(ParseResult result, SettingOptions options, ScreenOptions screen, bool noConsole)
    {
        var loaded = options.Load(result);
        if (loaded.Faults.Count > 0)
            throw new CommandException(string.Join('\n', loaded.Faults) + "\n'monster config list' shows every setting.");
        string data = options.Data(result);
        bool inTerminal = !noConsole && !Console.IsInputRedirected && !Console.IsOutputRedirected;
        using var run = new BoardRun(result.InvocationConfiguration.Output, loaded.Settings);
        using var arcade = new LocalArcade();
        Directory.CreateDirectory(data);
        string? pages = SiteCommand.FindPages();
        using var logs = ServerLog.Open(loaded.Settings, inTerminal ? Path.Combine(data, "server.log") : null);
        await using var board = await BoardServer.StartAsync(data, loaded.Settings, arcade.Catalogue, arcade.DemoFolder, arcade.Atlas, logs, TimeProvider.System, pages);
        run.Say(board, data, pages is not null);
        board.ShutDownAsked += run.CloseAfter;
        var showing = inTerminal ? run.ShowAsync(board, result, screen) : run._stop.Task;
        await Task.WhenAny(showing, run._stop.Task);
        await run.CloseAsync(board.Host, logs.CreateLogger("Monster.Board"), isShown: !showing.IsCompleted);
        await showing;
        return ExitCode.Ok;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        _hurry.Dispose();
    }

    /// <summary>The first signal closes the board with notice, the second without.</summary>
    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        if (!_stop.TrySetResult())
            _hurry.Cancel();
    }

    /// <summary>A sysop may close the board from a screen.</summary>
    private void CloseAfter(TimeSpan notice)
    {
        _notice = notice;
        _stop.TrySetResult();
    }

    private void Say(BoardServer board, string data, bool hasPages)
    {
        var host = board.Host;
        _output.WriteLine($"{_settings.Name} is open. Everything it keeps is in {data}");
        if (host.Telnet is { } telnet)
            _output.WriteLine($"  telnet {Near(telnet)} {telnet.Port.ToString(CultureInfo.InvariantCulture)}");
        if (host.Web is { } web)
            _output.WriteLine($"  {(host.IsSecure ? "https" : "http")}://{new IPEndPoint(Near(web), web.Port)}/{(hasPages ? "" : " (the terminal only: the pages are not built, which needs Node.js 20.19 or newer and npm; Debian: nodejs, npm)")}");
        if (host.WebPlain is { } plain)
            _output.WriteLine($"  http on port {plain.Port.ToString(CultureInfo.InvariantCulture)}, which sends browsers on to HTTPS");
        if (host.Rlogin is { } rlogin)
            _output.WriteLine($"  rlogin on port {rlogin.Port.ToString(CultureInfo.InvariantCulture)}, for {_settings.RloginBoards.Count} other boards");
        if (host.Calls is { } calls)
            _output.WriteLine($"  ssh, by way of {calls} ('monster ssh check' says whether sshd is set up)");
        if (board.SysopCode is { } code)
            _output.WriteLine($"Nobody runs this board yet: choose N for New here, and give this code once:\n  sysop code {code}");
        foreach (string fault in board.GameFaults)
            _output.WriteLine(fault);
        _output.WriteLine("Ctrl-C closes it, with notice to whoever is on.");
        _output.Flush();
    }

    /// <summary>An address that can be called from here.</summary>
    private static IPAddress Near(IPEndPoint endpoint) =>
        endpoint.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : endpoint.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : endpoint.Address;

    /// <summary>
    /// The board in this terminal, as often as it is wanted: leaving it does not close it for others. As long as there is a code to be read,
    /// the screens wait, for they would cover it.
    /// </summary>
    private async Task ShowAsync(BoardServer board, ParseResult result, ScreenOptions screen)
    {
        if (board.SysopCode is not null && !await WaitForEnterAsync("Enter: open the board here."))
            return;
        while (!_stop.Task.IsCompleted)
        {
            using (var terminal = screen.Open(result))
                await board.Host.Board.ReceiveAsync(terminal.Session, new CallerOrigin("console"));
            if (_stop.Task.IsCompleted || !await WaitForEnterAsync("The board is still open for others. Enter: open it here again. Ctrl-C: close it."))
                return;
        }
    }

    /// <returns>False when the board is closing, or the terminal is gone, which closes it.</returns>
    private async Task<bool> WaitForEnterAsync(string prompt)
    {
        _output.WriteLine(prompt);
        var line = Task.Run(Console.ReadLine);
        if (await Task.WhenAny(line, _stop.Task) != line)
            return false;
        if (await line is not null)
            return true;
        _stop.TrySetResult();
        return false;
    }

    private async Task CloseAsync(ServerHost host, ILogger log, bool isShown)
    {
        if (host.Board.Count > 0 && !isShown)
            _output.WriteLine($"Closing: {host.Board.Count} on, who have {_notice.TotalSeconds:0} seconds. Again Ctrl-C: at once.");
        bool all = await host.CloseAsync(_notice, _hurry.Token);
        if (!all)
            LogLate(log, null);
    }

    private static readonly Action<ILogger, Exception?> LogLate = LoggerMessage.Define(LogLevel.Warning, new EventId(1, "Late"), "Some callers were still on when the board closed");
}
