using Monster.Board.Messages;

namespace Monster.Bbs.Screens;

/// <summary>Finds posts by their words.</summary>
public sealed class SearchScreen : FormScreen
{
    private const int Most = 200;

    private readonly FormField _words;

    /// <summary>An empty form.</summary>
    public SearchScreen(Visit visit)
        : base(visit) => _words = Add(FormField.Text("Words", 60, "All of them must be in the post. A star ends a beginning: mag* finds magnet."));

    /// <inheritdoc/>
    protected override string Title => "Find posts";

    /// <inheritdoc/>
    protected override string Help => "Finds the posts that have all the words, in subject or text, the newest first. Capitals do not matter. A star stands for the rest of a word: mag* finds magnet and magic.";

    /// <inheritdoc/>
    protected override bool WouldLose => base.WouldLose && _words.HasWords;

    /// <inheritdoc/>
    protected override string Finish => "find";

    /// <inheritdoc/>
    protected override void Submit()
    {
        string words = _words.Value;
        if (words.Trim().Length == 0)
        {
            Refuse(_words, "Type a word first.");
            return;
        }

        Work("Searching", _ => FindAsync(words), found =>
        {
            if (found.Count == 0)
                Refuse(_words, "No post has all these words.");
            else
                Views.Open(ReaderScreen.Of(Visit, "Found", found, 0));
        });
    }

    private async Task<List<ulong>> FindAsync(string words)
    {
        var found = await Visit.Services.Board.SearchPostsAsync(words, Most);
        return Visit.Services.Board.Read(store => found.Where(id => Posts.Find(store, id) is { } post && MessageBoards.Find(store, post.Shard).ReadLevel <= Visit.Level).ToList());
    }
}
