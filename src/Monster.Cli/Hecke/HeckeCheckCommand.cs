using System.CommandLine;
using Monster.Hecke.Modules;

namespace Monster.Cli.Hecke;

/// <summary><c>monster hecke check</c>: every identity that the library and the modules rest on, each in a line with what was compared.</summary>
public static class HeckeCheckCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = HeckeFolder.Option();
        var json = JsonOutput.Option();
        var command = new Command("check", "Check every identity; each is a line that says what was compared.") { folder, json };
        command.SetAction(result =>
        {
            using var host = HeckeFolder.Open(result.GetValue(folder));
            var checks = new HeckeChecks(host);
            var output = result.InvocationConfiguration.Output;
            bool asJson = result.GetValue(json);
            var done = new List<HeckeCheck>();
            for (int i = 0; i < checks.Count; i++)
            {
                using (var bar = new ProgressBar(result.InvocationConfiguration.Error, "checks", checks.Count))
                {
                    bar.Report(i);
                    done.Add(checks.Run(i));
                }

                if (!asJson)
                    output.WriteLine($"{Word(done[^1].Outcome),-7} {done[^1].Name,-22} {done[^1].Compared}");
            }

            int failed = done.Count(c => c.Outcome == HeckeCheckOutcome.Failed);
            if (asJson)
                WriteJson(output, done, failed == 0);
            else
                output.WriteLine(failed == 0 ? $"All {done.Count(c => c.Outcome == HeckeCheckOutcome.Passed)} checks passed{Skipped(done)}." : $"{failed} of {done.Count} checks failed.");
            return failed == 0 ? ExitCode.Ok : ExitCode.CheckFailed;
        });
        return command;
    }

    private static string Skipped(List<HeckeCheck> checks) =>
        checks.Count(c => c.Outcome == HeckeCheckOutcome.Skipped) is > 0 and int count ? $"; {count} could not be made here" : "";

    private static string Word(HeckeCheckOutcome outcome) => outcome switch { HeckeCheckOutcome.Passed => "passed", HeckeCheckOutcome.Failed => "FAILED", _ => "-" };

    private static void WriteJson(TextWriter output, List<HeckeCheck> checks, bool passed) => JsonOutput.WriteObject(output, writer =>
    {
        writer.WriteBoolean("passed", passed);
        writer.WriteStartArray("checks");
        foreach (var check in checks)
        {
            writer.WriteStartObject();
            writer.WriteString("name", check.Name);
            writer.WriteString("outcome", check.Outcome.ToString().ToLowerInvariant());
            writer.WriteString("compared", check.Compared);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
