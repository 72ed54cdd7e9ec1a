using System.CommandLine;
using System.Diagnostics;
using Monster.Trace.Reading;

namespace Monster.Cli;

/// <summary><c>monster trace query</c>: SQL over a trace. DuckDB is a program of its own beside this one, because of its size.</summary>
public static class TraceQueryCommand
{
    private const string Program = "Monster.Trace.Query.dll";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The trace's folder." };
        var sql = new Argument<string>("SQL") { Description = "One statement of DuckDB's SQL. Tables: docs/trace-format.md; also executed, access and hot." };
        var csv = new Option<bool>("--csv") { Description = "Print comma-separated values." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object a row." };
        var command = new Command("query", "Ask a trace in SQL.") { folder, sql, csv, json };
        command.SetAction(result =>
        {
            var trace = new TraceFolder(result.GetRequiredValue(folder));
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (string argument in new[] { Find(), trace.Path, result.GetRequiredValue(sql), result.GetValue(csv) ? "csv" : result.GetValue(json) ? "json" : "table" })
                start.ArgumentList.Add(argument);
            using var query = Process.Start(start)!;
            var complaints = query.StandardError.ReadToEndAsync();
            var buffer = new char[1 << 14];
            int got;
            while ((got = query.StandardOutput.Read(buffer)) > 0)
                result.InvocationConfiguration.Output.Write(buffer, 0, got);
            query.WaitForExit();
            result.InvocationConfiguration.Error.Write(complaints.GetAwaiter().GetResult());
            return query.ExitCode == 0 ? ExitCode.Ok : ExitCode.BadInput;
        });
        return command;
    }

    private static string Find()
    {
        const int LevelsUp = 6;
        string? folder = AppContext.BaseDirectory;
        for (int i = 0; i < LevelsUp && folder is not null; i++, folder = Path.GetDirectoryName(folder.TrimEnd('/')))
        {
            string path = Path.Combine(folder, "artifacts", "bin", "Monster.Trace.Query", "release", Program);
            if (File.Exists(path))
                return path;
        }

        throw new CommandException("DuckDB's part of this program was not built: './monster trace query' builds it.");
    }
}
