using Monster.Board;
using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Bbs.Screens;

/// <summary>After logging in, in one look: letters, new posts, the wall. Any key goes on to the main menu.</summary>
public sealed class NewsScreen : TextScreen
{
    private const int WallLines = 5;

    /// <summary>The news of a visit.</summary>
    public NewsScreen(Visit visit)
        : base(visit, $"Hello, {visit.Name}", visit.Services.Board.Read(store => Text(store, visit)))
    {
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Key, string Does)> Keys => [("Any key", "main menu")];

    /// <inheritdoc/>
    protected override IEnumerable<string>? Told => base.Told?.Append("Enter: on to the main menu.");

    /// <inheritdoc/>
    protected override bool Take(Monster.Terminal.KeyPress key)
    {
        if (key.Is(Monster.Terminal.KeyCode.F1))
            return false;
        Views.Close();
        return true;
    }

    private static string Text(IReadStore store, Visit visit)
    {
        var account = Accounts.Find(store, visit.Account);
        int mail = MailBox.Unread(store, visit.Account);
        long posts = MessageBoards.All(store).Where(board => board.ReadLevel <= visit.Level).Sum(board => (long)board.LastNumber - ReadMarks.Find(store, visit.Account, board.Shard));
        var lines = new List<string>
        {
            account is { Calls: > 1 } ? $"This is your call {account.Calls:N0}." : "This is your first call. F1 helps on every screen, Escape goes back.",
            "",
            mail == 0 ? "No new letters." : mail == 1 ? "One new letter: M in the main menu." : $"{mail} new letters: M in the main menu.",
            posts == 0 ? "No new posts." : posts == 1 ? "One new post: N in the main menu." : $"{posts:N0} new posts: N in the main menu.",
            $"{visit.Services.OnlineCount} online now.",
        };
        var wall = OneLiners.All(store).Take(WallLines).ToList();
        if (wall.Count > 0)
        {
            lines.AddRange(["", "On the wall:"]);
            lines.AddRange(wall.Select(line => $"  {Accounts.NameOf(store, line.Author)}: {line.Text}"));
        }

        return string.Join('\n', lines);
    }
}
