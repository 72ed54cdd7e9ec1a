namespace Monster.Terminal;

/// <summary>
/// Shows views on a session's terminal until the last is closed or the terminal hangs up. Drawing waits for the line: while a
/// frame is being sent, time goes on for the view and the frames between are never made.
/// </summary>
public sealed class ViewLoop
{
    private readonly TerminalSession _session;
    private readonly OpenViews _views;
    private readonly CellBuffer _frame = new(TerminalFacts.NeededWidth, TerminalFacts.NeededHeight);
    private readonly long _start;
    private FrameWriter _writer;
    private LineTalk _talk = new();
    private TerminalFacts _facts;
    private View? _shown;
    private bool _away;

    /// <summary>A loop over a session.</summary>
    public ViewLoop(TerminalSession session)
    {
        _session = session;
        _facts = session.Facts;
        _writer = new FrameWriter(_facts);
        _views = new OpenViews(session.Wake);
        _start = session.Time.GetTimestamp();
    }

    /// <summary>Frames sent so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Bytes sent so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>
    /// Called with each picture before it is sent, on the session's own flow: for a sysop who looks over a caller's shoulder. The
    /// buffer is used again for the next picture: copy what is wanted.
    /// </summary>
    public event Action<CellBuffer>? Drawn;

    /// <summary>What is shown over every view; null for nothing.</summary>
    public Overlay? Overlay { get; init; }

    /// <summary>Called when a view is woken, with how much later that is than it asked for.</summary>
    public event Action<TimeSpan>? Woken;

    private TimeSpan Now => _session.Time.GetElapsedTime(_start);

    /// <summary>Shows a view and everything it opens.</summary>
    public async Task RunAsync(View first)
    {
        _views.Open(first);
        await using var timer = _session.Time.CreateTimer(_ => _session.Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            while (Advance())
            {
                await DrawAsync();
                var due = _away ? null : Earlier(_views.Top?.WakeAt, Overlay?.WakeAt) - Now;
                timer.Change(due is { } wait ? (wait > TimeSpan.Zero ? wait : TimeSpan.Zero) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                await _session.WaitAsync();
            }
        }
        catch (OperationCanceledException) when (_session.HangUpToken.IsCancellationRequested)
        {
            // The line went down while a frame was on its way.
        }
        finally
        {
            _views.CloseAll();
        }
    }

    /// <summary>Takes what happened and lets the views act on it.</summary>
    /// <returns>False when it is over.</returns>
    private bool Advance()
    {
        ShowTop();
        while (_session.TryTake(out var happened))
        {
            if (happened.Kind == TerminalEventKind.HungUp)
                return false;
            Take(happened);
            if (!ShowTop())
                return false;
        }

        if (_views.RunPosted())
            ShowTop();
        if (!_away && _facts.IsLargeEnough && _views.Top is { WakeAt: { } due } top && due <= Now)
        {
            Woken?.Invoke(Now - due);
            top.Wake(Now);
        }

        if (Overlay?.Wake(Now) is { } line)
            _talk.Tell(line);
        return ShowTop();
    }

    private void Take(TerminalEvent happened)
    {
        switch (happened.Kind)
        {
            case TerminalEventKind.Suspended:
                _away = true;
                _views.Top?.Interrupted(Now);
                break;
            case TerminalEventKind.Resumed:
                _views.Top?.Interrupted(Now);
                _away = false;
                _writer.Forget();
                break;
            case TerminalEventKind.Changed:
                if (_session.Facts.IsLineMode != _facts.IsLineMode)
                    _talk = new LineTalk();
                _facts = _session.Facts;
                _writer = new FrameWriter(_facts);
                if (!_facts.IsLargeEnough)
                    _views.Top?.Interrupted(Now);
                break;
            case TerminalEventKind.Key when _facts.IsLineMode:
                if (_talk.Press(happened.Key) is { } line)
                    _views.Top?.Answer(line, Now);
                break;
            case TerminalEventKind.Key when happened.Key.IsControl('l'):
                _writer.Forget();
                break;
            case TerminalEventKind.Key when _facts.IsLargeEnough:
                _views.Top?.Press(happened.Key, Now);
                break;
            case TerminalEventKind.Key when happened.Key.Is('l'):
                _session.Change(facts => facts with { IsLineMode = true });
                break;
            case TerminalEventKind.Key when happened.Key.Is(KeyCode.Escape):
                _views.CloseAll();
                break;
        }
    }

    /// <summary>Tells a view that it is the one shown now.</summary>
    private bool ShowTop()
    {
        while (_views.Top is { } top)
        {
            if (top == _shown)
                return true;
            _shown = top;
            top.Shown(Now);
        }

        return false;
    }

    private static TimeSpan? Earlier(TimeSpan? one, TimeSpan? other) => one is null || other < one ? other : one;

    private async ValueTask DrawAsync()
    {
        if (_away)
            return;
        int bytes = _facts.IsLineMode ? _talk.Write(_views.Top!, DrawFrame, _facts, _session.Output) : _writer.Write(DrawFrame(), _session.Output);
        if (bytes == 0)
            return;
        Frames++;
        Bytes += bytes;
        var flushed = await _session.Output.FlushAsync(_session.HangUpToken);
        if (flushed.IsCompleted)
            _session.HangUp();
    }

    private CellBuffer DrawFrame()
    {
        if (_facts.IsLineMode)
            _frame.Resize(TerminalFacts.NeededWidth, TerminalFacts.NeededHeight);
        else
            _frame.Resize(_facts.Width, _facts.Height);
        if (_facts.IsLargeEnough)
            _views.Top!.Draw(_frame);
        else
            DrawTooSmall();
        Overlay?.Draw(_frame);
        Drawn?.Invoke(_frame);
        return _frame;
    }

    private void DrawTooSmall()
    {
        string[] lines =
        [
            $"{TerminalFacts.NeededWidth}x{TerminalFacts.NeededHeight} needed",
            $"{_facts.Width}x{_facts.Height} now",
            "Enlarge the window",
            "L: plain lines",
            "Escape: leave",
        ];
        int top = Math.Max(0, (_frame.Height - lines.Length) / 2);
        for (int i = 0; i < lines.Length; i++)
            _frame.TextCentered(0, top + i, _frame.Width, lines[i], i == 0 ? Ink.Yellow : Ink.Silver);
    }
}
