using System.CommandLine;
using System.Text.Json;
using Monster.Hecke;

namespace Monster.Cli.Hecke;

/// <summary><c>monster hecke matrix</c>: a Hecke operator on the modular symbols of weight 2.</summary>
public static class HeckeMatrixCommand
{
    private const int MaxPrime = 10_000;

    /// <summary>Beyond this dimension the polynomial takes minutes.</summary>
    private const int MaxPolynomialDimension = 150;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var level = new Argument<int>("N") { Description = $"The level, 1 to {ModularSymbols.MaxLevel:N0}." };
        var prime = new Argument<int>("P") { Description = $"A prime that does not divide the level, up to {MaxPrime:N0}." };
        var csv = new Option<bool>("--csv") { Description = "The matrix only, a row a line." };
        var json = JsonOutput.Option();
        var command = new Command("matrix", "Print the matrix of T_P on the modular symbols of weight 2 for Gamma0(N), and its characteristic polynomial (up to dimension 150).") { level, prime, csv, json };
        command.SetAction(result =>
        {
            int n = result.GetRequiredValue(level);
            int p = result.GetRequiredValue(prime);
            if (p > MaxPrime)
                throw new CommandException($"T_{p} is too large for this: the prime is at most {MaxPrime:N0}.");
            var symbols = Asked.Of(() => new ModularSymbols(n));
            var matrix = Asked.Of(() => symbols.RationalHeckeMatrix(p));
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(csv))
                WriteRows(output, matrix, ",");
            else if (result.GetValue(json))
                JsonOutput.WriteObject(output, writer => WriteJson(writer, n, p, matrix));
            else
                Write(output, n, p, matrix);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Write(TextWriter output, int level, int prime, (int[,] Numerators, int Denominator) matrix)
    {
        output.WriteLine($"T_{prime} on the modular symbols of weight 2 for Gamma0({level}), plus quotient: dimension {matrix.Numerators.GetLength(0)} = {DimensionFormula.CuspForms(level, 2)} cuspidal and {matrix.Numerators.GetLength(0) - DimensionFormula.CuspForms(level, 2)} Eisenstein.");
        WriteRows(output, matrix, " ");
        output.WriteLine($"Trace of T_{prime} on the cusp forms, by the trace formula: {TraceFormula.Trace(prime, level, 2)}");
        output.WriteLine(matrix.Numerators.GetLength(0) <= MaxPolynomialDimension
            ? $"Characteristic polynomial: {Characteristic(matrix)}"
            : $"Characteristic polynomial: not computed above dimension {MaxPolynomialDimension}.");
    }

    private static void WriteRows(TextWriter output, (int[,] Numerators, int Denominator) matrix, string separator)
    {
        for (int i = 0; i < matrix.Numerators.GetLength(0); i++)
            output.WriteLine(string.Join(separator, Enumerable.Range(0, matrix.Numerators.GetLength(1)).Select(k => Entry(matrix.Numerators[i, k], matrix.Denominator))));
    }

    private static IntegerPolynomial Characteristic((int[,] Numerators, int Denominator) matrix) =>
        IntegerPolynomial.Characteristic(matrix.Numerators).RootsDividedBy(matrix.Denominator);

    private static string Entry(int numerator, int denominator)
    {
        int common = (int)Arithmetic.Gcd(numerator, denominator);
        return common == denominator ? $"{numerator / common}" : $"{numerator / common}/{denominator / common}";
    }

    private static void WriteJson(Utf8JsonWriter writer, int level, int prime, (int[,] Numerators, int Denominator) matrix)
    {
        writer.WriteNumber("level", level);
        writer.WriteNumber("weight", 2);
        writer.WriteNumber("prime", prime);
        writer.WriteNumber("cuspidalDimension", DimensionFormula.CuspForms(level, 2));
        writer.WriteString("cuspidalTrace", $"{TraceFormula.Trace(prime, level, 2)}");
        writer.WriteStartArray("matrix");
        for (int i = 0; i < matrix.Numerators.GetLength(0); i++)
        {
            writer.WriteStartArray();
            for (int k = 0; k < matrix.Numerators.GetLength(1); k++)
                writer.WriteStringValue(Entry(matrix.Numerators[i, k], matrix.Denominator));
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        if (matrix.Numerators.GetLength(0) > MaxPolynomialDimension)
            return;
        var polynomial = Characteristic(matrix);
        writer.WriteStartArray("characteristicPolynomial");
        for (int n = 0; n <= polynomial.Degree; n++)
            writer.WriteStringValue($"{polynomial[n]}");
        writer.WriteEndArray();
    }
}
