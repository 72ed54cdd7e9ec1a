using System.Globalization;
using Monster.Board.Messages;
using Monster.Board.People;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>Reads posts one after the other: a thread, what is new, or what a search found.</summary>
public sealed class ReaderScreen : TextScreen
{
    private const int Most = 5_000;

    private readonly string _what;
    private readonly IReadOnlyList<ulong> _posts;
    private readonly bool _marks;
    private int _at;
    private Post? _post;
    private string[] _head = [];
    private BoardInfo? _board;

    private ReaderScreen(Visit visit, string what, IReadOnlyList<ulong> posts, bool marks, int at = 0)
        : base(visit, what, posts.Count == 0 ? "There is nothing new. Everything was read." : "")
    {
        (_what, _posts, _marks, _at) = (what, posts, marks, at);
    }

    /// <inheritdoc/>
    protected override string Title => _post is null ? _what : $"{_what}: {_at + 1} of {_posts.Count}";

    /// <inheritdoc/>
    protected override string Help =>
        "Space turns the page and at the end goes to the next post, so that Space alone reads everything. The arrows right and left go to the next and previous post. R answers, and Ctrl-Q in the editor quotes. T reads the whole thread. D takes your own post away (a sysop's, any).";

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Key, string Does)> Keys => _post is null ? [] : MayRemove
        ? [("Space", "on"), ("R", "answer"), ("←→", "others"), ("T", "thread"), ("D", "remove")]
        : [("Space", "on"), ("R", "answer"), ("←→", "others"), ("T", "thread")];

    /// <inheritdoc/>
    protected override string Doing => "Reading posts";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Head => _head;

    private bool MayRemove => _post is { IsRemoved: false } post && Visit.IsMember && (post.Author == Visit.Account || Visit.Level == AccountLevel.Sysop);

    /// <summary>The posts of a thread.</summary>
    public static ReaderScreen Thread(Visit visit, ulong thread, bool atLast = false)
    {
        var posts = visit.Services.Board.Read(store => Posts.Thread(store, thread).Take(Most).Select(post => post.Id).ToList());
        return new ReaderScreen(visit, "Thread", posts, marks: false, atLast ? Math.Max(0, posts.Count - 1) : 0);
    }

    /// <summary>What is new to a caller on all boards, in the order of the boards. Reading marks it as read.</summary>
    public static ReaderScreen NewScan(Visit visit) => new(
        visit,
        "New posts",
        visit.Services.Board.Read(store => MessageBoards.All(store).Where(board => board.ReadLevel <= visit.Level)
            .SelectMany(board => Posts.After(store, board.Shard, ReadMarks.Find(store, visit.Account, board.Shard))).Take(Most).Select(post => post.Id).ToList()),
        marks: true);

    /// <summary>Some posts, beginning with one.</summary>
    public static ReaderScreen Of(Visit visit, string what, IReadOnlyList<ulong> posts, int at) => new(visit, what, posts, marks: false, at);

    /// <inheritdoc/>
    protected override void Refresh()
    {
        if (_posts.Count > 0 && _post is null)
            GoTo(_at);
    }

    /// <inheritdoc/>
    protected override bool Take(KeyPress key)
    {
        if (_post is null)
            return base.Take(key);
        if (key.Is(KeyCode.Right) || (key.Is(' ') && IsAtEnd) || (key.Is(KeyCode.Enter) && IsAtEnd))
            Next();
        else if (key.Is(KeyCode.Left))
            GoTo(Math.Max(0, _at - 1));
        else if (key.Is('r'))
            ThreadsScreen.Write(Visit, Views, _board!, _post);
        else if (key.Is('t'))
            Views.Open(Thread(Visit, _post.Thread));
        else if (key.Is('d') && MayRemove)
            Remove(_post);
        else
            return base.Take(key);
        return true;
    }

    private void Next()
    {
        if (_at + 1 < _posts.Count)
            GoTo(_at + 1);
        else
            Say(_marks ? "That was everything new. Escape goes back." : "That was the last one. Escape goes back.");
    }

    private void GoTo(int at)
    {
        _at = at;
        (_post, _board, string author) = Visit.Services.Board.Read(store =>
        {
            var post = Posts.Find(store, _posts[at]);
            return (post, post is null ? null : MessageBoards.Find(store, post.Shard), post is null ? "" : Accounts.NameOf(store, post.Author));
        });
        if (_post is null || _board!.ReadLevel > Visit.Level)
        {
            (_post, _head) = (null, []);
            Show("This post is not here any more.");
            return;
        }

        _head =
        [
            _post.Subject,
            $"{author}, {_post.Time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC, on {_board.Shard}: {BoardsScreen.NameOf(_board)}",
        ];
        Show(_post.IsRemoved ? "(This post was taken away.)" : _post.Body);
        if (_marks)
            Visit.Mark(new MarkRead(Visit.Account, _post.Shard, _post.Number));
    }

    private void Remove(Post post) => Views.Open(new Confirm(Visit, "Take this post away?", "Its text goes for good; its place in the thread stays.", "Keep it", "Take it away", () =>
        Work("Removing", async _ => await Visit.Services.Desk.SubmitAsync(new RemovePost(post.Id, Visit.Account)), _ => GoTo(_at))));
}
