using Monster.Terminal;

namespace Monster.Doors;

/// <summary>
/// The first row of a caller's screen, for what has to be said over whatever is shown. Keeps the time that a board gave its caller: a word in the first row when five, three, two and one minutes are left, each once, also when the moment itself was
/// missed or the call began later; at the end the session is over, which saves what is being played.
/// </summary>
public sealed class TimeLeftBar : Overlay
{
    private static readonly TimeSpan ShowTime = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan NewsTime = TimeSpan.FromSeconds(4);
    private static readonly int[] Warnings = [5, 3, 2, 1];

    private readonly Func<TimeSpan?> _left;
    private readonly Action _over;
    private int _given;
    private string _shown = "";
    private TimeSpan? _hideAt;
    private TimeSpan? _lookAt = TimeSpan.Zero;
    private bool _isOver;
    private bool _isWarning;
    private volatile string? _news;

    /// <summary>A bar.</summary>
    /// <param name="left">The time left; null for no limit.</param>
    /// <param name="over">Called once when there is none left.</param>
    public TimeLeftBar(Func<TimeSpan?> left, Action over) => (_left, _over) = (left, over);

    /// <summary>Whether the time is over.</summary>
    public bool IsOver => _isOver;

    /// <summary>Says something for some seconds, in place of what was said before. Callable from any thread; shown at the next thing that happens.</summary>
    public void Say(string text) => _news = text;

    /// <inheritdoc/>
    public override TimeSpan? WakeAt => _news is not null ? TimeSpan.Zero : _hideAt is null || _lookAt < _hideAt ? _lookAt : _hideAt;

    /// <inheritdoc/>
    public override string? Wake(TimeSpan now)
    {
        if (_hideAt <= now)
            (_shown, _hideAt, _isWarning) = ("", null, false);
        string? said = Interlocked.Exchange(ref _news, null);
        if (said is not null && !_isWarning)
            (_shown, _hideAt) = (said, now + NewsTime);
        if (_left() is not { } left)
        {
            _lookAt = null;
            return said;
        }

        if (left <= TimeSpan.Zero)
        {
            _lookAt = null;
            if (!_isOver)
            {
                _isOver = true;
                _over();
            }

            return said;
        }

        int due = Warnings.Count(minutes => left <= TimeSpan.FromMinutes(minutes));
        string? line = said;
        if (due > _given)
        {
            int minutes = (int)Math.Ceiling(left.TotalMinutes);
            (_given, _hideAt, _isWarning) = (due, now + ShowTime, true);
            line = _shown = $"Your time on this board ends in {minutes} {(minutes == 1 ? "minute" : "minutes")}. What you play is saved.";
        }

        var until = due < Warnings.Length ? left - TimeSpan.FromMinutes(Warnings[due]) : left;
        _lookAt = now + until;
        return line;
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        if (_shown.Length == 0)
            return;
        // News leaves the rest of the row, where games have their score.
        screen.Fill(0, 0, _isWarning ? screen.Width : Math.Min(screen.Width, _shown.Length + 2), 1, new Cell(' ', Ink.Black, Ink.Silver));
        screen.TextIn(1, 0, screen.Width - 2, _shown, _isWarning ? Ink.Red : Ink.Black, Ink.Silver);
    }
}
