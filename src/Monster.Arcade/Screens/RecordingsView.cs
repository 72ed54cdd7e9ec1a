using System.Globalization;
using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>The plays kept last, to watch again.</summary>
public sealed class RecordingsView : ListView<KeptPlay>
{
    private const int Most = 200;

    private readonly IHall _hall;
    private readonly TimeProvider _time;

    /// <summary>The list of a hall.</summary>
    public RecordingsView(IHall hall, TimeProvider time) => (_hall, _time) = (hall, time);

    /// <inheritdoc/>
    protected override string Title => "Recent plays";

    /// <inheritdoc/>
    protected override string Empty => "Nothing here yet: every play you end is kept, and can be watched again.";

    /// <inheritdoc/>
    protected override string Does => "watch";

    /// <inheritdoc/>
    protected override IReadOnlyList<KeptPlay> Read() => _hall.Recent(Most);

    /// <inheritdoc/>
    protected override void DrawHead(CellBuffer screen, int x, int y)
    {
        screen.Text(x + 2, y, "Ended", Ink.Grey);
        screen.Text(x + 22, y, "Game", Ink.Grey);
        screen.TextRight(x + 62, y, "Score", Ink.Grey);
        screen.TextRight(x + 74, y, "Ticks", Ink.Grey);
    }

    /// <inheritdoc/>
    protected override void DrawItem(CellBuffer screen, int x, int y, KeptPlay item, Ink ink, Ink ground)
    {
        screen.Text(x, y, Ago(item.Ended), ink, ground);
        screen.TextIn(x + 20, y, 28, item.Title, ink, ground);
        screen.TextRight(x + 60, y, ScreenParts.Score(item.Score), Of(Ink.White, ink), ground);
        screen.TextRight(x + 72, y, item.Ticks.ToString("N0", CultureInfo.InvariantCulture), ink, ground);
    }

    /// <inheritdoc/>
    protected override string Tell(KeptPlay item) => $"{item.Title}, score {ScreenParts.Score(item.Score)}, {Ago(item.Ended)}";

    /// <inheritdoc/>
    protected override string? Open(KeptPlay item)
    {
        try
        {
            var (cartridge, recording) = _hall.Open(item);
            Views.Open(new WatchView(cartridge, recording) { TakeOver = play => Views.Replace(new PlayView(_hall, play, _time)) });
            return null;
        }
        catch (ArcadeException e)
        {
            return e.Message;
        }
    }

    private string Ago(DateTimeOffset? ended)
    {
        if (ended is not { } when)
            return "";
        var local = TimeZoneInfo.ConvertTime(when, _time.LocalTimeZone);
        var today = _time.GetLocalNow().Date;
        return local.Date == today ? local.ToString("'today' HH:mm", CultureInfo.InvariantCulture)
            : local.Date == today.AddDays(-1) ? local.ToString("'yesterday' HH:mm", CultureInfo.InvariantCulture)
            : local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }
}
