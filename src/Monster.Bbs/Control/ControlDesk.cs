using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monster.Bbs.People;
using Monster.Bbs.Screens;

namespace Monster.Bbs.Control;

/// <summary>
/// Where the sysop's programs ask a board to do something, running or opened for that only. A request is answered by any number of
/// lines <c>{"row":{...}}</c> and a last one, <c>{"ok":true,...}</c> or <c>{"ok":false,"why":"..."}</c>. Whoever gets here runs the board: the socket is
/// for its owner only. Safe for any thread.
/// </summary>
public sealed class ControlDesk
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly BbsServices _services;
    private readonly SortedDictionary<string, ControlAction> _actions = new(StringComparer.Ordinal);

    /// <summary>The desk of a board.</summary>
    public ControlDesk(BbsServices services)
    {
        _services = services;
        foreach (var action in new BoardActions(services).All.Concat(new UserActions(services).All))
            Add(action);
    }

    /// <summary>What can be asked, by name.</summary>
    public IEnumerable<ControlAction> Actions => _actions.Values;

    /// <summary>Adds what other rooms can do; before the socket is opened.</summary>
    public void Add(ControlAction action) => _actions.Add(action.Name, action);

    /// <summary>The bytes of a line, its line feed included.</summary>
    public static byte[] Line(JsonObject line) => [.. JsonSerializer.SerializeToUtf8Bytes(line, Plain), (byte)'\n'];

    /// <summary>Answers a request. It throws nothing that the request has caused.</summary>
    /// <param name="request">A line, without its line feed.</param>
    /// <param name="send">Sends a line of the answer, its line feed included.</param>
    public async Task AnswerAsync(ReadOnlyMemory<byte> request, Func<byte[], ValueTask> send)
    {
        JsonObject last;
        try
        {
            var asked = ControlRequest.Parse(request.Span);
            if (!_actions.TryGetValue(asked.Action, out var action))
                throw new RefusedException($"'{asked.Action}' is not known here. There are {string.Join(", ", _actions.Keys)}.");
            asked.CheckFields(action.Fields);
            last = await action.Run(asked, row => send(Line(new JsonObject { ["row"] = row }))) ?? [];
            last.Insert(0, "ok", true);
        }
        catch (RefusedException e)
        {
            last = new JsonObject { ["ok"] = false, ["why"] = e.Message };
        }
        catch (Exception e) when (e is not (IOException or OperationCanceledException or ObjectDisposedException))
        {
            _services.Log.Add($"At the shell: {e.GetType().Name}: {e.Message}");
            last = new JsonObject { ["ok"] = false, ["why"] = $"A fault of the board: {e.GetType().Name}: {e.Message}" };
        }

        byte[] line = Line(last);
        await send(line.Length <= ControlRequest.MaxLineBytes ? line : Line(new JsonObject { ["ok"] = false, ["why"] = "The answer is too long." }));
    }
}
