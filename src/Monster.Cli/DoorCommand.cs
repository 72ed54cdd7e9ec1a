using System.CommandLine;
using Monster.Arcade;
using Monster.Doors;
using Monster.Terminal;
using Monster.Tty;

namespace Monster.Cli;

/// <summary><c>monster door</c>: the arcade as a door of somebody's board.</summary>
public static class DoorCommand
{
    /// <summary>Recordings kept of a caller: some megabytes at most, and half a year of a play a day.</summary>
    private const int DefaultRecordings = 200;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var place = new Argument<string?>("FILE|DIR") { Description = "The drop file, or the folder it is in; without it, where BBSDEV_DRP says, or the current folder.", Arity = ArgumentArity.ZeroOrOne };
        var check = new Option<bool>("--check") { Description = "Explain the drop file line by line and do nothing else." };
        var json = new Option<bool>("--json") { Description = "With --check: print one line of JSON." };
        var game = new Option<string?>("--game") { Description = "Offer this one game and not all of them.", HelpName = "NAME" };
        var encoding = new Option<string?>("--encoding") { Description = "How the board takes characters, when the drop file does not say it or is wrong; else cp437.", HelpName = "utf8|cp437|ascii" };
        encoding.AcceptOnlyFromAmong("utf8", "cp437", "ascii");
        var data = new Option<string?>("--data") { Description = "Where scores and callers' plays are kept; the same for all nodes.", HelpName = "DIR" };
        var stdio = new Option<bool>("--stdio") { Description = "Talk over standard input and output, whatever the drop file says." };
        var socket = new Option<int?>("--socket") { Description = "Talk over this inherited socket, whatever the drop file says.", HelpName = "NUMBER" };
        var board = new Option<string?>("--board") { Description = "The board elsewhere on which plays are ranked: the address of its pages. Its sysop gives this board a tag and a key.", HelpName = "URL" };
        var key = new Option<string?>("--board-key") { Description = $"The file with the line 'TAG KEY' for it; else {LeagueAddress.KeyFileName} in the data folder.", HelpName = "FILE" };
        var plain = new Option<bool>("--plain-http") { Description = "With --board http://...: let the key travel unencrypted." };
        var wait = new Option<int>("--board-wait") { Description = "How many seconds a play waits for its ticket before it begins unranked.", HelpName = "SECONDS", DefaultValueFactory = _ => (int)new LeagueOptions().TicketTime.TotalSeconds };
        wait.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 60)
                result.AddError("--board-wait wants 1 to 60.");
        });
        var recordings = new Option<int>("--recordings") { Description = "How many recordings are kept of each caller.", HelpName = "NUMBER", DefaultValueFactory = _ => DefaultRecordings };
        recordings.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 10_000)
                result.AddError("--recordings wants 1 to 10000.");
        });
        var command = new Command("door", "Be a door of a bulletin board: read its drop file and play with its caller.") { place, check, json, game, encoding, data, stdio, socket, board, key, plain, wait, recordings };
        command.SetAction(result =>
        {
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(check))
                return DropFileReport.Print(output, result.GetValue(place), result.GetValue(json));
            var options = new DoorOptions(
                result.GetValue(place),
                result.GetValue(game),
                result.GetValue(encoding) is { } known ? Enum.Parse<TerminalEncoding>(known, ignoreCase: true) : null,
                result.GetValue(data),
                result.GetValue(stdio) ? -1 : result.GetValue(socket),
                result.GetValue(board) is { } url ? new BoardOptions(url, result.GetValue(key), result.GetValue(plain), TimeSpan.FromSeconds(result.GetValue(wait))) : null,
                result.GetValue(recordings));
            return Run(output, options);
        });
        return command;
    }

    /// <summary>
    /// Everything that can go wrong is told to the caller on standard output and to the sysop in the log: on some boards standard error is the caller's screen too.
    /// </summary>
    private static int Run(TextWriter output, DoorOptions options)
    {
        var time = TimeProvider.System;
        string data = options.Data ?? Path.Combine(PlayerFolders.OfThisProcess().Data, "door");
        var log = new DoorLog(data, time);
        try
        {
            var facts = DropFileFinder.Read(DropFileFinder.Find(options.Place, Environment.GetEnvironmentVariable)).Use();
            log.Note($"{facts.Name} on node {facts.Node?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"}: called");
            var league = options.Board is { } board ? LeagueAddress.Read(board.Url, board.KeyFile ?? Path.Combine(data, LeagueAddress.KeyFileName), board.AllowsPlain) : null;
            string end = ServeAsync(facts, options, data, league, log, time).GetAwaiter().GetResult();
            log.Note($"{facts.Name}: {end}");
            return ExitCode.Ok;
        }
        catch (Exception e) when (e is DropFileException || Failures.Describe(e) is not null)
        {
            string message = e is DropFileException ? e.Message : Failures.Describe(e)!;
            log.Note(message);
            output.Write($"\r\nmonster door: {message}\r\n");
            return ExitCode.BadInput;
        }
#pragma warning disable CA1031 // The runtime would tell it on standard error, which may be the caller's screen.
        catch (Exception e)
#pragma warning restore CA1031
        {
            string id = Guid.NewGuid().ToString("N")[..8];
            log.Note($"fault {id}: {e}");
            output.Write($"\r\nThe arcade has stopped by a fault of its own. Tell your sysop: {id}.\r\n");
            return ExitCode.BadInput;
        }
    }

    private static async Task<string> ServeAsync(DoorFacts facts, DoorOptions options, string data, LeagueAddress? board, DoorLog log, TimeProvider time)
    {
        var terminalFacts = ArcadeDoor.Terminal(facts, options.Encoding);
        int handle = options.Socket ?? (facts.Link == DoorLink.Socket ? facts.Handle ?? -1 : -1);
        using var terminal = handle >= 0 ? CallerTerminal.OpenSocket(handle, terminalFacts, time) : CallerTerminal.OpenStandard(terminalFacts, time);
        using var arcade = new LocalArcade();
        string folder = CallerFiles.Folder(data, facts);
        var own = new PlayerStore(folder, time, options.Recordings);
        await using var league = board is null ? null : new League(board, data, new LeagueCaller(facts.Name, folder), log, time, LeagueOptions.For(options.Board!.TicketTime));
        var hall = new DoorHall(arcade.Catalogue, own, arcade.DemoFolder, arcade.Atlas, new DoorScores(data, time), facts.Name, time, league);
        var only = options.Game is { } name ? ScreenOptions.Find(arcade, name) : null;
        return await new ArcadeDoor(facts, time).RunAsync(terminal, hall, only);
    }

    /// <summary>What was asked for.</summary>
    /// <param name="Place">The drop file or its folder.</param>
    /// <param name="Game">The one game.</param>
    /// <param name="Encoding">How characters travel.</param>
    /// <param name="Data">Where things are kept.</param>
    /// <param name="Socket">The socket; -1 for standard input and output; null for what the drop file says.</param>
    /// <param name="Board">The board elsewhere; null for none.</param>
    /// <param name="Recordings">How many recordings are kept of each caller.</param>
    private sealed record DoorOptions(string? Place, string? Game, TerminalEncoding? Encoding, string? Data, int? Socket, BoardOptions? Board, int Recordings);

    /// <summary>The board elsewhere.</summary>
    /// <param name="Url">Its address.</param>
    /// <param name="KeyFile">Where the key is.</param>
    /// <param name="AllowsPlain">Whether the key may travel unencrypted.</param>
    /// <param name="TicketTime">How long a play waits for its ticket.</param>
    private sealed record BoardOptions(string Url, string? KeyFile, bool AllowsPlain, TimeSpan TicketTime);
}
