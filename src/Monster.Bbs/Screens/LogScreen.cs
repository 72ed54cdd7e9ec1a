using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>What happened on the board, the latest first.</summary>
public sealed class LogScreen : ListScreen<string>
{
    /// <summary>The log.</summary>
    public LogScreen(Visit visit)
        : base(visit)
    {
    }

    /// <inheritdoc/>
    protected override string Title => "Log";

    /// <inheritdoc/>
    protected override string Help => "What happened since the board was started, the latest first. Enter shows a line in full. The server keeps a longer log, with more in it, where it was started.";

    /// <inheritdoc/>
    protected override string Empty => "Nothing happened yet.";

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Key, string Does)> Keys => [("Enter", "in full")];

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Read(string? last, int most)
    {
        var lines = Visit.Services.Log.Lines().Reverse().ToList();
        return last is null ? lines.Take(most).ToList() : lines.Skip(Items.Count).Take(most).ToList();
    }

    /// <inheritdoc/>
    protected override void DrawItem(CellBuffer screen, int x, int y, int width, string item, Ink ink, Ink ground) => screen.TextIn(x, y, width, item, ink, ground);

    /// <inheritdoc/>
    protected override string Tell(string item) => item;

    /// <inheritdoc/>
    protected override void Open(string item) => Views.Open(new TextScreen(Visit, "Log", item));
}
