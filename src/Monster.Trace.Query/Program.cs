using DuckDB.NET.Data;

namespace Monster.Trace.Query;

/// <summary>SQL over a trace: <c>Monster.Trace.Query FOLDER SQL [table|csv|json]</c>. <c>monster trace query</c> starts it.</summary>
public static class Program
{
    private const int BadInput = 2;

    /// <summary>Runs it.</summary>
    /// <returns>0, or 2 when the statement or the folder is not good.</returns>
    public static int Main(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args is not [var folder, var sql, .. var rest])
        {
            Console.Error.WriteLine("Usage: Monster.Trace.Query FOLDER SQL [table|csv|json]");
            return BadInput;
        }

        using var output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 1 << 16);
        IRowWriter writer = rest.FirstOrDefault() switch { "csv" => new CsvRows(output), "json" => new JsonRows(output), _ => new TableRows(output) };
        try
        {
            using var database = new TraceDatabase(folder);
            database.Run(sql, writer);
            return 0;
        }
        catch (Exception e) when (e is DuckDBException or IOException or InvalidDataException)
        {
            Console.Error.WriteLine("monster: " + e.Message);
            return BadInput;
        }
    }
}
