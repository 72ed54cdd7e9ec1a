using System.CommandLine;
using Monster.Hecke;

namespace Monster.Cli.Hecke;

/// <summary><c>monster hecke coeffs</c>: the q-expansion of a modular form, exact.</summary>
public static class HeckeCoeffsCommand
{
    private const int MaxCount = 10_000_000;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var form = new Argument<string>("FORM") { Description = $"{string.Join(", ", NamedForm.All.Select(f => f.Name))}, eta:1^2,11^2 or curve:a1,a2,a3,a4,a6 (a minimal model)." };
        var count = new Option<int>("-n") { Description = $"How many coefficients, 2 to {MaxCount:N0}.", DefaultValueFactory = _ => 20, HelpName = "COUNT" };
        var operate = new Option<int?>("--operator") { Description = "Show the image under the Hecke operator T_M (U_M where M and the level have a common prime).", HelpName = "M" };
        var json = JsonOutput.Option();
        var command = new Command("coeffs", "Print the coefficients of a modular form, exact: a line each with its exponent.") { form, count, operate, json };
        command.SetAction(result =>
        {
            int n = result.GetValue(count);
            if (n is < 2 or > MaxCount)
                throw new CommandException($"{n:N0} coefficients cannot be shown: 2 to {MaxCount:N0} can.");
            var named = Asked.Of(() => NamedForm.Parse(result.GetRequiredValue(form)));
            var series = Asked.Of(() => Expand(named, n, result.GetValue(operate)));
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
            {
                JsonOutput.WriteObject(output, writer =>
                {
                    writer.WriteString("form", named.Name);
                    writer.WriteString("title", named.Title);
                    writer.WriteNumber("weight", named.Weight);
                    if (named.Level > 0)
                        writer.WriteNumber("level", named.Level);
                    writer.WriteStartArray("coefficients");
                    for (int i = 0; i < series.Precision; i++)
                        writer.WriteStringValue($"{series[i]}");
                    writer.WriteEndArray();
                });
            }
            else
            {
                for (int i = 0; i < series.Precision; i++)
                    output.WriteLine($"{i} {series[i]}");
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static QExpansion Expand(NamedForm form, int count, int? operate)
    {
        if (operate is not { } m)
            return form.Expand(count);
        if (m < 1 || (long)m * (count - 1) >= MaxCount)
            throw new CommandException($"T_{m} on {count:N0} coefficients needs {(long)m * (count - 1):N0} of the form; at most {MaxCount:N0} can be had.");
        return form.Weight > 0 && form.Level > 0
            ? HeckeOperator.Apply(form.Expand((m * (count - 1)) + 1), m, form.Weight, (int)form.Level)
            : throw new CommandException($"The level and weight of '{form.Name}' are not known here, so T_{m} is not either.");
    }
}
