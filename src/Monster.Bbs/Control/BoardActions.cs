using System.Text.Json.Nodes;
using Monster.Bbs.People;
using Monster.Bbs.Screens;
using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Bbs.Control;

/// <summary>The board itself, for the sysop at the shell.</summary>
internal sealed class BoardActions(BbsServices services)
{
    private const int MaxNotice = 3600;
    private const int LineLength = 120;

    public IEnumerable<ControlAction> All =>
    [
        new("board.status", [], "Whether it is open (false when it was opened for this request only), callers, nodes, applied (the last index of the log), hash (of the state), readOnly (why nothing can be changed; when it is so).", StatusAsync),
        new("board.list", [], "A row for each of the 71 boards: shard, name, about, posts, read, write (guest, member or sysop).", ListAsync),
        new("board.edit", ["shard", "name", "about", "read", "write"], "Names a board and says who reads and writes there; what is left out stays. An empty name is that of its game.", EditAsync),
        new("board.who", [], "A row for each caller: node, name, account (0 for a guest), doing, from, since, idle (seconds).", WhoAsync),
        new("board.say", ["text"], "Tells everyone online one line.", SayAsync),
        new("board.disconnect", ["node"], "Ends a call. What is being played or written is kept.", DisconnectAsync),
        new("board.close", ["notice"], "Closes the board, after notice of so many seconds (10 unless given).", CloseAsync),
    ];

    private Task<JsonObject?> StatusAsync(ControlRequest request, Func<JsonObject, ValueTask> row)
    {
        var status = new JsonObject
        {
            ["open"] = services.ShutDown is not null,
            ["callers"] = services.Nodes.Count,
            ["nodes"] = services.Nodes.Max,
            ["applied"] = services.Board.AppliedIndex,
            ["hash"] = services.Board.StateHash.ToString(),
        };
        if (services.Board.ReadOnlyBecause is { } why)
            status["readOnly"] = why;
        return Task.FromResult<JsonObject?>(status);
    }

    private async Task<JsonObject?> ListAsync(ControlRequest request, Func<JsonObject, ValueTask> row)
    {
        foreach (var board in services.Board.Read(MessageBoards.All))
            await row(Row(board));
        return null;
    }

    private async Task<JsonObject?> EditAsync(ControlRequest request, Func<JsonObject, ValueTask> row)
    {
        byte shard = (byte)(request.Number("shard", 0, MessageBoards.Count - 1) ?? throw new RefusedException("\"shard\" is missing: a board, 0 to 70."));
        var now = services.Board.Read(store => MessageBoards.Find(store, shard));
        string name = CleanText.Line(request.TextOrNull("name", MessageLimits.BoardNameLength) ?? now.Name);
        string about = CleanText.Line(request.TextOrNull("about", MessageLimits.BoardAboutLength) ?? now.About);
        await services.Desk.SubmitAsync(new EditBoard(shard, name, about, request.Among<AccountLevel>("read") ?? now.ReadLevel, request.Among<AccountLevel>("write") ?? now.WriteLevel));
        services.Log.Add($"At the shell: edited board {shard}.");
        return Row(services.Board.Read(store => MessageBoards.Find(store, shard)));
    }

    private async Task<JsonObject?> WhoAsync(ControlRequest request, Func<JsonObject, ValueTask> row)
    {
        foreach (var caller in services.Nodes.List())
        {
            await row(new JsonObject
            {
                ["node"] = caller.Node,
                ["name"] = Visit.NameOf(caller),
                ["account"] = caller.Login?.Account ?? 0,
                ["doing"] = caller.Doing,
                ["from"] = caller.Origin.ToString(),
                ["since"] = caller.Since,
                ["idle"] = (long)caller.Idle.TotalSeconds,
            });
        }

        return null;
    }

    private Task<JsonObject?> SayAsync(ControlRequest request, Func<JsonObject, ValueTask> row)
    {
        string text = CleanText.Line(request.Text("text", LineLength));
        if (text.Length == 0)
            throw new RefusedException("There is nothing to say.");
        int told = services.Nodes.Count;
        services.Nodes.Broadcast(text);
        services.Log.Add($"At the shell: announced: {text}");
        return Task.FromResult<JsonObject?>(new JsonObject { ["told"] = told });
    }

    private Task<JsonObject?> DisconnectAsync(ControlRequest request, Func<JsonObject, ValueTask> row)
    {
        int node = request.Number("node", 1, int.MaxValue) ?? throw new RefusedException("\"node\" is missing.");
        string name = services.Nodes.Find(node) is { } caller ? Visit.NameOf(caller) : "";
        if (!services.Nodes.Disconnect(node, "The sysop ended this call."))
            throw new RefusedException($"Nobody is on node {node}. 'monster board who' shows who is.");
        services.Log.Add($"At the shell: disconnected {name} on node {node}.");
        return Task.FromResult<JsonObject?>(new JsonObject { ["name"] = name });
    }

    private Task<JsonObject?> CloseAsync(ControlRequest request, Func<JsonObject, ValueTask> row)
    {
        int notice = request.Number("notice", 0, MaxNotice) ?? 10;
        if (services.ShutDown is not { } close)
            throw new RefusedException("The board is not open.");
        services.Log.Add($"At the shell: closes the board after {notice} seconds.");
        close(TimeSpan.FromSeconds(notice));
        return Task.FromResult<JsonObject?>(null);
    }

    private static JsonObject Row(BoardInfo board) => new()
    {
        ["shard"] = board.Shard,
        ["name"] = BoardsScreen.NameOf(board),
        ["about"] = board.About,
        ["posts"] = board.LastNumber,
        ["read"] = board.ReadLevel.ToString().ToLowerInvariant(),
        ["write"] = board.WriteLevel.ToString().ToLowerInvariant(),
    };
}
