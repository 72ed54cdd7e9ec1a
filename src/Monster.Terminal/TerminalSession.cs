using System.IO.Pipelines;
using System.Threading.Channels;

namespace Monster.Terminal;

/// <summary>
/// One person at one terminal, whatever carries the bytes: a pair of pipes, what is known of the terminal, and what happens
/// there. A transport makes it, calls <see cref="Change"/>, <see cref="Suspend"/>, <see cref="Resume"/> and <see cref="HangUp"/>, and
/// awaits <see cref="RunAsync"/>; screens take events and write to <see cref="Output"/>. Nothing polls and nothing sleeps.
/// </summary>
public sealed class TerminalSession : IDisposable
{
    /// <summary>Keys that may wait to be taken, as many as come in one piece when a text is pasted; later ones are dropped.</summary>
    public const int MaxKeys = 4_096;

    private readonly Lock _lock = new();
    private readonly IDuplexPipe _transport;
    private readonly TimeProvider _time;
    private readonly Queue<KeyPress> _keys = new();
    private readonly CancellationTokenSource _hangUp = new();

    // One place is enough: it only says "look", and everything there is to see is behind the lock.
    // (Of objects, because that form of the channel is compiled ahead of time: a terminal's first picture waits for this.)
    private readonly Channel<object?> _signal = Channel.CreateBounded<object?>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private TerminalFacts _facts;
    private long _lastKey;
    private bool _changed;
    private bool _resumed;
    private bool _suspended;
    private bool _hungUp;

    /// <summary>A session over a transport's pipes.</summary>
    /// <param name="transport">Input: what the terminal sends. Output: what it is sent.</param>
    /// <param name="facts">What is known at the start.</param>
    /// <param name="time">The clock that tells a lone Escape from a sequence.</param>
    public TerminalSession(IDuplexPipe transport, TerminalFacts facts, TimeProvider time)
    {
        _transport = transport;
        _facts = facts;
        _time = time;
        HangUpToken = _hangUp.Token;
        _lastKey = time.GetTimestamp();
    }

    /// <summary>Where bytes to the terminal go. Flush with <see cref="HangUpToken"/>.</summary>
    public PipeWriter Output => _transport.Output;

    /// <summary>Cancelled when the terminal is gone.</summary>
    public CancellationToken HangUpToken { get; }

    /// <summary>The clock of this session.</summary>
    public TimeProvider Time => _time;

    /// <summary>How long no key was pressed. Answers of the terminal itself do not count.</summary>
    public TimeSpan Idle => _time.GetElapsedTime(Interlocked.Read(ref _lastKey));

    /// <summary>The questions to this terminal, and its answers.</summary>
    public TerminalProbe Probe { get; } = new();

    /// <summary>What is known of the terminal now.</summary>
    public TerminalFacts Facts
    {
        get
        {
            lock (_lock)
                return _facts;
        }
    }

    /// <summary>The transport learnt something: a new size, an answer of the terminal.</summary>
    public void Change(Func<TerminalFacts, TerminalFacts> change)
    {
        lock (_lock)
        {
            var facts = change(_facts);
            if (facts == _facts)
                return;
            _facts = facts;
            _changed = true;
        }

        Wake();
    }

    /// <summary>The terminal is being taken away for a while.</summary>
    public void Suspend()
    {
        lock (_lock)
            _suspended = true;
        Wake();
    }

    /// <summary>The terminal is back.</summary>
    public void Resume()
    {
        lock (_lock)
            _resumed = true;
        Wake();
    }

    /// <summary>The person or the line is gone.</summary>
    public void HangUp()
    {
        lock (_lock)
        {
            if (_hungUp)
                return;
            _hungUp = true;
        }

        _hangUp.Cancel();
        Wake();
    }

    /// <summary>Makes <see cref="WaitAsync"/> return. Callable from any thread, timers included.</summary>
    public void Wake() => _signal.Writer.TryWrite(null);

    /// <summary>Waits until something may have happened since the last call.</summary>
    public async ValueTask WaitAsync() => await _signal.Reader.ReadAsync();

    /// <summary>The key that waits longest, left where it is; null when none does.</summary>
    public KeyPress? FirstKey
    {
        get
        {
            lock (_lock)
                return _keys.TryPeek(out var key) ? key : null;
        }
    }

    /// <summary>Takes the next event. After <see cref="TerminalEventKind.HungUp"/> there is nothing else any more.</summary>
    public bool TryTake(out TerminalEvent happened)
    {
        lock (_lock)
        {
            TerminalEventKind? kind =
                _hungUp ? TerminalEventKind.HungUp :
                Taken(ref _suspended) ? TerminalEventKind.Suspended :
                Taken(ref _resumed) ? TerminalEventKind.Resumed :
                Taken(ref _changed) ? TerminalEventKind.Changed : null;
            if (kind is { } known)
            {
                happened = new TerminalEvent(known);
                return true;
            }

            bool any = _keys.TryDequeue(out var key);
            happened = new TerminalEvent(TerminalEventKind.Key, key);
            return any;
        }
    }

    /// <summary>Reads the transport's input until it ends, which counts as a hang-up.</summary>
    public async Task RunAsync()
    {
        var decoder = new KeyDecoder(Facts, Probe);
        var keys = new List<KeyPress>();
        await using var timer = _time.CreateTimer(_ => _transport.Input.CancelPendingRead(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            long last = _time.GetTimestamp();
            while (true)
            {
                timer.Change(decoder.Patience ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                var read = await _transport.Input.ReadAsync(HangUpToken);
                foreach (var segment in read.Buffer)
                    Decode(decoder, segment.Span, keys);
                // A timer that fired while bytes were coming says nothing: only silence since the last byte counts.
                if (!read.Buffer.IsEmpty)
                    last = _time.GetTimestamp();
                else if (decoder.Patience is { } patience && _time.GetElapsedTime(last) >= patience)
                    decoder.TimeOut(keys);
                _transport.Input.AdvanceTo(read.Buffer.End);
                Press(keys);
                if (read.IsCompleted)
                    break;
            }
        }
        catch (OperationCanceledException)
        {
            // Hung up by the transport.
        }
        finally
        {
            HangUp();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _hangUp.Dispose();

    /// <summary>Decodes bytes; what the terminal answers in between counts from there on.</summary>
    private void Decode(KeyDecoder decoder, ReadOnlySpan<byte> bytes, List<KeyPress> keys)
    {
        decoder.Use(Facts);
        int answers = Probe.Answers;
        decoder.Decode(bytes, keys);
        if (Probe.Answers == answers)
            return;
        Change(Probe.Apply);
        decoder.Use(Facts);
        Wake(); // an answer is news even when it says what was known
    }

    private static bool Taken(ref bool flag)
    {
        bool was = flag;
        flag = false;
        return was;
    }

    private void Press(List<KeyPress> keys)
    {
        lock (_lock)
        {
            foreach (var key in keys)
            {
                if (_keys.Count < MaxKeys)
                    _keys.Enqueue(key);
            }
        }

        if (keys.Count > 0)
        {
            Interlocked.Exchange(ref _lastKey, _time.GetTimestamp());
            Wake();
        }

        keys.Clear();
    }
}
