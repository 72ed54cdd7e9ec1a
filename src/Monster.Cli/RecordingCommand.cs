using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Monster.Arcade;

namespace Monster.Cli;

/// <summary><c>monster recording</c>: what a recording says of itself.</summary>
public static class RecordingCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The recording, a .play file." };
        var json = JsonOutput.Option();
        var command = new Command("recording", "Show what a recording says, without checking it.") { file, json };
        command.SetAction(result =>
        {
            var recording = PlayerStore.Read(result.GetRequiredValue(file));
            using var arcade = new LocalArcade();
            string? title = arcade.Catalogue.Entries.FirstOrDefault(e => e.Sha256 == recording.Cartridge)?.Title;
            if (result.GetValue(json))
                JsonOutput.WriteObject(result.InvocationConfiguration.Output, writer => Write(writer, recording, title, new GuestCosts(GuestCosts.FolderOf(arcade.DataFolder)).Of(recording.Id())));
            else
                Print(result.InvocationConfiguration.Output, recording, title, new GuestCosts(GuestCosts.FolderOf(arcade.DataFolder)).Of(recording.Id()));
            return ExitCode.Ok;
        });
        return command;
    }

    internal static void WriteResult(Utf8JsonWriter writer, Recording recording)
    {
        writer.WriteString("cartridge", recording.Cartridge);
        writer.WriteNumber("rules", recording.Rules);
        writer.WriteString("seed", recording.Seed.ToString());
        writer.WriteNumber("ticks", recording.Ticks);
        writer.WriteNumber("status", (int)recording.Status);
        writer.WriteNumberOrNull("score", recording.Score);
        writer.WriteString("stateHash", recording.StateHash is { } hash ? Convert.ToHexStringLower(hash) : null);
        writer.WriteString("trap", recording.Trap?.Cause.ToString().ToLowerInvariant());
    }

    private static void Write(Utf8JsonWriter writer, Recording recording, string? title, IReadOnlyList<GuestCost> costs)
    {
        writer.WriteString("recording", recording.Id());
        writer.WriteString("title", title);
        WriteResult(writer, recording);
        writer.WriteNumber("keys", recording.Keys.Pairs.Count / 2);
        writer.WriteString("player", recording.Player);
        writer.WriteString("node", recording.Node);
        writer.WriteString("started", Time(recording.Started));
        writer.WriteString("ended", Time(recording.Ended));
        writer.WriteStartObject("guestInstructions");
        foreach (var cost in costs)
            writer.WriteNumber(cost.Architecture, cost.Instructions);
        writer.WriteEndObject();
        writer.WriteString("signedBy", recording.PublicKey is { } key ? Convert.ToHexStringLower(key) : null);
    }

    private static void Print(TextWriter output, Recording recording, string? title, IReadOnlyList<GuestCost> costs)
    {
        void Line(string name, string? value) => output.WriteLine($"{name,-10} {value}");
        Line("recording", recording.Id());
        Line("game", title ?? "not one of the games here");
        Line("cartridge", recording.Cartridge);
        Line("rules", recording.Rules.ToString(CultureInfo.InvariantCulture));
        Line("seed", recording.Seed.ToString());
        Line("ticks", recording.Ticks.ToString("N0", CultureInfo.InvariantCulture));
        Line("keys", (recording.Keys.Pairs.Count / 2).ToString("N0", CultureInfo.InvariantCulture));
        Line("status", recording.Status.ToString().ToLowerInvariant());
        Line("score", recording.Score?.ToString("N0", CultureInfo.InvariantCulture) ?? "none");
        if (recording.Player.Length > 0)
            Line("player", recording.Player);
        if (recording.Started is not null)
            Line("started", Time(recording.Started));
        foreach (var cost in costs)
            Line("cost", string.Create(CultureInfo.InvariantCulture, $"{cost.Instructions:N0} {cost.Architecture} instructions, {cost.InGame:N0} in the game (measured here)"));
        Line("signed by", recording.PublicKey is { } key ? Convert.ToHexStringLower(key) : "nobody");
        output.WriteLine("These are its own words; 'monster verify' checks them.");
    }

    private static string? Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
