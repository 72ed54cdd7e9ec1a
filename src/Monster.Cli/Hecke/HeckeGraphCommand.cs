using System.CommandLine;
using Monster.Hecke;
using Monster.Hecke.Modules;

namespace Monster.Cli.Hecke;

/// <summary><c>monster hecke graph</c>: the isogeny graph of a Monster prime on the 71 shards, as the modules tell it.</summary>
public static class HeckeGraphCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var prime = new Argument<int>("PRIME") { Description = "A Monster prime: 2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 41, 47, 59 or 71." };
        var csv = new Option<bool>("--csv") { Description = "The 71 x 71 matrix in shard order, a row a line." };
        var dot = new Option<bool>("--dot") { Description = "The graph for Graphviz." };
        var folder = HeckeFolder.Option();
        var json = JsonOutput.Option();
        var command = new Command("graph", "Show the p-isogenies between the 71 supersingular curves, as the modules tell them.") { prime, csv, dot, folder, json };
        command.SetAction(result =>
        {
            int p = result.GetRequiredValue(prime);
            if (!MonsterPrimes.All.Contains(p))
                throw new CommandException($"{p} is not a Monster prime: {string.Join(", ", MonsterPrimes.All)}.");
            using var host = HeckeFolder.Open(result.GetValue(folder));
            IReadOnlyList<int>[] rows = [.. Enumerable.Range(0, HeckeModule.Count).Select(s => host.Neighbours(s, p))];
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(csv))
                WriteCsv(output, rows);
            else if (result.GetValue(dot))
                WriteDot(output, p, rows);
            else if (result.GetValue(json))
                WriteJson(output, p, host, rows);
            else
                Write(output, p, host, rows);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Write(TextWriter output, int prime, HeckeModuleHost host, IReadOnlyList<int>[] rows)
    {
        output.WriteLine($"T_{prime} on the 71 supersingular curves in characteristic {SupersingularGraph.ShardCharacteristic} (w^2 = 2): each has {prime + 1} isogenies of degree {prime}.");
        for (int s = 0; s < rows.Length; s++)
            output.WriteLine($"{s,2}  {host.Manifest.Modules[s].Vertex,-9}  {Counted(rows[s])}");
        output.WriteLine($"{rows.Select((row, s) => row.Count(k => k == s)).Sum()} loops. The matrix: --csv; for Graphviz: --dot.");
    }

    /// <summary>The neighbours in order, each once, with how often it comes where that is more than once.</summary>
    private static string Counted(IReadOnlyList<int> row) =>
        string.Join(' ', row.GroupBy(k => k).Select(g => g.Count() == 1 ? $"{g.Key}" : $"{g.Key}(x{g.Count()})"));

    private static void WriteCsv(TextWriter output, IReadOnlyList<int>[] rows)
    {
        foreach (var row in rows)
            output.WriteLine(string.Join(',', Enumerable.Range(0, rows.Length).Select(k => row.Count(n => n == k))));
    }

    private static void WriteDot(TextWriter output, int prime, IReadOnlyList<int>[] rows)
    {
        output.WriteLine($"graph T{prime} {{");
        for (int s = 0; s < rows.Length; s++)
        {
            // An edge belongs to the smaller shard; loops are their own.
            foreach (int k in rows[s].Where(k => k >= s))
                output.WriteLine($"  {s} -- {k};");
        }

        output.WriteLine("}");
    }

    private static void WriteJson(TextWriter output, int prime, HeckeModuleHost host, IReadOnlyList<int>[] rows) => JsonOutput.WriteObject(output, writer =>
    {
        writer.WriteNumber("prime", prime);
        writer.WriteNumber("level", SupersingularGraph.ShardCharacteristic);
        writer.WriteStartArray("shards");
        for (int s = 0; s < rows.Length; s++)
        {
            writer.WriteStartObject();
            writer.WriteNumber("shard", s);
            writer.WriteString("j", $"{host.Manifest.Modules[s].Vertex}");
            writer.WriteNumber("frobenius", host.Manifest.Modules[s].Conjugate);
            writer.WriteStartArray("neighbours");
            foreach (int k in rows[s])
                writer.WriteNumberValue(k);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
