using Monster.Terminal;

namespace Monster.Doors;

/// <summary>
/// Keeps the time that a board gave its caller: a word in the first row when five, three, two and one minutes are left, each once, also when the moment itself was
/// missed or the call began later; at the end the session is over, which saves what is being played.
/// </summary>
public sealed class TimeLeftBar : Overlay
{
    private static readonly TimeSpan ShowTime = TimeSpan.FromSeconds(6);
    private static readonly int[] Warnings = [5, 3, 2, 1];

    private readonly Func<TimeSpan?> _left;
    private readonly Action _over;
    private int _given;
    private string _shown = "";
    private TimeSpan? _hideAt;
    private TimeSpan? _lookAt = TimeSpan.Zero;
    private bool _isOver;

    /// <summary>A bar.</summary>
    /// <param name="left">The time left; null for no limit.</param>
    /// <param name="over">Called once when there is none left.</param>
    public TimeLeftBar(Func<TimeSpan?> left, Action over) => (_left, _over) = (left, over);

    /// <summary>Whether the time is over.</summary>
    public bool IsOver => _isOver;

    /// <inheritdoc/>
    public override TimeSpan? WakeAt => _hideAt is null || _lookAt < _hideAt ? _lookAt : _hideAt;

    /// <inheritdoc/>
    public override string? Wake(TimeSpan now)
    {
        if (_hideAt <= now)
            (_shown, _hideAt) = ("", null);
        if (_left() is not { } left)
        {
            _lookAt = null;
            return null;
        }

        if (left <= TimeSpan.Zero)
        {
            _lookAt = null;
            if (!_isOver)
            {
                _isOver = true;
                _over();
            }

            return null;
        }

        int due = Warnings.Count(minutes => left <= TimeSpan.FromMinutes(minutes));
        string? line = null;
        if (due > _given)
        {
            int minutes = (int)Math.Ceiling(left.TotalMinutes);
            (_given, _hideAt) = (due, now + ShowTime);
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
        screen.Fill(0, 0, screen.Width, 1, new Cell(' ', Ink.Black, Ink.Silver));
        screen.Text(1, 0, _shown, Ink.Red, Ink.Silver);
    }
}
