using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monster.Bbs.People;
using Monster.Bbs.Screens;
using Monster.Board;
using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Server;

/// <summary>What the sysop sees and does. Whatever is done stands in the sysop's log with the name of who did it.</summary>
internal sealed class SysopApi(WebBoard web)
{
    private const int MostInNotice = 120;

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/sysop/callers", Callers);
        api.MapDelete("/sysop/callers/{node:int}", Disconnect);
        api.MapPut("/sysop/people/{id}/ban", BanAsync);
        api.MapDelete("/sysop/people/{id}/ban", UnbanAsync);
        api.MapPut("/sysop/people/{id}/level", SetLevelAsync);
        api.MapPut("/sysop/people/{id}/program", SetProgramAsync);
        api.MapPut("/sysop/boards/{shard:int}", EditBoardAsync);
        api.MapPost("/sysop/notices", Announce);
        api.MapGet("/sysop/log", Log);
    }

    private Ok<ListOf<CallerLine>> Callers(HttpContext context)
    {
        Asker.Of(context).Sysop();
        return TypedResults.Ok(new ListOf<CallerLine>([.. web.Services.Nodes.List().Select(caller => new CallerLine(
            caller.Node, new PersonLine((uint)(caller.Login?.Account ?? 0), Visit.NameOf(caller)), caller.Doing, (long)caller.Idle.TotalSeconds, caller.Since, caller.Origin.ToString()))]));
    }

    private NoContent Disconnect(HttpContext context, int node)
    {
        var me = Asker.Of(context).Sysop();
        if (web.Services.Nodes.Find(node) is not { } caller || !web.Services.Nodes.Disconnect(node, "The sysop ended this call."))
            throw new ProblemException(404, "not-found", "Nobody is on that node any more.");
        web.Services.Log.Add($"{me.Name} disconnected {Visit.NameOf(caller)} on node {node}.");
        return TypedResults.NoContent();
    }

    private async Task<NoContent> BanAsync(HttpContext context, uint id, BanBody body)
    {
        var me = Asker.Of(context).Sysop();
        var account = Find(id);
        string reason = CleanText.Line(body.Reason);
        await web.SubmitAsync(new Ban(id, body.Until ?? new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero), reason));
        web.Services.Log.Add($"{me.Name} banned {account.Name}{(reason.Length > 0 ? $": {reason}" : ".")}");
        web.Sessions.EndAll(id, null); // calls are ended by whoever watches over them
        return TypedResults.NoContent();
    }

    private async Task<NoContent> UnbanAsync(HttpContext context, uint id)
    {
        var me = Asker.Of(context).Sysop();
        var account = Find(id);
        await web.SubmitAsync(new Ban(id, DateTimeOffset.UnixEpoch, ""));
        web.Services.Log.Add($"{me.Name} lifted the ban of {account.Name}.");
        return TypedResults.NoContent();
    }

    private async Task<NoContent> SetLevelAsync(HttpContext context, uint id, LevelBody body)
    {
        var me = Asker.Of(context).Sysop();
        var account = Find(id);
        var level = Level(body.Level);
        await web.SubmitAsync(new SetLevel(id, level));
        web.Services.Log.Add($"{me.Name} made {account.Name} a {body.Level}.");
        return TypedResults.NoContent();
    }

    private async Task<NoContent> SetProgramAsync(HttpContext context, uint id, ProgramBody body)
    {
        var me = Asker.Of(context).Sysop();
        var account = Find(id);
        await web.SubmitAsync(new DeclareBot(id, body.Program));
        web.Services.Log.Add($"{me.Name} said that {(body.Program ? "a program" : "a person")} plays as {account.Name}.");
        return TypedResults.NoContent();
    }

    private async Task<Ok<BoardLine>> EditBoardAsync(HttpContext context, int shard, BoardBody body)
    {
        var asker = Asker.Of(context);
        var me = asker.Sysop();
        var board = web.Board.Read(store => WebBoard.Readable(store, shard, AccountLevel.Sysop));
        (string name, string about) = (CleanText.Line(body.Name), CleanText.Line(body.About));
        if (name.Length > MessageLimits.BoardNameLength || about.Length > MessageLimits.SubjectLength)
            throw new RefusedException($"A board's name has at most {MessageLimits.BoardNameLength} characters, the line about it {MessageLimits.SubjectLength}.");
        await web.SubmitAsync(new EditBoard(board.Shard, name, about, Level(body.ReadLevel), Level(body.WriteLevel)));
        web.Services.Log.Add($"{me.Name} edited board {shard}.");
        return TypedResults.Ok(web.Board.Read(store => MessagesApi.Line(store, MessageBoards.Find(store, board.Shard), asker)));
    }

    private NoContent Announce(HttpContext context, TextBody body)
    {
        var me = Asker.Of(context).Sysop();
        string text = CleanText.Line(body.Text);
        if (text.Length is 0 or > MostInNotice)
            throw new RefusedException($"A notice has 1 to {MostInNotice} characters.");
        web.Services.Nodes.Broadcast(text);
        web.Services.Log.Add($"{me.Name} announced: {text}");
        return TypedResults.NoContent();
    }

    private Ok<ListOf<LogLine>> Log(HttpContext context, int? limit)
    {
        Asker.Of(context).Sysop();
        return TypedResults.Ok(new ListOf<LogLine>([.. web.Services.Log.Lines().Reverse().Take(Paging.Limit(limit)).Select(Split)]));
    }

    private static LogLine Split(string line) => line.Split("  ", 2) is [var at, var text] ? new LogLine(at, text) : new LogLine("", line);

    private static AccountLevel Level(string name) => name switch
    {
        "guest" => AccountLevel.Guest,
        "member" => AccountLevel.Member,
        "sysop" => AccountLevel.Sysop,
        _ => throw new ProblemException(400, "bad-request", "A level is guest, member or sysop."),
    };

    private Account Find(uint id) => web.Board.Read(store => Accounts.Find(store, id)) ?? throw ProblemException.NotFound("person");
}
