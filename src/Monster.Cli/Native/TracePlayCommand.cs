using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Monster.Arcade;
using Monster.Trace;
using Monster.Trace.Plugin;
using Monster.Trace.Reading;
using Monster.Trace.Running;

namespace Monster.Cli;

/// <summary><c>monster trace play</c>: what a recorded play costs a processor, exactly.</summary>
public static class TracePlayCommand
{
    private const int ShownFunctions = 5;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The recording, a .play file." };
        var architecture = new Option<string>("--arch") { Description = "The processor: x86_64, aarch64, riscv64 or s390x.", DefaultValueFactory = _ => "x86_64", HelpName = "ARCH" };
        architecture.AcceptOnlyFromAmong(NativePlay.Architectures);
        var cartridge = new Option<string?>("--cartridge") { Description = "The cartridge it was played with, when it is not one of the arcade's.", HelpName = "FILE.wasm" };
        var output = new Option<string?>("--out") { Description = "Keep the trace in this folder; without it only the cost is kept.", HelpName = "DIR" };
        var mode = new Option<TraceMode>("--mode") { Description = "What is recorded, as in 'trace run'.", DefaultValueFactory = _ => TraceMode.Count, HelpName = "MODE" };
        var data = new Option<string?>("--data") { Description = "The data directory whose play pages show the cost: a board's, or this player's own.", HelpName = "DIR" };
        var json = JsonOutput.Option();
        var result = new Command("play", "Run a recorded play as native code under QEMU: the same score and state, and what it cost.") { file, architecture, cartridge, output, mode, data, json };
        result.SetAction(parsed =>
        {
            if (parsed.GetValue(mode) < TraceMode.Count)
                throw new CommandException("--mode is count, blocks or memory: the others count no instructions.");
            var recording = PlayerStore.Read(parsed.GetRequiredValue(file));
            using var arcade = new LocalArcade();
            using var own = parsed.GetValue(cartridge) is { } path ? arcade.Cartridge(path) : null;
            var played = own ?? arcade.CartridgeOf(recording);
            if (played.Sha256 != recording.Cartridge)
                throw new CommandException($"The recording was made with another cartridge ({recording.Cartridge[..12]}...) than '{parsed.GetValue(cartridge)}'.");
            using var native = new NativePlay(parsed.GetRequiredValue(architecture), parsed.GetValue(output));
            var (cost, said) = native.Run(played, recording, parsed.GetValue(mode));
            if (!said.Matches(recording))
                throw new CommandException($"The native play ended otherwise than the recording says: {said}. Recorded: {recording.Ticks} ticks, score {recording.Score?.ToString(CultureInfo.InvariantCulture) ?? "none"}. 'monster verify' tells which is right.");
            string kept = new GuestCosts(GuestCosts.FolderOf(parsed.GetValue(data) ?? arcade.DataFolder)).Keep(recording.Id(), cost);
            if (parsed.GetValue(json))
                JsonOutput.WriteObject(parsed.InvocationConfiguration.Output, writer => Write(writer, recording, cost));
            else
                Print(parsed.InvocationConfiguration.Output, played, recording, cost, kept, parsed.GetValue(output));
            return ExitCode.Ok;
        });
        return result;
    }

    /// <summary>Writes a play and its costs as members of a JSON object that is open.</summary>
    internal static void Write(Utf8JsonWriter writer, Recording recording, GuestCost cost)
    {
        writer.WriteString("recording", recording.Id());
        RecordingCommand.WriteResult(writer, recording);
        cost.WriteTo(writer);
    }

    private static void Print(TextWriter output, Arcade.Cartridge cartridge, Recording recording, GuestCost cost, string kept, string? trace)
    {
        string Number(ulong number) => number.ToString("N0", CultureInfo.InvariantCulture);
        output.WriteLine($"{cartridge.Manifest.Title}: {recording.Ticks:N0} ticks, {(recording.Score is { } score ? $"score {score:N0}" : "no score")}; the native play ends in the same score and state.");
        output.WriteLine($"{cost.Architecture}: {Number(cost.Instructions)} instructions, {Number(cost.InGame)} of them in the game ({Number(cost.InGame / (ulong)Math.Max(recording.Ticks, 1))} a tick)");
        foreach (var function in cost.Functions.Take(ShownFunctions))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{function.Instructions,18:N0} {100.0 * function.Instructions / Math.Max(cost.Instructions, 1),5:0.0} %  {function.Name}"));
        output.WriteLine($"Kept for its page in {kept}.{(trace is null ? "" : $" Next: monster trace hot {trace}")}");
    }
}
