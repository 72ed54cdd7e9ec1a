using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Monster.Terminal;

namespace Monster.Tty;

/// <summary>
/// The terminal of somebody who calls another program, a board, which started this one for them: over standard input and output, or
/// over a socket that the board passed on. Nothing is ever written to standard error, which some boards show to the caller. A hang-up, SIGHUP, SIGTERM
/// or SIGINT ends the session so that views can save; when that takes too long the process ends anyway, both with exit code 0, for to a board a caller who
/// hangs up is no fault. Linux.
/// </summary>
public sealed class CallerTerminal : IDisposable
{
    private const string LinuxOnly = "Doors work on Linux only so far.";

    /// <summary>How long views have to save after the caller is gone.</summary>
    private static readonly TimeSpan SaveTime = TimeSpan.FromSeconds(4);

    private readonly int _input;
    private readonly int _output;
    private readonly bool _isSocket;
    private readonly Termios? _found;
    private readonly Pipe _raw = new();
    private readonly Pipe _typed = new();
    private readonly Pipe _toCaller = new(new PipeOptions(pauseWriterThreshold: 32 * 1024, resumeWriterThreshold: 16 * 1024));
    private readonly TtyReader _reader;
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly TimeProvider _time;
    private readonly Task _carrying;
    private readonly Task _writing;
    private ITimer? _lastResort;

    [SupportedOSPlatform("linux")]
    private CallerTerminal(int input, int output, bool isSocket, TerminalFacts facts, TimeProvider time)
    {
        (_input, _output, _isSocket, _time) = (input, output, isSocket, time);
        Session = new TerminalSession(new Duplex(_typed.Reader, _toCaller.Writer), facts, time);
        _found = MakeRaw(input);
        _reader = new TtyReader(input, _raw.Writer);
        _carrying = CallerInput.CarryAsync(_raw.Reader, _typed.Writer, isSocket, Resized);
        foreach (var signal in new[] { PosixSignal.SIGHUP, PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT })
            _signals.Add(PosixSignalRegistration.Create(signal, EndBy));
        if (_found is not null)
            _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => SizeChanged()));
        _reader.Start();
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>The session with the caller.</summary>
    public TerminalSession Session { get; }

    /// <summary>Whether the caller is gone: there is nobody to say anything to.</summary>
    public bool IsGone => _reader.HasEnded;

    /// <summary>Whether a signal asked for the end: the board puts the line down, or its machine is being shut down.</summary>
    public bool WasSignalled { get; private set; }

    /// <summary>The caller at standard input and output.</summary>
    /// <param name="facts">What the board said of the caller's terminal.</param>
    /// <param name="time">The clock.</param>
    public static CallerTerminal OpenStandard(TerminalFacts facts, TimeProvider time)
    {
        if (!OperatingSystem.IsLinux())
            throw new TtyException(LinuxOnly);
        var size = Libc.IsTerminal(1) != 0 ? Libc.WindowSize(1) : null;
        return new CallerTerminal(0, 1, false, size is var (width, height) ? facts with { Width = width, Height = height, IsSizeKnown = true } : facts, time);
    }

    /// <summary>The caller behind a socket that this process inherited. It is duplicated, its flags stay as they are, and only the duplicate is closed.</summary>
    /// <param name="handle">The descriptor.</param>
    /// <param name="facts">What the board said of the caller's terminal.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="TtyException">This process inherited no such socket, or nobody is at its other end any more.</exception>
    public static CallerTerminal OpenSocket(int handle, TerminalFacts facts, TimeProvider time)
    {
        if (!OperatingSystem.IsLinux())
            throw new TtyException(LinuxOnly);
        // The number may be one that this process has for something of its own.
        int own = Libc.IsConnected(handle) ? Libc.Duplicate(handle) : -1;
        return own >= 0
            ? new CallerTerminal(own, own, true, facts, time)
            : throw new TtyException($"The board did not pass on the socket {handle} that its drop file names. Have the board start this door with the socket, or set the door to standard input and output.");
    }

    /// <summary>Shows a view, and what it opens, until the last is closed, the caller is gone or time is up.</summary>
    public Task ShowAsync(View first, Overlay? over) => new ViewLoop(Session) { Overlay = over }.RunAsync(first);

    /// <summary>Says the last words on a tidy screen, and waits until they are sent or the line takes no more.</summary>
    public async Task FarewellAsync(string words)
    {
        string text = Session.Facts.IsLineMode ? $"\r\n{words}\r\n" : $"\e[0m\e[H\e[2J\e[?25h{words}\r\n";
        try
        {
            Session.Output.Write(Encoding.ASCII.GetBytes(text));
            await Session.Output.CompleteAsync();
            await _writing.WaitAsync(SaveTime, _time);
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException)
        {
            // The line takes nothing more: so be it.
        }
    }

    /// <summary>Leaves the descriptors as they were found.</summary>
    public void Dispose()
    {
        Session.HangUp();
        foreach (var signal in _signals)
            signal.Dispose();
        _lastResort?.Dispose();
        _reader.Dispose();
        PutBack();
        _toCaller.Reader.CancelPendingRead();
        if (_isSocket)
            _ = Libc.Close(_input);
        Session.Dispose();
    }

    /// <summary>Where the board gave a pseudo-terminal: every byte as it is, no echo, and Ctrl-C as a key.</summary>
    private static unsafe Termios? MakeRaw(int input)
    {
        Termios found;
        if (Libc.IsTerminal(input) == 0 || Libc.GetAttributes(input, &found) != 0)
            return null;
        Termios raw = found.Raw();
        raw.Local &= ~Termios.Signals;
        return Libc.SetAttributes(input, 0, &raw) == 0 ? found : null; // TCSANOW
    }

    private unsafe void PutBack()
    {
        if (_found is { } found)
            Libc.SetAttributes(_input, 1, &found); // TCSADRAIN
    }

    private async Task WriteAsync()
    {
        var output = _toCaller.Reader;
        while (true)
        {
            var read = await output.ReadAsync();
            bool isOpen = !read.IsCanceled;
            foreach (var segment in read.Buffer)
                isOpen = isOpen && Write(segment.Span);
            output.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted || !isOpen)
                break;
        }

        await output.CompleteAsync();
    }

    /// <summary>
    /// On a socket the byte 255 begins a command where the board speaks telnet and is a blank where it does not: the other blank, 32, is right in both.
    /// </summary>
    private bool Write(ReadOnlySpan<byte> bytes)
    {
        const byte NoBreakSpace = 255;
        if (!_isSocket || !bytes.Contains(NoBreakSpace))
            return Descriptor.WriteAll(_output, bytes);
        byte[] safe = bytes.ToArray();
        safe.AsSpan().Replace(NoBreakSpace, (byte)' ');
        return Descriptor.WriteAll(_output, safe);
    }

    private void EndBy(PosixSignalContext context)
    {
        context.Cancel = true;
        WasSignalled = true;
        _lastResort ??= _time.CreateTimer(_ => Environment.Exit(0), null, SaveTime, Timeout.InfiniteTimeSpan);
        Session.HangUp();
    }

    private void SizeChanged()
    {
        if (Libc.WindowSize(_output) is var (width, height))
            Resized(width, height);
    }

    private void Resized(int width, int height) => Session.Change(facts => facts with { Width = width, Height = height, IsSizeKnown = true });

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
