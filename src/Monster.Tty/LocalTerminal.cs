using System.IO.Pipelines;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Monster.Terminal;

namespace Monster.Tty;

/// <summary>
/// The terminal this process was started in, as a <see cref="TerminalSession"/>. However the process ends, short of SIGKILL and
/// of a crash in native code, the terminal is put back: return, unhandled exception, Ctrl-C, SIGTERM, SIGHUP, SIGQUIT. Job control
/// (Ctrl-Z, fg) works. Linux.
/// </summary>
public sealed class LocalTerminal : IDisposable
{
    private const int Input = 0;
    private const int Output = 1;

    /// <summary>How long views have to save after a signal that ends the process.</summary>
    private static readonly TimeSpan SaveTime = TimeSpan.FromSeconds(4);

    private readonly TtyMode _mode;
    private readonly TtyReader _reader;
    private readonly Pipe _fromTerminal = new();
    private readonly Pipe _toTerminal = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly CancellationTokenSource _closed = new();
    private readonly TimeProvider _time;
    private ITimer? _lastResort;

    private LocalTerminal(TtyMode mode, TerminalFacts facts, TimeProvider time)
    {
        _mode = mode;
        _time = time;
        _reader = new TtyReader(Input, _fromTerminal.Writer);
        Session = new TerminalSession(new Duplex(_fromTerminal.Reader, _toTerminal.Writer), facts, time);
    }

    /// <summary>The session at this terminal.</summary>
    public TerminalSession Session { get; }

    /// <summary>The exit code that a signal asked for (128 + its number); 0 when there was none.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Takes the terminal over.</summary>
    /// <param name="time">The clock of the session.</param>
    /// <param name="know">What somebody knows better than the environment does: changes the facts.</param>
    /// <exception cref="TtyException">Standard input or output is no terminal, or not one that can show screens.</exception>
    public static LocalTerminal Open(TimeProvider time, Func<TerminalFacts, TerminalFacts>? know = null)
    {
        if (!OperatingSystem.IsLinux())
            throw new TtyException("Playing in this terminal works on Linux only so far.");
        if (Libc.IsTerminal(Input) == 0)
            throw new TtyException("Standard input is not a terminal, so there are no keys to play with. Start this from a terminal, without '<' or '|'.");
        if (Libc.IsTerminal(Output) == 0)
            throw new TtyException("Standard output is not a terminal, so there is nothing to draw on. Start this from a terminal, without '>' or '|'.");
        var facts = TtyFacts.From(Environment.GetEnvironmentVariable, Libc.WindowSize(Output));
        var terminal = new LocalTerminal(new TtyMode(Input, Output), know?.Invoke(facts) ?? facts, time);
        terminal.Start();
        return terminal;
    }

    /// <summary>Shows a view, and what it opens, until the last is closed, the terminal hangs up or a signal ends it.</summary>
    public async Task ShowAsync(View view)
    {
        var input = Session.RunAsync();
        await new ViewLoop(Session).RunAsync(view);
        Session.HangUp();
        await input;
    }

    /// <summary>Puts the terminal back as it was found.</summary>
    public void Dispose()
    {
        _mode.Leave();
        _mode.Close();
        _closed.Cancel();
        Session.HangUp();
        AppDomain.CurrentDomain.UnhandledException -= OnEnd;
        AppDomain.CurrentDomain.ProcessExit -= OnEnd;
        foreach (var signal in _signals)
            signal.Dispose();
        _lastResort?.Dispose();
        _reader.Dispose();
        Session.Dispose();
        _closed.Dispose();
    }

    [SupportedOSPlatform("linux")]
    private void Start()
    {
        AppDomain.CurrentDomain.UnhandledException += OnEnd;
        AppDomain.CurrentDomain.ProcessExit += OnEnd;
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT })
            _signals.Add(PosixSignalRegistration.Create(signal, EndBy));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => SizeChanged()));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTSTP, Suspend));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGCONT, Continue));
        _mode.Enter();
        _reader.Start();
        _ = WriteAsync();
    }

    private async Task WriteAsync()
    {
        var output = _toTerminal.Reader;
        try
        {
            while (true)
            {
                var read = await output.ReadAsync(_closed.Token);
                foreach (var segment in read.Buffer)
                {
                    if (!_mode.Write(segment.Span))
                        return;
                }

                output.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    return;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // Closed.
        }
        finally
        {
            output.Complete();
        }
    }

    /// <summary>Ends the session so that views can save; if that takes too long, or at a second signal, ends the process.</summary>
    private void EndBy(PosixSignalContext context)
    {
        context.Cancel = true;
        bool again = ExitCode != 0;
        ExitCode = 128 + context.Signal switch
        {
            PosixSignal.SIGHUP => 1,
            PosixSignal.SIGINT => 2,
            PosixSignal.SIGQUIT => 3,
            _ => 15,
        };
        if (again)
            EndNow();
        _lastResort = _time.CreateTimer(_ => EndNow(), null, SaveTime, Timeout.InfiniteTimeSpan);
        Session.HangUp();
    }

    private void EndNow()
    {
        _mode.Leave();
        Environment.Exit(ExitCode);
    }

    private void OnEnd(object? sender, EventArgs e) => _mode.Leave();

    private void SizeChanged()
    {
        if (Libc.WindowSize(Output) is var (width, height))
            Session.Change(facts => facts with { Width = width, Height = height });
    }

    private void Suspend(PosixSignalContext context)
    {
        context.Cancel = true;
        Session.Suspend();
        _mode.Leave();
        _ = Libc.Kill(Environment.ProcessId, Libc.StopSignal);
    }

    private void Continue(PosixSignalContext context)
    {
        context.Cancel = true; // else the runtime sets the terminal's mode too, after us
        _mode.Enter();
        SizeChanged();
        Session.Resume();
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
