using System.Globalization;
using Monster.Board.Messages;
using Monster.Board.People;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>The threads of a board, the one written to last first.</summary>
public sealed class ThreadsScreen : ListScreen<(ThreadInfo Thread, string Author, bool IsNew)>
{
    private readonly byte _shard;
    private BoardInfo _board;

    /// <summary>The threads of a board.</summary>
    public ThreadsScreen(Visit visit, byte shard)
        : base(visit)
    {
        _shard = shard;
        _board = visit.Services.Board.Read(store => MessageBoards.Find(store, shard));
    }

    /// <inheritdoc/>
    protected override string Title => $"{_shard}: {BoardsScreen.NameOf(_board)}";

    /// <inheritdoc/>
    protected override string Help => "Enter reads a thread from its beginning, L from its last post. W writes a new post. Green threads have posts that are new to you.";

    /// <inheritdoc/>
    protected override string Empty => Visit.Level >= _board.WriteLevel ? "Nobody has written here yet. Press W to be the first." : "Nobody has written here yet.";

    /// <inheritdoc/>
    protected override string Header => "By                    Subject";

    /// <inheritdoc/>
    protected override string Doing => $"On the board {BoardsScreen.NameOf(_board)}";

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Key, string Does)> Keys => Visit.Level >= _board.WriteLevel ? [("Enter", "read"), ("L", "last post"), ("W", "write")] : [("Enter", "read"), ("L", "last post")];

    /// <summary>Opens the editor for a new post or an answer; asks guests to log in.</summary>
    public static void Write(Visit visit, OpenViews views, BoardInfo board, Post? answered)
    {
        if (!visit.IsMember || visit.Level < board.WriteLevel)
        {
            views.Open(new TextScreen(visit, "Writing", visit.IsMember ? "Only sysops write on this board." : "To write, log in or make an account: Escape, then H in the main menu or N on the first screen. It takes a name and a password."));
            return;
        }

        string subject = answered is null ? "" : answered.Subject.StartsWith("Re: ", StringComparison.OrdinalIgnoreCase) ? answered.Subject : $"Re: {answered.Subject}";
        subject = subject.Length > MessageLimits.SubjectLength ? subject[..MessageLimits.SubjectLength] : subject;
        string title = answered is null ? $"New post on {BoardsScreen.NameOf(board)}" : $"Answer on {BoardsScreen.NameOf(board)}";
        views.Open(new EditorScreen(visit, title, $"board {board.Shard} reply {answered?.Id ?? 0}", [("Subject", MessageLimits.SubjectLength, subject)], answered?.Body ?? "", MessageLimits.Body, async (draft, _) =>
        {
            visit.CheckRate();
            await visit.Services.Desk.SubmitAsync(new AddPost(visit.Services.Time.GetUtcNow(), visit.Account, board.Shard, answered?.Id ?? 0, CleanText.Line(draft.Fields[0]), CleanText.Block(draft.Body)));
            return "Posted.";
        }));
    }

    /// <inheritdoc/>
    protected override void Refresh()
    {
        _board = Visit.Services.Board.Read(store => MessageBoards.Find(store, _shard));
        base.Refresh();
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<(ThreadInfo Thread, string Author, bool IsNew)> Read((ThreadInfo Thread, string Author, bool IsNew) last, int most) =>
        Visit.Services.Board.Read(store =>
        {
            uint read = Visit.IsMember ? ReadMarks.Find(store, Visit.Account, _shard) : uint.MaxValue;
            return Posts.Threads(store, _shard, last.Thread?.LastPost ?? 0).Take(most).Select(thread => (thread, Accounts.NameOf(store, thread.Author), thread.LastNumber > read)).ToList();
        });

    /// <inheritdoc/>
    protected override void DrawItem(CellBuffer screen, int x, int y, int width, (ThreadInfo Thread, string Author, bool IsNew) item, Ink ink, Ink ground)
    {
        screen.Put(x - 1, y, item.IsNew ? '*' : ' ', Of(Ink.Green, ink), ground);
        screen.TextIn(x, y, 20, item.Author, Of(Ink.Magenta, ink), ground);
        screen.TextIn(x + 22, y, width - 29, item.Thread.Subject, item.IsNew ? Of(Ink.White, ink) : ink, ground);
        screen.TextRight(x + width, y, item.Thread.Posts.ToString("N0", CultureInfo.InvariantCulture), ink, ground);
    }

    /// <inheritdoc/>
    protected override string Tell((ThreadInfo Thread, string Author, bool IsNew) item) =>
        $"{item.Thread.Subject}, by {item.Author}, {item.Thread.Posts} {(item.Thread.Posts == 1 ? "post" : "posts")}{(item.IsNew ? ", new" : "")}";

    /// <inheritdoc/>
    protected override void Open((ThreadInfo Thread, string Author, bool IsNew) item) => Views.Open(ReaderScreen.Thread(Visit, item.Thread.Id));

    /// <inheritdoc/>
    protected override bool Take(KeyPress key)
    {
        if (key.Is('w'))
            Write(Visit, Views, _board, null);
        else if (key.Is('l') && Any)
            Views.Open(ReaderScreen.Thread(Visit, Selected.Thread.Id, atLast: true));
        else
            return base.Take(key);
        return true;
    }
}
