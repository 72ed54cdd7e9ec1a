using System.CommandLine;
using System.Text.Json.Nodes;
using Monster.Bbs;
using Monster.Bbs.Control;
using Monster.Bbs.People;
using Monster.Bbs.Screens;
using Monster.Bbs.Sessions;

namespace Monster.Cli;

/// <summary>
/// Asks a board to do something: the one that runs, at the control socket in its data directory; where none runs, its data directory is opened
/// for that.
/// </summary>
internal static class BoardDesk
{
    /// <summary>The option every such command has.</summary>
    public static Option<string?> Data() => DataOption.Create("The board's data directory; the board may be running.");

    /// <summary>A command that asks for one thing and says in a line what came of it.</summary>
    public static Command Command(string name, string description, IEnumerable<Symbol> symbols, Func<ParseResult, JsonObject> request, Func<JsonObject, string> said)
    {
        var data = Data();
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Add(argument);
            else
                command.Add((Option)symbol);
        }

        command.Add(data);
        command.SetAction(async (result, _) =>
        {
            result.InvocationConfiguration.Output.WriteLine(said(await AskAsync(result.GetValue(data), request(result))));
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>Asks for something.</summary>
    /// <param name="data">The data directory as it was given.</param>
    /// <param name="request">The request.</param>
    /// <param name="row">Told each row of the answer; null where there are none.</param>
    /// <returns>The last line of the answer.</returns>
    /// <exception cref="CommandException">It was refused, or there is no board.</exception>
    public static async Task<JsonObject> AskAsync(string? data, JsonObject request, Action<JsonObject>? row = null)
    {
        string directory = DataOption.Of(data);
        if (!Directory.Exists(directory))
            throw new CommandException($"There is no board in '{directory}'. --data says where it is; 'monster up' begins one.");
        try
        {
            await using var running = await ControlClient.ConnectAsync(directory);
            return running is not null ? await running.AskAsync(request, row ?? (_ => { })) : await OpenAsync(directory, request, row ?? (_ => { }));
        }
        catch (RefusedException e)
        {
            throw new CommandException(e.Message);
        }
        catch (LogException e) when (e.Message.Contains("running already", StringComparison.Ordinal))
        {
            throw new CommandException($"{e.Message} It does not answer at {ControlRequest.SocketName} there: it may be opening or closing just now, so try again in a moment.");
        }
    }

    private static async Task<JsonObject> OpenAsync(string directory, JsonObject request, Action<JsonObject> row)
    {
        await using var board = BoardHost.Open(directory);
        using var services = new BbsServices(board, new Nodes(1, TimeProvider.System), TimeProvider.System);
        JsonObject? last = null;
        byte[] line = ControlDesk.Line(request);
        await new ControlDesk(services).AnswerAsync(line.AsMemory(..^1), answer =>
        {
            last = ControlClient.Take(answer, row);
            return ValueTask.CompletedTask;
        });
        return last!;
    }
}
