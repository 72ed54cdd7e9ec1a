using System.CommandLine;
using System.Globalization;
using Monster.Arcade;
using Monster.Hecke;

namespace Monster.Cli.Hecke;

/// <summary><c>monster hecke daily</c>: the public walk that chooses the game of the day, made again.</summary>
public static class HeckeDailyCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var date = new Option<string?>("--date") { Description = "Another day (UTC), as 2026-11-25.", HelpName = "DATE" };
        var folder = HeckeFolder.Option();
        var json = JsonOutput.Option();
        var command = new Command("daily", "Make the walk again that chooses the game of the day, by calling the modules.") { date, folder, json };
        command.SetAction(result =>
        {
            var day = Parse(result.GetValue(date));
            using var host = HeckeFolder.Open(result.GetValue(folder));
            using var arcade = new LocalArcade();
            var walk = new DailyWalk(host);
            var days = walk.Until(day);
            var path = Asked.Of(() => walk.ToGame(days[^1], shard => arcade.Catalogue.Entries[shard].Exists));
            if (result.GetValue(json))
                WriteJson(result.InvocationConfiguration.Output, days, path);
            else
                Write(result.InvocationConfiguration.Output, days, path);
            return ExitCode.Ok;
        });
        return command;
    }

    private static DateOnly Parse(string? date) => date is null ? DateOnly.FromDateTime(DateTime.UtcNow)
        : DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new CommandException($"'{date}' is not a date: write it as 2026-11-25.");

    private static void Write(TextWriter output, IReadOnlyList<WalkDay> days, IReadOnlyList<int> path)
    {
        output.WriteLine($"Each month the walk begins on shard {DailyWalk.FirstShard}. Each day it takes one isogeny, of degree 71 on the 1st, then 59, 47, ..., 2 and again: the i-th of the p + 1");
        output.WriteLine("that the module tells, from 0; i is the first 8 bytes of SHA-256 of \"monster daily walk 1\\nDATE\\n1\\n\", big end first, modulo p + 1.");
        output.WriteLine();
        output.WriteLine("day         operator  from  to  game              distance from uniform");
        foreach (var day in days)
        {
            string bound = day.Bound > 1 ? "at most 1" : string.Create(CultureInfo.InvariantCulture, $"at most {day.Bound:G3}");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{day.Day:yyyy-MM-dd}  T_{day.Prime,-7} {day.From,4} {day.Shard,3}  {Shards.Names[day.Shard],-16}  {bound}"));
        }

        output.WriteLine();
        if (path.Count > 1)
            output.WriteLine($"Shard {path[0]} has no game yet, so the walk goes on from there on T_{days[^1].Prime}, never a step back (step k is drawn with \\nk\\n): {string.Join(' ', path)}.");
        output.WriteLine($"The game of {days[^1].Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}: {Shards.Names[path[^1]]}, shard {path[^1]}. The next day goes on from shard {path[0]}, whatever games there are.");
        output.WriteLine("Distance: in total variation, over all that could have been drawn: 1/2 sqrt(70) times 2 sqrt(p) / (p + 1) for each day so far.");
    }

    private static void WriteJson(TextWriter output, IReadOnlyList<WalkDay> days, IReadOnlyList<int> path) => JsonOutput.WriteObject(output, writer =>
    {
        writer.WriteString("day", days[^1].Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        writer.WriteNumber("shard", path[^1]);
        writer.WriteString("game", Shards.Names[path[^1]]);
        writer.WriteStartArray("path");
        foreach (int shard in path)
            writer.WriteNumberValue(shard);
        writer.WriteEndArray();
        writer.WriteStartArray("month");
        foreach (var day in days)
        {
            writer.WriteStartObject();
            writer.WriteString("day", day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            writer.WriteNumber("prime", day.Prime);
            writer.WriteNumber("from", day.From);
            writer.WriteNumber("to", day.Shard);
            writer.WriteNumber("bound", day.Bound);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
