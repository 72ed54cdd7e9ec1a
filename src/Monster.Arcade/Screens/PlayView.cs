using Monster.Cartridge;
using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>
/// A game being played. Ticks come at the game's own rate, whatever drawing does; a turn-based game ticks on keys alone. The
/// picture is the game's until the play pauses or ends. A play that is left, cut off or interrupted is kept.
/// </summary>
public sealed class PlayView : View
{
    /// <summary>Later than this, ticks are given up rather than made up: the game must not leap under the player.</summary>
    private static readonly TimeSpan MaxLag = TimeSpan.FromMilliseconds(250);

    /// <summary>How long something said is seen over a running game.</summary>
    private static readonly TimeSpan TalkShown = TimeSpan.FromSeconds(6);

    private readonly IHall _hall;
    private readonly TimeProvider _time;
    private readonly Queue<int> _keys = new();
    private readonly Picture _picture = new();
    private readonly PauseMenu _menu = new();
    private readonly TalkInput _talk = new();
    private readonly PlayStart _start;
    private Cartridge _cartridge;
    private Play? _play;
    private IPlayCompany? _company;
    private PlayPhase _phase;
    private PlayEnd? _end;
    private string _notice = "";
    private DateTimeOffset _started;
    private TimeSpan _nextTick;
    private TimeSpan _lastTurn;
    private long _heard;
    private long _heardAt;
    private bool _begun;
    private bool _stale = true;
    private bool _left;

    /// <summary>A play of a game: the one that was saved for later, if there is one, else a new one.</summary>
    /// <exception cref="ArcadeException">The saved one could not be taken up.</exception>
    public PlayView(IHall hall, Cartridge cartridge, TimeProvider time)
        : this(hall, cartridge, hall.TakeUp(cartridge), time)
    {
    }

    /// <summary>A play begun elsewhere, taken over here; it waits until its player goes on.</summary>
    public PlayView(IHall hall, Play play, TimeProvider time)
        : this(hall, play.Cartridge, play, time)
    {
    }

    private PlayView(IHall hall, Cartridge cartridge, Play? play, TimeProvider time)
    {
        (_hall, _cartridge, _play, _time) = (hall, cartridge, play, time);
        _start = new PlayStart(hall, () => Views.Post(() => { }));
        _started = time.GetUtcNow();
        _phase = play is null ? PlayPhase.Starting : PlayPhase.Paused;
        if (play is not null)
            _menu.Welcome();
    }

    /// <inheritdoc/>
    public override TimeSpan? WakeAt => _phase switch
    {
        PlayPhase.Starting when _start.IsReady => TimeSpan.Zero,
        PlayPhase.Running when TickLength is not null => _nextTick,
        PlayPhase.Over or PlayPhase.Trapped => _end?.ReadyAt,
        _ => null,
    };

    /// <summary>Whether somebody has said something in the last seconds.</summary>
    private bool IsNews => _heardAt != 0 && _time.GetElapsedTime(_heardAt) < TalkShown;

    /// <summary>The length of a tick; null in a turn-based game.</summary>
    private TimeSpan? TickLength => _cartridge.Manifest.TicksPerSecond is > 0 and var rate ? TimeSpan.FromSeconds(1) / rate : null;

    /// <summary>Begins again with another build of the game: its author has changed it. Nothing of the build before is used any more.</summary>
    public void Reload(Cartridge cartridge, TimeSpan now)
    {
        Drop();
        _cartridge = cartridge;
        Begin(now);
    }

    /// <inheritdoc/>
    public override void Shown(TimeSpan now)
    {
        if (!_begun)
        {
            _begun = true;
            if (_play is null)
                Begin(now);
            else
                Join(_play);
        }

        _nextTick = now + (TickLength ?? TimeSpan.Zero);
        _lastTurn = now;
        CheckEnd(now);
    }

    /// <inheritdoc/>
    public override void Press(KeyPress key, TimeSpan now)
    {
        if (_talk.IsOpen)
        {
            if (_talk.Press(key) is { } line && _company is { } company)
                company.Live.Say(company.Live.Player, line);
            return;
        }

        switch (_phase)
        {
            case PlayPhase.Running:
                PressRunning(key, now);
                break;
            case PlayPhase.Paused:
                Choose(_menu.Press(key), now);
                break;
            case PlayPhase.Over or PlayPhase.Trapped:
                PressEnded(key, now);
                break;
            case PlayPhase.Failed when key.Is(KeyCode.Enter):
                Begin(now);
                break;
            default:
                if (key.Is(KeyCode.Escape))
                    Views.Close();
                break;
        }
    }

    /// <inheritdoc/>
    public override void Wake(TimeSpan now)
    {
        if (_phase == PlayPhase.Starting)
            TakeStart(now);
        if (_phase != PlayPhase.Running || TickLength is not { } length)
        {
            _end?.Wake(now);
            return;
        }

        while (_phase == PlayPhase.Running && _nextTick <= now)
        {
            Tick(_keys.TryDequeue(out int key) ? key : Key.None, 0, now);
            _nextTick += length;
            if (now - _nextTick > MaxLag)
                _nextTick = now + length;
        }
    }

    /// <inheritdoc/>
    public override void Interrupted(TimeSpan now) => Pause();

    /// <inheritdoc/>
    protected override void Closed()
    {
        _start.Dispose();
        if (_play is { Status: PlayStatus.Playing, Ticks: > 0 } && _end is null && !_left)
            Save(_play);
        Drop();
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        if (_stale)
            _play?.Draw(_picture);
        _stale = false;
        var (x, y) = GamePane.Draw(screen, _picture);
        if (_phase is not (PlayPhase.Running or PlayPhase.Starting))
            screen.Dim(x, y, Abi.Width, Abi.Height);
        switch (_phase)
        {
            case PlayPhase.Paused:
                _menu.Draw(screen, _cartridge.Manifest.Title);
                break;
            case PlayPhase.Failed:
                PlayCards.Failed(screen, _notice);
                break;
            case PlayPhase.Moved:
                PlayCards.Moved(screen);
                break;
            default:
                _end?.Draw(screen, _cartridge.Manifest.Title);
                break;
        }

        PlayCards.Company(screen, x, y, _company?.Live, _talk, _phase == PlayPhase.Running, IsNews, _notice);
    }

    private void PressRunning(KeyPress key, TimeSpan now)
    {
        if (key.Is(KeyCode.Escape) || key.IsControl('c'))
        {
            Pause();
        }
        else if (key.Is(KeyCode.F1))
        {
            Pause();
            Views.Open(HelpView.OfGame(_cartridge.Manifest));
        }
        else if (key.IsControl('t') && _company is not null)
        {
            Pause();
            _talk.Open();
        }
        else if (key.CartridgeCode is > 0 and var code)
        {
            if (TickLength is null)
                Tick(code, (int)Math.Min((now - _lastTurn).TotalMilliseconds, int.MaxValue), now);
            else if (_keys.Count < Abi.KeyQueueLength)
                _keys.Enqueue(code);
        }
    }

    private void Tick(int key, int pause, TimeSpan now)
    {
        _play!.Tick(key, pause);
        _lastTurn = now;
        _stale = true;
        CheckEnd(now);
        Tell();
    }

    private void Pause()
    {
        if (_phase != PlayPhase.Running)
            return;
        _phase = PlayPhase.Paused;
        _menu.Open(canTalk: _company is not null, canMove: _company?.CanMove == true);
        Tell();
    }

    private void Choose(PauseChoice choice, TimeSpan now)
    {
        _notice = "";
        switch (choice)
        {
            case PauseChoice.GoOn:
                Run(now);
                break;
            case PauseChoice.Help:
                Views.Open(HelpView.OfGame(_cartridge.Manifest));
                break;
            case PauseChoice.Talk:
                _talk.Open();
                break;
            case PauseChoice.Again:
                Abandon();
                Begin(now);
                break;
            case PauseChoice.Move:
                _ = MoveAsync(_company!, _play!);
                break;
            case PauseChoice.SaveAndLeave:
                SaveAndLeave();
                break;
            case PauseChoice.Leave:
                Abandon();
                Views.Close();
                break;
        }
    }

    private void PressEnded(KeyPress key, TimeSpan now)
    {
        switch (_end!.Press(key, now))
        {
            case EndChoice.Again:
                Begin(now);
                break;
            case EndChoice.LastMoment when _end.Recording is { } recording:
                Views.Open(WatchView.OfLastMoment(_cartridge, recording));
                break;
            case EndChoice.Leave:
                Views.Close();
                break;
        }
    }

    /// <summary>A new play of the same game, at once where nothing has to be waited for.</summary>
    private void Begin(TimeSpan now)
    {
        Drop();
        (_end, _left, _notice) = (null, false, "");
        _phase = PlayPhase.Starting;
        _start.Begin(_cartridge);
        TakeStart(now);
    }

    private void TakeStart(TimeSpan now)
    {
        if (!_start.TryTake(out var play, out string? failure))
            return;
        if (play is null)
        {
            (_phase, _notice) = (PlayPhase.Failed, failure!);
            return;
        }

        _play = play;
        _started = _time.GetUtcNow();
        _stale = true;
        Join(play);
        Run(now);
    }

    private void Run(TimeSpan now)
    {
        _phase = PlayPhase.Running;
        _keys.Clear();
        _nextTick = now + (TickLength ?? TimeSpan.Zero);
        _lastTurn = now;
        CheckEnd(now);
        Tell();
    }

    private void CheckEnd(TimeSpan now)
    {
        if (_end is not null || _play is null || (_play.Status == PlayStatus.Playing && !_play.IsFull))
            return;
        _end = new PlayEnd(ToRecording(_play), _hall.StandingOf(_cartridge), now);
        _phase = _play.Status == PlayStatus.Trapped ? PlayPhase.Trapped : PlayPhase.Over;
        Keep(_end.Recording, _end);
        _hall.Forget(_cartridge);
    }

    /// <summary>The player gives this play up: it is kept as it is and not offered again.</summary>
    private void Abandon()
    {
        if (_left || _play is null or { Ticks: 0 })
            return;
        _left = true;
        Keep(ToRecording(_play), null);
        _hall.Forget(_cartridge);
    }

    private void Keep(Recording recording, PlayEnd? end)
    {
        var work = KeepAsync(recording);
        if (end is null)
            return;
        end.Kept = work.IsCompleted ? work.Result : new KeptNote("Checking the score…");
        if (!work.IsCompleted)
            work.ContinueWith(done => Views.Post(() => end.Kept = done.Result), TaskScheduler.Default);
    }

    /// <summary>Keeping may fail, when the disk is full for example; the player learns of it, and plays on.</summary>
    private async Task<KeptNote> KeepAsync(Recording recording)
    {
        try
        {
            return await _hall.KeepAsync(recording, _cartridge).ConfigureAwait(false);
        }
        catch (ArcadeException e)
        {
            return new KeptNote(e.Message);
        }
    }

    /// <summary>Leaves when the play is saved; when it cannot be, the player learns why and still has it.</summary>
    private void SaveAndLeave()
    {
        if (_play is { Status: PlayStatus.Playing, Ticks: > 0 } play)
        {
            if (Save(play) is { } why)
            {
                Views.Open(new MessageView("Not saved", $"{why} The play is still here: go on, or leave and give it up."));
                return;
            }

            _left = true;
        }

        Views.Close();
    }

    /// <returns>Why it could not be saved; null when it was. After a hang-up nobody is there to be told, and the rest must still be closed.</returns>
    private string? Save(Play play)
    {
        try
        {
            _hall.Save(play);
            return null;
        }
        catch (ArcadeException e)
        {
            return e.Message;
        }
    }

    private Recording ToRecording(Play play) => play.ToRecording() with { Started = play.Origin.Started ?? _started, Ended = _time.GetUtcNow() };

    private void Join(Play play) => _company = _hall.Join(play, () => Views.Post(Asked));

    /// <summary>Somebody began to watch, or said something, or took the play to another connection.</summary>
    private void Asked()
    {
        if (_company?.HasMoved != true)
        {
            if (_company?.Live.Said is { } said && said > _heard)
                (_heard, _heardAt) = (said, Math.Max(1, _time.GetTimestamp()));
            Tell();
            return;
        }

        while (Views.Top is { } top && top != this)
            Views.Close();
        Drop();
        _phase = PlayPhase.Moved;
    }

    private void Tell()
    {
        if (_play is null)
            return;
        _hall.Note(_play, _phase != PlayPhase.Running);
        _company?.Tell(_play, _phase switch { PlayPhase.Running => LivePhase.Running, PlayPhase.Over or PlayPhase.Trapped => LivePhase.Over, _ => LivePhase.Paused });
    }

    private async Task MoveAsync(IPlayCompany company, Play play)
    {
        try
        {
            var code = await company.MoveAsync(play).ConfigureAwait(false);
            Views.Post(() => Views.Open(new MovingCodeView(_cartridge.Manifest.Title, code, _time, () => _ = company.StayAsync().AsTask())));
        }
        catch (ArcadeException e)
        {
            Views.Post(() => _notice = e.Message);
        }
    }

    private void Drop()
    {
        _company?.Dispose();
        _play?.Dispose();
        (_company, _play) = (null, null);
    }
}
