using System.CommandLine;
using Monster.Arcade;
using Monster.Arcade.Screens;
using Monster.Terminal;
using Monster.Tty;

namespace Monster.Cli;

/// <summary>What the commands that take over the terminal have in common.</summary>
internal sealed class ScreenOptions
{
    private readonly Option<string?> _encoding = new("--encoding")
    {
        Description = "How the terminal takes characters; usually the locale says it.",
        HelpName = "utf8|cp437|ascii",
    };

    /// <summary>Adds the options to a command.</summary>
    public ScreenOptions(Command command)
    {
        _encoding.AcceptOnlyFromAmong("utf8", "cp437", "ascii");
        command.Add(_encoding);
    }

    /// <summary>Shows a view in this terminal until it is left.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="first">Makes the view.</param>
    /// <returns>The exit code: 0, or 128 and a signal's number.</returns>
    public int Show(ParseResult result, Func<TimeProvider, View> first)
    {
        var time = TimeProvider.System;
        using var terminal = Open(result);
        terminal.ShowAsync(first(time)).GetAwaiter().GetResult();
        return terminal.ExitCode;
    }

    /// <summary>Takes this terminal over.</summary>
    public LocalTerminal Open(ParseResult result) => LocalTerminal.Open(
        TimeProvider.System, facts => result.GetValue(_encoding) is { } known ? facts with { Encoding = Enum.Parse<TerminalEncoding>(known, ignoreCase: true) } : facts);

    /// <summary>The hall of this machine.</summary>
    public static LocalHall Hall(LocalArcade arcade) => new(arcade.Catalogue, arcade.Store, arcade.DemoFolder, arcade.Atlas, TimeProvider.System);

    /// <summary>A game by whatever somebody calls it: its name or the beginning of it, its shard, a file; else what comes closest.</summary>
    /// <exception cref="CommandException">It could be several games, or none.</exception>
    public static Arcade.Cartridge Find(LocalArcade arcade, string name)
    {
        bool isFile = name.EndsWith(".wasm", StringComparison.OrdinalIgnoreCase) || name.Contains('/', StringComparison.Ordinal);
        if (isFile || arcade.Catalogue.Find(name) is not null)
            return arcade.Cartridge(name);
        var places = arcade.Catalogue.Entries.Select(entry => new Place(entry.Shard, entry.Title, entry.Exists));
        var found = GameSearch.Best(places, name);
        return found switch
        {
            [var only] => arcade.Catalogue.Load(arcade.Catalogue.Entries[only.Shard]),
            [] => throw new CommandException($"No game is called '{name}'. 'monster games' lists them all; 'monster play' shows them."),
            _ => throw new CommandException($"'{name}' could be {string.Join(", ", found.Take(5).Select(place => place.Name))}. Type more of the name."),
        };
    }
}
