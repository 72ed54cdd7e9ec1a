using System.CommandLine;
using System.Text.Json;
using Monster.Arcade;

namespace Monster.Cli;

/// <summary><c>monster games</c>: the 71 games by shard, and which of them can be played here.</summary>
public static class GamesCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var json = JsonOutput.Option();
        var command = new Command("games", "List the 71 games and your best scores.") { json };
        command.SetAction(result =>
        {
            using var arcade = new LocalArcade();
            var bests = arcade.Store.Bests();
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
                JsonOutput.WriteObject(output, writer => WriteGames(writer, arcade.Catalogue, bests));
            else
                PrintGames(output, arcade.Catalogue, bests);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void PrintGames(TextWriter output, Catalogue catalogue, IReadOnlyList<BestScore> bests)
    {
        foreach (var game in catalogue.Entries)
        {
            string note = !game.Exists ? "not built yet" : catalogue.FaultOf(game) is { } fault ? $"cannot be played: {fault}" : Best(bests, game) is { } best ? $"best {best.Score:N0}" : "";
            output.WriteLine($"{game.Shard,2}  {game.Title,-16}  {note}".TrimEnd());
        }

        output.WriteLine($"{catalogue.Entries.Count(e => e.Exists && catalogue.FaultOf(e) is null)} of {catalogue.Entries.Count} can be played: monster play NAME");
    }

    private static void WriteGames(Utf8JsonWriter writer, Catalogue catalogue, IReadOnlyList<BestScore> bests)
    {
        writer.WriteStartArray("games");
        foreach (var game in catalogue.Entries)
        {
            writer.WriteStartObject();
            writer.WriteNumber("shard", game.Shard);
            writer.WriteString("title", game.Title);
            writer.WriteString("cartridge", game.Sha256);
            writer.WriteString("fault", catalogue.FaultOf(game));
            writer.WriteNumberOrNull("best", Best(bests, game)?.Score);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The best score under the newest rules that were played.</summary>
    private static BestScore? Best(IReadOnlyList<BestScore> bests, CatalogueEntry game) => bests.Where(b => b.Title == game.Title).MaxBy(b => b.Rules);
}
