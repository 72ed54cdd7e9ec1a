using System.CommandLine;
using System.Text.Json;
using Monster.Arcade;

namespace Monster.Cli;

/// <summary><c>monster verify</c>: plays a recording again and says whether what it claims is so.</summary>
public static class VerifyCommand
{
    private const int KeyDigits = 64;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The recording, a .play file." };
        var trust = new Option<string[]>("--trust") { Description = "A public key (64 hexadecimal digits, or a file that holds them) that must have signed it; may be given several times.", HelpName = "KEY" };
        var cartridge = new Option<string?>("--cartridge") { Description = "The cartridge it was played with, when it is not one of the arcade's.", HelpName = "FILE.wasm" };
        var timeout = new Option<int>("--timeout") { Description = "Seconds after which the replay is given up.", DefaultValueFactory = _ => 60, HelpName = "SECONDS" };
        var json = JsonOutput.Option();
        var command = new Command("verify", "Check a recording by playing it again.") { file, trust, cartridge, timeout, json };
        command.SetAction(result =>
        {
            byte[] bytes = PlayerStore.ReadFile(result.GetRequiredValue(file));
            using var arcade = new LocalArcade();
            using var own = result.GetValue(cartridge) is { } path ? arcade.Cartridge(path) : null;
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(Math.Clamp(result.GetValue(timeout), 1, 86_400)));
            var verifier = new Verifier(sha256 => own?.Sha256 == sha256 ? own : arcade.Catalogue.FindBySha256(sha256)) { Trusted = [.. (result.GetValue(trust) ?? []).Select(Key)] };
            var verification = verifier.Verify(bytes, deadline.Token);
            if (result.GetValue(json))
                JsonOutput.WriteObject(result.InvocationConfiguration.Output, writer => Write(writer, verification));
            else
                Print(result.InvocationConfiguration.Output, verification);
            return verification.Passed ? ExitCode.Ok : ExitCode.CheckFailed;
        });
        return command;
    }

    private static string Key(string given)
    {
        string key = File.Exists(given) ? System.Text.Encoding.UTF8.GetString(BoundedFile.Read(given, 1024)).Trim() : given;
        return key.Length == KeyDigits && key.All(char.IsAsciiHexDigit)
            ? key.ToLowerInvariant()
            : throw new CommandException($"'{given}' is not a public key of {KeyDigits} hexadecimal digits, nor a file that holds one.");
    }

    private static void Print(TextWriter output, Verification verification)
    {
        foreach (var check in verification.Checks)
        {
            string outcome = check.Outcome switch { CheckOutcome.Passed => "passed", CheckOutcome.Failed => "FAILED", _ => "-" };
            output.WriteLine($"{outcome,-7} {check.Name,-10} {check.Message}");
        }

        int failed = verification.Checks.Count(c => c.Outcome == CheckOutcome.Failed);
        output.WriteLine(failed > 0 ? $"Not verified: {failed} of {verification.Checks.Count} checks failed."
            : verification.Recording!.Score is { } score ? $"Verified: {score:N0} in {verification.Title}."
            : $"Verified: a play of {verification.Title} without a score.");
    }

    private static void Write(Utf8JsonWriter writer, Verification verification)
    {
        writer.WriteBoolean("verified", verification.Passed);
        if (verification.Recording is { } recording)
        {
            writer.WriteString("recording", recording.Id());
            writer.WriteString("title", verification.Title);
            RecordingCommand.WriteResult(writer, recording);
        }

        writer.WriteStartArray("checks");
        foreach (var check in verification.Checks)
        {
            writer.WriteStartObject();
            writer.WriteString("name", check.Name);
            writer.WriteString("outcome", check.Outcome.ToString().ToLowerInvariant());
            writer.WriteString("message", check.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
