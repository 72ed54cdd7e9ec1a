using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monster.Bbs.Screens;
using Monster.Board;
using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Server;

/// <summary>Boards, threads and posts: reading, writing, finding.</summary>
internal sealed class MessagesApi(WebBoard web)
{
    private const int MostFound = 200;

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/boards", Boards);
        api.MapGet("/boards/{shard:int}/threads", Threads);
        api.MapPost("/boards/{shard:int}/posts", WriteAsync);
        api.MapPut("/boards/{shard:int}/read", MarkReadAsync);
        api.MapGet("/threads/{id}", ThreadOf);
        api.MapGet("/posts/new", NewPosts);
        api.MapGet("/posts/{id}", PostOf);
        api.MapDelete("/posts/{id}", RemoveAsync);
        api.MapGet("/search", SearchAsync);
    }

    /// <summary>A board as somebody sees it.</summary>
    public static BoardLine Line(IReadStore store, BoardInfo board, Asker asker) => new(
        board.Shard, BoardsScreen.NameOf(board), board.About, board.LastNumber, asker.Account is null ? 0 : (long)board.LastNumber - ReadMarks.Find(store, asker.Id, board.Shard),
        asker.Account is not null && board.WriteLevel <= asker.Level, board.ReadLevel.ToString().ToLowerInvariant(), board.WriteLevel.ToString().ToLowerInvariant());

    private Ok<ListOf<BoardLine>> Boards(HttpContext context)
    {
        var asker = Asker.Of(context);
        return TypedResults.Ok(new ListOf<BoardLine>(web.Board.Read(store => MessageBoards.All(store).Where(board => board.ReadLevel <= asker.Level).Select(board => Line(store, board, asker)).ToList())));
    }

    private Ok<ThreadList> Threads(HttpContext context, int shard, string? after, int? limit)
    {
        var asker = Asker.Of(context);
        return TypedResults.Ok(web.Board.Read(store =>
        {
            var board = WebBoard.Readable(store, shard, asker.Level);
            var (items, next) = Paging.Page(Posts.Threads(store, board.Shard, Paging.After(after)), Paging.Limit(limit), thread => thread.LastPost);
            return new ThreadList(Line(store, board, asker), [.. items.Select(thread => Line(store, thread, asker))], next);
        }));
    }

    private Ok<PostList> ThreadOf(HttpContext context, ulong id, string? after, int? limit)
    {
        var asker = Asker.Of(context);
        return TypedResults.Ok(web.Board.Read(store =>
        {
            var thread = Posts.FindThread(store, id) ?? throw ProblemException.NotFound("thread");
            var board = WebBoard.Readable(store, thread.Shard, asker.Level);
            var (items, next) = Paging.Page(Posts.Thread(store, thread.Id, Paging.After(after)), Paging.Limit(limit), post => post.Id);
            return new PostList(Line(store, thread, asker), Line(store, board, asker), [.. items.Select(post => Line(store, post, asker))], next);
        }));
    }

    private Ok<PostLine> PostOf(HttpContext context, ulong id)
    {
        var asker = Asker.Of(context);
        return TypedResults.Ok(web.Board.Read(store => Line(store, Readable(store, id, asker), asker)));
    }

    private Ok<ListOf<PostLine>> NewPosts(HttpContext context, int? limit)
    {
        var asker = Asker.Of(context);
        uint me = asker.Member().Id;
        return TypedResults.Ok(new ListOf<PostLine>(web.Board.Read(store => MessageBoards.All(store).Where(board => board.ReadLevel <= asker.Level)
            .SelectMany(board => Posts.After(store, board.Shard, ReadMarks.Find(store, me, board.Shard))).Take(Paging.Limit(limit)).Select(post => Line(store, post, asker)).ToList())));
    }

    private async Task<Ok<ListOf<PostLine>>> SearchAsync(HttpContext context, string words)
    {
        var asker = Asker.Of(context);
        if (words.Length > 200)
            throw new ProblemException(400, "bad-request", "At most 200 characters are looked for.");
        var found = await web.Board.SearchPostsAsync(words, MostFound);
        return TypedResults.Ok(new ListOf<PostLine>(web.Board.Read(store => found.Select(id => Posts.Find(store, id)).OfType<Post>()
            .Where(post => MessageBoards.Find(store, post.Shard).ReadLevel <= asker.Level).Select(post => Line(store, post, asker)).ToList())));
    }

    private async Task<Created<PostLine>> WriteAsync(HttpContext context, int shard, PostBody body)
    {
        var asker = Asker.Of(context);
        var me = asker.Member();
        var board = web.Board.Read(store => WebBoard.Readable(store, shard, asker.Level));
        (string subject, string text) = (CleanText.Line(body.Subject), CleanText.Block(body.Body));
        CheckLengths(subject, text);
        web.CheckWriteRate(me);
        ulong id = await web.SubmitAsync(new AddPost(web.Time.GetUtcNow(), me.Id, board.Shard, body.ReplyTo ?? 0, subject, text));
        return TypedResults.Created($"/api/posts/{id}", web.Board.Read(store => Line(store, Posts.Find(store, id)!, asker)));
    }

    /// <summary>Checks what somebody wrote, whether post or letter.</summary>
    public static void CheckLengths(string subject, string text)
    {
        if (subject.Length == 0 || text.Length == 0)
            throw new Bbs.People.RefusedException("A subject and a text are wanted.");
        if (subject.Length > MessageLimits.SubjectLength)
            throw new Bbs.People.RefusedException($"A subject has at most {MessageLimits.SubjectLength} characters.");
        if (Encoding.UTF8.GetByteCount(text) > MessageLimits.Body)
            throw new Bbs.People.RefusedException($"A text has at most {MessageLimits.Body / 1024} KiB.");
    }

    private async Task<NoContent> MarkReadAsync(HttpContext context, int shard, ReadBody body)
    {
        var asker = Asker.Of(context);
        uint me = asker.Member().Id;
        var (board, read) = web.Board.Read(store => (WebBoard.Readable(store, shard, asker.Level), ReadMarks.Find(store, me, (byte)shard)));
        if (Math.Min(body.Number, board.LastNumber) is var number && number > read)
            await web.SubmitAsync(new MarkRead(me, board.Shard, number));
        return TypedResults.NoContent();
    }

    private async Task<NoContent> RemoveAsync(HttpContext context, ulong id)
    {
        var asker = Asker.Of(context);
        var me = asker.Member();
        var post = web.Board.Read(store => Readable(store, id, asker));
        if (post.Author != me.Id && !me.IsSysop)
            throw new ProblemException(403, "not-allowed", "Only its author or a sysop can remove a post.");
        await web.SubmitAsync(new RemovePost(id, me.Id));
        return TypedResults.NoContent();
    }

    private static Post Readable(IReadStore store, ulong id, Asker asker) =>
        Posts.Find(store, id) is { } post && MessageBoards.Find(store, post.Shard).ReadLevel <= asker.Level ? post : throw ProblemException.NotFound("post");

    private static ThreadLine Line(IReadStore store, ThreadInfo thread, Asker asker) => new(
        thread.Id, thread.Subject, WebBoard.Person(store, thread.Author), thread.Posts, thread.LastPost, thread.LastTime,
        asker.Account is not null && ReadMarks.Find(store, asker.Id, thread.Shard) < thread.LastNumber);

    private static PostLine Line(IReadStore store, Post post, Asker asker) => new(
        post.Id, post.Shard, post.Number, post.Thread, post.ReplyTo == 0 ? null : post.ReplyTo, WebBoard.Person(store, post.Author), post.Time, post.Subject, post.Body, post.IsRemoved,
        !post.IsRemoved && asker.Account is { } me && (me.Id == post.Author || me.IsSysop));
}
