using System.CommandLine;
using Monster.Hecke;

namespace Monster.Cli.Hecke;

/// <summary><c>monster hecke tau</c>: Ramanujan's tau of a number, exact.</summary>
public static class HeckeTauCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var number = new Argument<long>("N") { Description = $"1 to 10^15; its largest prime factor at most {RamanujanTau.LargestPrime:N0}." };
        var json = JsonOutput.Option();
        var command = new Command("tau", "Print Ramanujan's tau(N), exact.") { number, json };
        command.SetAction(result =>
        {
            long n = result.GetRequiredValue(number);
            var tau = Asked.Of(() => RamanujanTau.Of(n));
            if (result.GetValue(json))
            {
                JsonOutput.WriteObject(result.InvocationConfiguration.Output, writer =>
                {
                    writer.WriteNumber("n", n);
                    writer.WriteString("tau", $"{tau}");
                });
            }
            else
            {
                result.InvocationConfiguration.Output.WriteLine(tau);
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
