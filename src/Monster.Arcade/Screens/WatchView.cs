using Monster.Cartridge;
using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>
/// A recording being watched: at any speed, paused, step by step, with jumps. The line of the game's keys makes room for where
/// the recording stands and what can be done with it.
/// </summary>
public sealed class WatchView : View
{
    private const double Slowest = 0.25;
    private const double Fastest = 64;

    /// <summary>Budget units of a jump between two pictures: what takes longer shows how far it is, and can be left.</summary>
    private const long UnitsBetweenPictures = 40_000_000;

    /// <summary>How much of the end is "the last moment".</summary>
    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(5);

    private readonly Replay _replay;
    private readonly Picture _picture = new();
    private readonly TimeSpan[] _times;
    private TimeSpan _next;
    private double _speed = 1;
    private bool _paused;
    private bool _stale = true;
    private int? _seekTo;
    private string _notice = "";

    /// <summary>A recording from its beginning.</summary>
    /// <exception cref="ArcadeException">It cannot be replayed here.</exception>
    public WatchView(Cartridge cartridge, Recording recording)
    {
        _replay = new Replay(cartridge, recording);
        _times = TimesOf(cartridge, recording);
    }

    /// <inheritdoc/>
    public override TimeSpan? WakeAt => _seekTo is not null ? TimeSpan.Zero : _paused || _replay.AtEnd ? null : _next;

    /// <summary>What is done with a play that somebody takes over from here; null where it cannot be played.</summary>
    public Action<Play>? TakeOver { get; init; }

    /// <summary>A recording from shortly before its end.</summary>
    public static WatchView OfLastMoment(Cartridge cartridge, Recording recording)
    {
        var view = new WatchView(cartridge, recording);
        view.JumpTo(view._times[^1] - LastMoment);
        return view;
    }

    /// <inheritdoc/>
    public override void Shown(TimeSpan now) => _next = now + Wait();

    /// <inheritdoc/>
    public override void Wake(TimeSpan now)
    {
        _stale = true;
        if (_seekTo is not null)
        {
            GoOnSeeking();
            _next = now + Wait();
            return;
        }

        while (!_paused && !_replay.AtEnd && _next <= now)
        {
            _replay.Step();
            _next += Wait();
        }

        // At a speed that this machine or this line cannot follow, watch as fast as they can.
        _next = _next < now ? now : _next;
    }

    /// <inheritdoc/>
    public override void Interrupted(TimeSpan now) => _paused = true;

    /// <inheritdoc/>
    protected override void Closed() => _replay.Dispose();

    /// <inheritdoc/>
    public override void Press(KeyPress key, TimeSpan now)
    {
        _notice = "";
        switch (key)
        {
            case { Code: KeyCode.Escape }:
                Views.Close();
                return;
            case { Code: KeyCode.F1 }:
                Interrupted(now);
                Views.Open(HelpView.OfGame(_replay.Cartridge.Manifest));
                return;
            case var _ when key.Is('t') && TakeOver is not null && _seekTo is null:
                Take();
                return;
            case { Code: KeyCode.Left }:
                Jump(-5);
                break;
            case { Code: KeyCode.Right }:
                Jump(5);
                break;
            case { Code: KeyCode.PageUp }:
                Jump(-60);
                break;
            case { Code: KeyCode.PageDown }:
                Jump(60);
                break;
            case { Code: KeyCode.Home }:
                Seek(0);
                break;
            case { Code: KeyCode.End }:
                Seek(_replay.Recording.Ticks);
                break;
            default:
                PressLetter(key);
                break;
        }

        _stale = true;
        _next = now + Wait();
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        if (_stale)
            _replay.Draw(_picture);
        _stale = false;
        var (x, y) = GamePane.Draw(screen, _picture);
        DrawStatus(screen, x, y + Abi.Height - 1);
    }

    private void PressLetter(KeyPress key)
    {
        if (key.Is(' '))
        {
            if (_replay.AtEnd)
                Seek(0);
            else
                _paused = !_paused;
        }
        else if (key.Is('.'))
        {
            _paused = true;
            _replay.Step();
        }
        else if (key.Is(','))
        {
            _paused = true;
            Seek(_replay.Ticks - 1);
        }
        else if (key.Is('+') || key.Is('='))
        {
            _speed = Math.Min(_speed * 2, Fastest);
        }
        else if (key.Is('-'))
        {
            _speed = Math.Max(_speed / 2, Slowest);
        }
        else if (key.Is('1'))
        {
            _speed = 1;
        }
    }

    /// <summary>From here on it is the watcher's play.</summary>
    private void Take()
    {
        try
        {
            TakeOver!(_replay.TakeOver());
        }
        catch (ArcadeException e)
        {
            _notice = e.Message;
        }
    }

    private void Jump(int seconds) => JumpTo(_times[_seekTo ?? _replay.Ticks] + TimeSpan.FromSeconds(seconds));

    private void JumpTo(TimeSpan time)
    {
        int index = Array.BinarySearch(_times, time);
        Seek(index >= 0 ? index : ~index);
    }

    private void Seek(int tick)
    {
        _seekTo = Math.Clamp(tick, 0, _replay.Recording.Ticks);
        _stale = true;
        GoOnSeeking();
    }

    private void GoOnSeeking()
    {
        if (_replay.Seek(_seekTo!.Value, UnitsBetweenPictures))
            _seekTo = null;
    }

    private TimeSpan Wait() => _replay.NextPause() / _speed;

    private void DrawStatus(CellBuffer screen, int x, int y)
    {
        const int BarWidth = 16;
        screen.Fill(x, y, Abi.Width, 1, Cell.Blank);
        if (_notice.Length > 0)
        {
            screen.TextIn(x + 1, y, Abi.Width - 2, _notice, Ink.Yellow);
            return;
        }

        bool end = _replay.AtEnd;
        x = screen.Text(x + 1, y, _seekTo is not null ? "» seek" : end ? "■ end" : _paused ? "║ still" : "► play", Ink.White) + 1;
        x = screen.Text(x, y, FormattableString.Invariant($"{_speed:0.##}x"), Ink.Yellow) + 1;
        var length = _times[^1];
        int done = length > TimeSpan.Zero ? (int)(_times[_replay.Ticks] / length * BarWidth) : BarWidth;
        for (int i = 0; i < BarWidth; i++)
            screen.Put(x + i, y, i < done ? '█' : '░', i < done ? Ink.Silver : Ink.Grey);
        x += BarWidth + 1;
        x = screen.Text(x, y, $"{ScreenParts.Duration(_times[_replay.Ticks])}/{ScreenParts.Duration(length)}") + 2;
        var take = TakeOver is null ? (".", "step") : ("T", "take over");
        ScreenParts.Keys(screen, x, y, (screen.Width + Abi.Width) / 2 - x - 1, ("Space", end ? "again" : _paused ? "go on" : "stop"), ("+-", "speed"), ("←→", "jump"), take, ("Esc", "back"));
    }

    /// <summary>The time of every tick when watched at its own speed.</summary>
    private static TimeSpan[] TimesOf(Cartridge cartridge, Recording recording)
    {
        var times = new TimeSpan[recording.Ticks + 1];
        for (int i = 0; i < recording.Ticks; i++)
            times[i + 1] = times[i] + Replay.PauseBefore(cartridge, recording, i);
        return times;
    }
}
