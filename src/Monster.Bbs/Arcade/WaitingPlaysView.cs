using Monster.Arcade;
using Monster.Arcade.Screens;
using Monster.Board;
using Monster.Terminal;

namespace Monster.Bbs.Arcade;

/// <summary>
/// The plays that wait for somebody who has just called: cut off by a hang-up, or left for later. Whoever calls again at once may be quicker than the end
/// of the call before: then this waits a moment for its play, and closes when there is none.
/// </summary>
public sealed class WaitingPlaysView : ListView<Ticket>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly BoardHall _hall;
    private TimeSpan? _until;
    private TimeSpan? _next;

    /// <summary>The plays that wait.</summary>
    public WaitingPlaysView(BoardHall hall)
    {
        _hall = hall;
        Refresh();
    }

    /// <summary>Whether any play waits, or may do so in a moment.</summary>
    public bool MayHaveAny => Any || _hall.IsPlaying();

    /// <inheritdoc/>
    public override TimeSpan? WakeAt => _next;

    /// <inheritdoc/>
    protected override string Title => "Welcome back";

    /// <inheritdoc/>
    protected override string Empty => "Your last play is just being put away...";

    /// <inheritdoc/>
    protected override string Does => "go on";

    /// <inheritdoc/>
    protected override string Leave => "later";

    private bool Any => Items.Count > 0;

    /// <inheritdoc/>
    public override void Shown(TimeSpan now) => Wake(now);

    /// <inheritdoc/>
    public override void Wake(TimeSpan now)
    {
        // Asked in this order: a play that is put away between the two is found.
        bool mayCome = _hall.IsPlaying();
        Refresh();
        _until ??= now + Patience;
        _next = null;
        if (Any)
            return;
        if (mayCome && now < _until)
            _next = now + Look;
        else
            Views.Close();
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Ticket> Read() => _hall.Waiting();

    /// <inheritdoc/>
    protected override bool IsSame(Ticket one, Ticket other) => one.Statement.Serial == other.Statement.Serial;

    /// <inheritdoc/>
    protected override void DrawHead(CellBuffer screen, int x, int y) =>
        screen.Text(x + 2, y, Items.Count == 1 ? "A play waits for you, as you left it:" : "These plays wait for you, as you left them:", Ink.Grey);

    /// <inheritdoc/>
    protected override void DrawItem(CellBuffer screen, int x, int y, Ticket item, Ink ink, Ink ground) => screen.TextIn(x, y, Width - 4, Tell(item), ink, ground);

    /// <inheritdoc/>
    protected override string Tell(Ticket item)
    {
        var left = item.Statement.Opened + Ticket.Life - _hall.Arcade.Time.GetUtcNow();
        string daily = item.Statement.IsDaily ? " (daily challenge)" : "";
        return $"{Shards.Names[item.Shard]}{daily}, counts for {Math.Max(0, (int)left.TotalHours)} more hours";
    }

    /// <inheritdoc/>
    protected override string? Open(Ticket item)
    {
        var hall = item.Statement.IsDaily ? _hall.Daily() : _hall;
        if (hall.Resume(item) is not { } play)
            return "What is saved of this play is damaged. Starting the game again begins it anew.";
        Views.Open(new PlayView(hall, play, _hall.Arcade.Time));
        return null;
    }
}
