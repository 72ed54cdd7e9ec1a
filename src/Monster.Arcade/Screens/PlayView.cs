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

    private readonly IHall _hall;
    private readonly TimeProvider _time;
    private readonly Queue<int> _keys = new();
    private readonly Picture _picture = new();
    private readonly PauseMenu _menu = new();
    private Cartridge _cartridge;
    private Play _play;
    private PlayPhase _phase;
    private PlayEnd? _end;
    private DateTimeOffset _started;
    private TimeSpan _nextTick;
    private TimeSpan _lastTurn;
    private bool _stale = true;
    private bool _left;

    /// <summary>A play of a game: the one that was saved for later, if there is one, else a new one.</summary>
    /// <exception cref="ArcadeException">It could not begin.</exception>
    public PlayView(IHall hall, Cartridge cartridge, TimeProvider time)
    {
        (_hall, _cartridge, _time) = (hall, cartridge, time);
        var saved = hall.TakeUp(cartridge);
        _play = saved ?? new Play(cartridge, hall.NewSeed());
        _started = time.GetUtcNow();
        if (saved is not null)
        {
            _menu.Welcome();
            _phase = PlayPhase.Paused;
        }
    }

    /// <inheritdoc/>
    public override TimeSpan? WakeAt => _phase switch
    {
        PlayPhase.Running when TickLength is not null => _nextTick,
        PlayPhase.Over or PlayPhase.Trapped => _end?.ReadyAt,
        _ => null,
    };

    /// <summary>The length of a tick; null in a turn-based game.</summary>
    private TimeSpan? TickLength => _cartridge.Manifest.TicksPerSecond is > 0 and var rate ? TimeSpan.FromSeconds(1) / rate : null;

    /// <summary>Begins again with another build of the game: its author has changed it. Nothing of the build before is used any more.</summary>
    public void Reload(Cartridge cartridge, TimeSpan now)
    {
        _play.Dispose();
        _cartridge = cartridge;
        Begin(now);
    }

    /// <inheritdoc/>
    public override void Shown(TimeSpan now)
    {
        _nextTick = now + (TickLength ?? TimeSpan.Zero);
        _lastTurn = now;
        CheckEnd(now);
    }

    /// <inheritdoc/>
    public override void Press(KeyPress key, TimeSpan now)
    {
        switch (_phase)
        {
            case PlayPhase.Running:
                PressRunning(key, now);
                break;
            case PlayPhase.Paused:
                Choose(_menu.Press(key), now);
                break;
            default:
                PressEnded(key, now);
                break;
        }
    }

    /// <inheritdoc/>
    public override void Wake(TimeSpan now)
    {
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
        if (_play.Status == PlayStatus.Playing && _end is null && !_left && _play.Ticks > 0)
            _ = Try(Save);
        _play.Dispose();
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        if (_stale)
            _play.Draw(_picture);
        _stale = false;
        var (x, y) = GamePane.Draw(screen, _picture);
        if (_phase != PlayPhase.Running)
            screen.Dim(x, y, Abi.Width, Abi.Height);
        if (_phase == PlayPhase.Paused)
            _menu.Draw(screen, _cartridge.Manifest.Title);
        else
            _end?.Draw(screen, _cartridge.Manifest.Title);
        if (_phase == PlayPhase.Running && GamePane.HasRoomBelow(screen))
            ScreenParts.Keys(screen, x, y + Abi.Height + 1, Abi.Width, ("Escape", "pause"), ("F1", "help"));
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
        _play.Tick(key, pause);
        _lastTurn = now;
        _stale = true;
        CheckEnd(now);
    }

    private void Pause()
    {
        if (_phase != PlayPhase.Running)
            return;
        _phase = PlayPhase.Paused;
        _menu.Open();
    }

    private void Choose(PauseChoice choice, TimeSpan now)
    {
        switch (choice)
        {
            case PauseChoice.GoOn:
                _phase = PlayPhase.Running;
                _keys.Clear();
                Shown(now);
                break;
            case PauseChoice.Help:
                Views.Open(HelpView.OfGame(_cartridge.Manifest));
                break;
            case PauseChoice.Again:
                Abandon();
                Begin(now);
                break;
            case PauseChoice.SaveAndLeave:
                Views.Close();
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

    /// <summary>A new play of the same game, at once.</summary>
    private void Begin(TimeSpan now)
    {
        _play.Dispose();
        _play = new Play(_cartridge, _hall.NewSeed());
        _started = _time.GetUtcNow();
        (_end, _left, _stale) = (null, false, true);
        _phase = PlayPhase.Running;
        _keys.Clear();
        Shown(now);
    }

    private void CheckEnd(TimeSpan now)
    {
        if (_end is not null || (_play.Status == PlayStatus.Playing && !_play.IsFull))
            return;
        var standing = _hall.StandingOf(_cartridge);
        var recording = ToRecording();
        _end = new PlayEnd(recording, standing, Try(() => _hall.Keep(recording, _cartridge)), now);
        _phase = _play.Status == PlayStatus.Trapped ? PlayPhase.Trapped : PlayPhase.Over;
        _hall.Forget(_cartridge);
    }

    /// <summary>The player gives this play up: it is kept as it is and not offered again.</summary>
    private void Abandon()
    {
        if (_left || _play.Ticks == 0)
            return;
        _left = true;
        _ = Try(() => _hall.Keep(ToRecording(), _cartridge));
        _hall.Forget(_cartridge);
    }

    private string Save()
    {
        _hall.Save(_play);
        return "";
    }

    /// <summary>Keeping may fail, when the disk is full for example; the player learns of it, and plays on.</summary>
    private static string Try(Func<string> keep)
    {
        try
        {
            return keep();
        }
        catch (ArcadeException e)
        {
            return e.Message;
        }
    }

    private Recording ToRecording() => _play.ToRecording() with { Started = _started, Ended = _time.GetUtcNow() };
}
