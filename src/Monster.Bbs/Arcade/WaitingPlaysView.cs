using Monster.Arcade;
using Monster.Arcade.Screens;
using Monster.Board;
using Monster.Terminal;

namespace Monster.Bbs.Arcade;

/// <summary>The plays that wait for somebody who has just called: cut off by a hang-up, or left for later.</summary>
public sealed class WaitingPlaysView : ListView<Ticket>
{
    private readonly BoardHall _hall;

    /// <summary>The plays that wait.</summary>
    public WaitingPlaysView(BoardHall hall)
    {
        _hall = hall;
        Refresh();
    }

    /// <summary>Whether any play waits.</summary>
    public bool Any => Items.Count > 0;

    /// <inheritdoc/>
    protected override string Title => "Welcome back";

    /// <inheritdoc/>
    protected override string Empty => "No play waits for you.";

    /// <inheritdoc/>
    protected override string Does => "go on";

    /// <inheritdoc/>
    protected override string Leave => "later";

    /// <inheritdoc/>
    public override void Shown(TimeSpan now)
    {
        Refresh();
        if (!Any)
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
