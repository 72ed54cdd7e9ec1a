using System.Globalization;
using Monster.Board.Messages;
using Monster.Board.People;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>The wall.</summary>
public sealed class OneLinersScreen : ListScreen<(OneLiner Line, string Author)>
{
    /// <summary>The wall, the latest line first.</summary>
    public OneLinersScreen(Visit visit)
        : base(visit)
    {
    }

    /// <inheritdoc/>
    protected override string Title => "One-liners";

    /// <inheritdoc/>
    protected override string Help => "The wall: short lines for whoever comes by. W writes one; D takes your own away (a sysop's, any). Enter shows who wrote it.";

    /// <inheritdoc/>
    protected override string Empty => Visit.IsMember ? "The wall is empty. W writes on it." : "The wall is empty.";

    /// <inheritdoc/>
    protected override string Doing => "At the wall";

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Key, string Does)> Keys => Visit.IsMember ? [("W", "write"), ("Enter", "who wrote it"), ("D", "remove")] : [("Enter", "who wrote it")];

    /// <inheritdoc/>
    protected override IReadOnlyList<(OneLiner Line, string Author)> Read((OneLiner Line, string Author) last, int most) =>
        Visit.Services.Board.Read(store => OneLiners.All(store).Where(line => last.Line is null || line.Id < last.Line.Id).Take(most).Select(line => (line, Accounts.NameOf(store, line.Author))).ToList());

    /// <inheritdoc/>
    protected override void DrawItem(CellBuffer screen, int x, int y, int width, (OneLiner Line, string Author) item, Ink ink, Ink ground)
    {
        int at = screen.TextIn(x, y, 20, item.Author, Of(Ink.Magenta, ink), ground);
        screen.TextIn(Math.Max(at + 1, x + 12), y, x + width - Math.Max(at + 1, x + 12), item.Line.Text, ink, ground);
    }

    /// <inheritdoc/>
    protected override string Tell((OneLiner Line, string Author) item) =>
        $"{item.Author}: {item.Line.Text} ({item.Line.Time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)})";

    /// <inheritdoc/>
    protected override void Open((OneLiner Line, string Author) item) => Views.Open(new ProfileScreen(Visit, item.Line.Author));

    /// <inheritdoc/>
    protected override bool Take(KeyPress key)
    {
        if (key.Is('w') && Visit.IsMember)
        {
            Views.Open(new PromptScreen(Visit, "One-liner", "A short line for whoever comes by.", "Line", MessageLimits.OneLinerLength, "write it", async (text, _) =>
            {
                Visit.CheckRate();
                await Visit.Services.Desk.SubmitAsync(new AddOneLiner(Visit.Services.Time.GetUtcNow(), Visit.Account, text));
                return "It is on the wall.";
            }));
            return true;
        }

        if (!key.Is('d') || !Visit.IsMember || !Any)
            return base.Take(key);
        ulong id = Selected.Line.Id;
        Work("Removing", async _ => await Visit.Services.Desk.SubmitAsync(new RemoveOneLiner(id, Visit.Account)), _ => Refresh());
        return true;
    }
}
