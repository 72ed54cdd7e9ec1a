using System.Buffers;
using System.IO.Pipelines;
using Monster.Bbs.Sessions;
using Monster.Terminal;

namespace Monster.Server;

/// <summary>
/// What carries one caller over a network: two pipes between the session and the wire. What waits is bounded in both directions: when
/// the session does not keep up, nothing more is read from the wire; when the wire does not, the session waits, and frames between are
/// never made. Input above <see cref="MaxInputRate"/> waits too, so that a flood costs its sender and not the board.
/// </summary>
internal abstract class Line : IAsyncDisposable
{
    /// <summary>Bytes a second that are taken from one caller, after a burst of two seconds' worth.</summary>
    public const int MaxInputRate = 16 * 1024;

    /// <summary>How long the far end may take to let the last words through.</summary>
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(3);

    // What comes out at the other end goes on at once, on the thread that put it in: nothing on either side blocks, and at twenty frames a
    // second and a thousand callers the hops between threads would cost more than the work.
    private static readonly PipeOptions FromWire = new(
        readerScheduler: PipeScheduler.Inline, pauseWriterThreshold: 8 * 1024, resumeWriterThreshold: 4 * 1024, useSynchronizationContext: false);

    private static readonly PipeOptions ToWire = new(
        readerScheduler: PipeScheduler.Inline, pauseWriterThreshold: 32 * 1024, resumeWriterThreshold: 16 * 1024, useSynchronizationContext: false);

    private readonly Pipe _toBoard = new(FromWire);
    private readonly Pipe _toTerminal = new(ToWire);
    private readonly TimeProvider _time;
    private readonly ServerMetrics _metrics;
    private long _sendingSince;
    private double _inputLeft = 2 * MaxInputRate;
    private long _inputAt;

    protected Line(TerminalFacts facts, TimeProvider time, ServerMetrics metrics)
    {
        (_time, _metrics) = (time, metrics);
        _inputAt = time.GetTimestamp();
        Session = new TerminalSession(new Ends(_toBoard.Reader, _toTerminal.Writer), facts, time);
    }

    /// <summary>The session at the board's end.</summary>
    protected TerminalSession Session { get; }

    /// <summary>Where what was typed goes.</summary>
    protected PipeWriter Typed => _toBoard.Writer;

    /// <summary>How long the far end has taken nothing of what is being sent; zero when nothing is.</summary>
    public TimeSpan Stalled => Interlocked.Read(ref _sendingSince) is not 0 and var since ? _time.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>Carries a call from beginning to end.</summary>
    public async Task RunAsync(Switchboard board, CallerOrigin origin)
    {
        var reading = GuardAsync(ReadAsync, _toBoard.Writer.Complete);
        var writing = GuardAsync(WriteAsync, _toTerminal.Reader.Complete);
        try
        {
            await board.ReceiveAsync(Session, origin);
        }
        finally
        {
            await _toTerminal.Writer.CompleteAsync();
            if (await Task.WhenAny(writing, Task.Delay(ClosingTime, _time, CancellationToken.None)) != writing)
                Abort();
            await writing;
            await _toBoard.Reader.CompleteAsync();
            StopReading();
            await reading;
        }
    }

    /// <summary>Puts the line down without another word.</summary>
    public abstract void Abort();

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        Session.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Carries from the wire to <see cref="Typed"/> until either ends.</summary>
    protected abstract Task ReadAsync();

    /// <summary>Sends one piece.</summary>
    /// <returns>False when the wire has ended.</returns>
    protected abstract ValueTask<bool> SendAsync(ReadOnlySequence<byte> data);

    /// <summary>Nothing more is sent: says so to the far end.</summary>
    protected abstract ValueTask EndAsync();

    /// <summary>Makes <see cref="ReadAsync"/> return.</summary>
    protected abstract void StopReading();

    /// <summary>Makes <see cref="SendAsync"/> be called, if only with nothing.</summary>
    protected void Poke() => _toTerminal.Reader.CancelPendingRead();

    /// <summary>Waits as long as bytes that came are above the rate, then passes them on.</summary>
    /// <returns>False when the session takes no more.</returns>
    protected async ValueTask<bool> PassAsync(int received)
    {
        _metrics.Received(received);
        _inputLeft = Math.Min(2 * MaxInputRate, _inputLeft + (_time.GetElapsedTime(_inputAt).TotalSeconds * MaxInputRate)) - received;
        _inputAt = _time.GetTimestamp();
        if (_inputLeft < 0)
            await Task.Delay(TimeSpan.FromSeconds(-_inputLeft / MaxInputRate), _time, Session.HangUpToken);
        return !(await Typed.FlushAsync(Session.HangUpToken)).IsCompleted;
    }

    private async Task WriteAsync()
    {
        while (true)
        {
            var read = await _toTerminal.Reader.ReadAsync();
            Interlocked.Exchange(ref _sendingSince, _time.GetTimestamp());
            bool isOpen = await SendAsync(read.Buffer);
            Interlocked.Exchange(ref _sendingSince, 0);
            _metrics.Sent(read.Buffer.Length);
            _toTerminal.Reader.AdvanceTo(read.Buffer.End);
            if (!isOpen)
                return;
            if (read.IsCompleted)
                break;
        }

        await EndAsync();
    }

    /// <summary>Runs one direction; a line that breaks ends it, which the session learns by its pipe.</summary>
    private static async Task GuardAsync(Func<Task> run, Action<Exception?> complete)
    {
        try
        {
            await run();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or System.Net.WebSockets.WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The wire broke, or the far end broke the rules of the wire: the call is over, and that is all there is to say.
        }
        finally
        {
            complete(null);
        }
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
