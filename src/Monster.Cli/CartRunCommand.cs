using System.CommandLine;
using System.Text.Json;
using Monster.Arcade;

namespace Monster.Cli;

/// <summary><c>monster cart run</c>: plays a file of keys without a screen (docs/abi.md, "The headless form").</summary>
public static class CartRunCommand
{
    private const int MaxKeysFileBytes = 16 * 1024 * 1024;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var name = new Argument<string>("NAME|FILE.wasm") { Description = "A game's name or shard, or a cartridge's file." };
        var seed = new Option<string>("--seed") { Description = "The seed: 32 hexadecimal digits.", Required = true, HelpName = "HEX" };
        var keys = new Option<string>("--keys") { Description = "A JSON array of keys, one a tick.", Required = true, HelpName = "FILE" };
        var record = new Option<string?>("--record") { Description = "Also write the play as a recording.", HelpName = "FILE.play" };
        var json = JsonOutput.Option();
        var command = new Command("run", "Play a file of keys without a screen.") { name, seed, keys, record, json };
        command.SetAction(result =>
        {
            string digits = result.GetRequiredValue(seed);
            if (!Seed.TryParse(digits, out var start))
                throw new CommandException($"'{digits}' is not a seed: 32 hexadecimal digits are.");
            int[] pressed = ReadKeys(result.GetRequiredValue(keys));
            using var arcade = new LocalArcade();
            using var play = new Play(arcade.Cartridge(result.GetRequiredValue(name)), start);
            foreach (int key in pressed)
            {
                if (play.Status != PlayStatus.Playing)
                    break;
                if (play.IsFull)
                    throw new CommandException($"The keys are more than a recording holds: tick {play.Ticks:N0} is the last possible.");
                play.Tick(key);
            }

            var recording = play.ToRecording();
            if (result.GetValue(record) is { } path)
                AtomicFile.Write(path, RecordingWriter.Encode(recording));
            if (result.GetValue(json))
                JsonOutput.WriteObject(result.InvocationConfiguration.Output, writer => Write(writer, recording));
            else
                result.InvocationConfiguration.Output.WriteLine(Describe(recording, play));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Write(Utf8JsonWriter writer, Recording recording)
    {
        writer.WriteNumber("ticks", recording.Ticks);
        writer.WriteNumber("status", (int)recording.Status);
        writer.WriteNumberOrNull("score", recording.Score);
        writer.WriteString("stateHash", recording.StateHash is { } hash ? Convert.ToHexStringLower(hash) : null);
        writer.WriteString("trap", recording.Trap?.Cause.ToString().ToLowerInvariant());
    }

    private static string Describe(Recording recording, Play play) => recording.Status switch
    {
        PlayStatus.Trapped => $"After {recording.Ticks:N0} ticks: {play.TrapMessage}",
        PlayStatus.Over => $"Over after {recording.Ticks:N0} ticks with a score of {recording.Score:N0}.",
        _ => $"Still playing after {recording.Ticks:N0} ticks, with a score of {recording.Score:N0}.",
    };

    private static int[] ReadKeys(string path)
    {
        var keys = new List<int>();
        var reader = new Utf8JsonReader(BoundedFile.Read(path, MaxKeysFileBytes));
        try
        {
            bool isArray = reader.Read() && reader.TokenType == JsonTokenType.StartArray;
            while (isArray && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                keys.Add(reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int key) ? key : throw new JsonException());
            if (!isArray || reader.Read())
                throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new CommandException($"'{path}' is not a JSON array of whole numbers, one key a tick.", e);
        }

        return [.. keys];
    }
}
