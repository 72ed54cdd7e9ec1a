using System.Globalization;
using Monster.Board.People;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>Who called last.</summary>
public sealed class LastCallersScreen : ListScreen<(uint Account, string Name, DateTimeOffset At)>
{
    /// <summary>The last calls.</summary>
    public LastCallersScreen(Visit visit)
        : base(visit)
    {
    }

    /// <inheritdoc/>
    protected override string Title => "Last callers";

    /// <inheritdoc/>
    protected override string Help => "Who logged in last, the latest first. Enter shows the profile.";

    /// <inheritdoc/>
    protected override string Empty => "Nobody has called yet.";

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Key, string Does)> Keys => [("Enter", "profile")];

    /// <inheritdoc/>
    protected override IReadOnlyList<(uint Account, string Name, DateTimeOffset At)> Read((uint Account, string Name, DateTimeOffset At) last, int most) => last.Account != 0
        ? []
        : Visit.Services.Board.Read(store => Accounts.LastCalls(store).Take(most - 1).Select(call => (call.Account, Accounts.NameOf(store, call.Account), call.At)).ToList());

    /// <inheritdoc/>
    protected override void DrawItem(CellBuffer screen, int x, int y, int width, (uint Account, string Name, DateTimeOffset At) item, Ink ink, Ink ground)
    {
        screen.Text(x, y, When(item.At), Of(Ink.Grey, ink), ground);
        screen.TextIn(x + 22, y, width - 22, item.Name, Of(Ink.Magenta, ink), ground);
    }

    /// <inheritdoc/>
    protected override string Tell((uint Account, string Name, DateTimeOffset At) item) => $"{item.Name}, {When(item.At)}";

    /// <inheritdoc/>
    protected override void Open((uint Account, string Name, DateTimeOffset At) item) => Views.Open(new ProfileScreen(Visit, item.Account));

    private static string When(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
