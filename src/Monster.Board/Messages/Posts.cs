namespace Monster.Board.Messages;

/// <summary>The posts of the shared state, and the orders they are read in.</summary>
public static class Posts
{
    private const string Counter = "posts";

    /// <summary>The number of the last post that was written on any board; 0 before the first.</summary>
    public static ulong Last(IReadStore store) => Counters.Last(store, Counter);

    /// <summary>A post; null when there is none.</summary>
    public static Post? Find(IReadStore store, ulong id) => store.Find(Key(id)) is { } bytes ? Post.FromBytes(bytes) : null;

    /// <summary>A thread; null when there is none.</summary>
    public static ThreadInfo? FindThread(IReadStore store, ulong id) => store.Find(ThreadKey(id)) is { } bytes ? ThreadInfo.FromBytes(bytes) : null;

    /// <summary>The threads of a board, the one written to last first.</summary>
    /// <param name="store">The state.</param>
    /// <param name="shard">The board.</param>
    /// <param name="before">Only threads whose last post is before this one; 0 for all.</param>
    public static IEnumerable<ThreadInfo> Threads(IReadStore store, byte shard, ulong before = 0) =>
        store.Scan(BoardThreadKey(shard, 0), before == 0 ? BoardThreadKey(shard, ulong.MaxValue) : BoardThreadKey(shard, before), descending: true)
            .Select(entry => FindThread(store, new FieldReader(entry.Value).U64())).OfType<ThreadInfo>();

    /// <summary>The posts of a thread, the first one first.</summary>
    /// <param name="store">The state.</param>
    /// <param name="thread">The post that began it.</param>
    /// <param name="after">Only posts after this one; 0 for all.</param>
    public static IEnumerable<Post> Thread(IReadStore store, ulong thread, ulong after = 0)
    {
        foreach (var (key, _) in store.Scan(ThreadPostKey(thread, after + 1), ThreadPostKey(thread, ulong.MaxValue)))
        {
            var parts = new KeyReader(key);
            _ = parts.U64();
            if (Find(store, parts.U64()) is { } post)
                yield return post;
        }
    }

    /// <summary>The posts of a board behind a number, in the order they were written: a new-scan.</summary>
    public static IEnumerable<Post> After(IReadStore store, byte shard, uint number) =>
        store.Scan(BoardPostKey(shard, number + 1), BoardPostKey(shard, uint.MaxValue)).Select(entry => Find(store, new FieldReader(entry.Value).U64())).OfType<Post>();

    /// <summary>The posts of a person, the first one first.</summary>
    public static IEnumerable<Post> By(IReadStore store, uint author)
    {
        foreach (var (key, _) in store.ScanPrefix(PersonKey(author)))
        {
            var parts = new KeyReader(key);
            _ = parts.U32();
            if (Find(store, parts.U64()) is { } post)
                yield return post;
        }
    }

    /// <summary>Whether an entry of the state is a post, and its words: what a full-text index is made of.</summary>
    /// <param name="key">The entry's key.</param>
    /// <param name="value">The entry's value.</param>
    /// <returns>The post's number and its subject and text; null for any other entry, and for a post whose text was taken away.</returns>
    public static (ulong Id, string Subject, string Body)? Words(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (key[0] != (byte)Table.Posts)
            return null;
        var post = Post.FromBytes(value.ToArray());
        return post.IsRemoved ? null : (post.Id, post.Subject, post.Body);
    }

    internal static Post Add(IStore store, Post post)
    {
        ulong id = Counters.Next(store, Counter);
        uint number = MessageBoards.NextNumber(store, post.Shard);
        var thread = post.Thread == 0 ? null : FindThread(store, post.Thread);
        post = post with { Id = id, Number = number, Thread = thread?.Id ?? id };
        if (thread is not null)
            store.Delete(BoardThreadKey(post.Shard, thread.LastPost));
        thread = thread is null
            ? new ThreadInfo(id, post.Shard, post.Subject, post.Author, 1, id, number, post.Time)
            : thread with { Posts = thread.Posts + 1, LastPost = id, LastNumber = number, LastTime = post.Time };
        store.Put(Key(id), post.ToBytes());
        store.Put(ThreadKey(thread.Id), thread.ToBytes());
        store.Put(BoardThreadKey(post.Shard, id), new FieldWriter().U64(thread.Id).Written);
        store.Put(BoardPostKey(post.Shard, number), new FieldWriter().U64(id).Written);
        store.Put(ThreadPostKey(thread.Id, id), []);
        store.Put(new KeyWriter(Table.PersonPosts).U32(post.Author).U64(id).ToKey(), []);
        return post;
    }

    internal static void Remove(IStore store, Post post)
    {
        store.Put(Key(post.Id), (post with { IsRemoved = true, Subject = post.Id == post.Thread ? "(removed)" : post.Subject, Body = "" }).ToBytes());
        if (post.Id == post.Thread && FindThread(store, post.Id) is { } thread)
            store.Put(ThreadKey(thread.Id), (thread with { Subject = "(removed)" }).ToBytes());
    }

    internal static void RemoveAllOf(IStore store, uint author)
    {
        foreach (var post in By(store, author).ToList())
            Remove(store, post);
    }

    private static byte[] Key(ulong id) => new KeyWriter(Table.Posts).U64(id).ToKey();

    private static byte[] ThreadKey(ulong id) => new KeyWriter(Table.Threads).U64(id).ToKey();

    private static byte[] BoardThreadKey(byte shard, ulong lastPost) => new KeyWriter(Table.BoardThreads).Byte(shard).U64(lastPost).ToKey();

    private static byte[] BoardPostKey(byte shard, uint number) => new KeyWriter(Table.BoardPosts).Byte(shard).U32(number).ToKey();

    private static byte[] ThreadPostKey(ulong thread, ulong post) => new KeyWriter(Table.ThreadPosts).U64(thread).U64(post).ToKey();

    private static byte[] PersonKey(uint author) => new KeyWriter(Table.PersonPosts).U32(author).ToKey();
}
