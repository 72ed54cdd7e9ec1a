using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>The plays going on now, to watch one of them.</summary>
public sealed class LivePlaysView : ListView<LivePlay>
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly LivePlays _plays;
    private readonly string? _name;
    private readonly TimeProvider _time;
    private readonly Func<LivePlay, string?> _refusal;
    private TimeSpan _next;

    /// <summary>The list.</summary>
    /// <param name="plays">The plays of the place.</param>
    /// <param name="name">What the watcher is called when he says something; null when he may not.</param>
    /// <param name="time">The clock.</param>
    /// <param name="refusal">Why a play is not to be watched now; null, by itself or as its answer, when it is.</param>
    public LivePlaysView(LivePlays plays, string? name, TimeProvider time, Func<LivePlay, string?>? refusal = null) =>
        (_plays, _name, _time, _refusal) = (plays, name, time, refusal ?? (_ => null));

    /// <inheritdoc/>
    public override TimeSpan? WakeAt => _next;

    /// <inheritdoc/>
    protected override string Title => "Playing now";

    /// <inheritdoc/>
    protected override string Corner => Items.Count == 1 ? "1 play" : $"{Items.Count} plays";

    /// <inheritdoc/>
    protected override string Empty => "Nobody is playing right now. Be the first; others can watch you.";

    /// <inheritdoc/>
    protected override string Does => "watch";

    /// <inheritdoc/>
    public override void Shown(TimeSpan now) => Wake(now);

    /// <inheritdoc/>
    public override void Wake(TimeSpan now)
    {
        Refresh();
        _next = now + Look;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<LivePlay> Read() => _plays.All();

    /// <inheritdoc/>
    protected override void DrawHead(CellBuffer screen, int x, int y)
    {
        screen.Text(x + 2, y, "Player", Ink.Grey);
        screen.Text(x + 24, y, "Game", Ink.Grey);
        screen.TextRight(x + 52, y, "For", Ink.Grey);
        screen.TextRight(x + 65, y, "Watched by", Ink.Grey);
        screen.Text(x + 67, y, "Now", Ink.Grey);
    }

    /// <inheritdoc/>
    protected override void DrawItem(CellBuffer screen, int x, int y, LivePlay item, Ink ink, Ink ground)
    {
        screen.TextIn(x, y, 20, item.Player, Of(Ink.Magenta, ink), ground);
        screen.TextIn(x + 22, y, 22, item.Cartridge.Manifest.Title, ink, ground);
        screen.TextRight(x + 50, y, For(item), ink, ground);
        screen.TextRight(x + 63, y, item.Watchers == 0 ? "–" : $"{item.Watchers}", ink, ground);
        screen.Text(x + 65, y, Now(item), ink, ground);
    }

    /// <inheritdoc/>
    protected override string Tell(LivePlay item) => $"{item.Player} plays {item.Cartridge.Manifest.Title}, for {For(item)}, watched by {item.Watchers}, {Now(item)}";

    /// <inheritdoc/>
    protected override string? Open(LivePlay item)
    {
        if (_refusal(item) is { } why)
            return why;
        try
        {
            Views.Open(new LiveView(item, _name));
            return null;
        }
        catch (ArcadeException e)
        {
            return e.Message;
        }
    }

    private static string Now(LivePlay play) => play.Phase switch
    {
        LivePhase.Paused => "paused",
        LivePhase.Over => "over",
        _ => play.IsRanked ? "ranked" : "playing",
    };

    private string For(LivePlay play) => ScreenParts.Duration(_time.GetUtcNow() - play.Since);
}
