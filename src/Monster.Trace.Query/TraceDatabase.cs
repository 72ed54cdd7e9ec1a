using DuckDB.NET.Data;

namespace Monster.Trace.Query;

/// <summary>
/// A trace as a database: a view for each table of docs/trace-format.md, <c>exec</c> and <c>mem</c> over all their files, and three that join
/// what is usually joined: <c>executed</c> (exec with the blocks' addresses), <c>access</c> (mem with addresses and instructions), and
/// <c>hot</c> (blocks by instructions executed). In memory; the trace's files are only read.
/// </summary>
public sealed class TraceDatabase : IDisposable
{
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    /// <summary>Opens a trace.</summary>
    /// <param name="folder">The trace's folder.</param>
    /// <exception cref="DirectoryNotFoundException">It is no trace.</exception>
    /// <exception cref="InvalidDataException">It is of a newer version.</exception>
    public TraceDatabase(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "run.parquet")))
            throw new DirectoryNotFoundException($"'{folder}' is not a trace: it has no run.parquet.");
        _connection.Open();
        string address = Address(folder);
        foreach (string file in Directory.EnumerateFiles(folder, "*.parquet"))
            Execute($"CREATE VIEW {Path.GetFileNameWithoutExtension(file)} AS SELECT * FROM read_parquet({Quoted(file)})");
        bool exec = Streams(folder, "exec", "*"), mem = Streams(folder, "mem", $"*, {address} AS address");
        if (exec)
            Execute("CREATE VIEW executed AS SELECT exec.*, pc, size, instructions, module FROM exec JOIN block USING (block)");
        if (mem)
            Execute("CREATE VIEW access AS SELECT mem.*, pc, size, is_store, block FROM mem JOIN op USING (op)");
        Execute("CREATE VIEW hot AS SELECT block, pc, sum(count) AS count, sum(count * instructions) AS executed FROM block_count JOIN block USING (block) GROUP BY ALL ORDER BY executed DESC");
    }

    /// <summary>Runs one statement and gives its rows to a writer.</summary>
    public void Run(string sql, IRowWriter writer)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
        writer.Begin(names);
        var row = new object?[names.Length];
        while (reader.Read())
        {
            for (int i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            writer.Row(row);
        }

        writer.Complete();
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    /// <summary>How an address is put together: version 1 of the format cut it at pages, version 2 at cache lines.</summary>
    /// <exception cref="InvalidDataException">The trace is of a newer version, or says none.</exception>
    private string Address(string folder)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT decode(value) FROM parquet_kv_metadata({Quoted(Path.Combine(folder, "run.parquet"))}) WHERE decode(key) = 'monster.trace.version'";
        return command.ExecuteScalar() switch
        {
            "1" => "page * 4096 + \"offset\"",
            "2" => "line * 64 + \"offset\"",
            string version => throw new InvalidDataException($"The trace in '{folder}' has version {version} of its format; this program knows 1 and 2: use a newer one."),
            _ => throw new InvalidDataException($"'{folder}' is not a trace: its run.parquet has no monster.trace.version."),
        };
    }

    private bool Streams(string folder, string name, string columns)
    {
        string path = Path.Combine(folder, name);
        if (!Directory.Exists(path) || !Directory.EnumerateFiles(path, "*.parquet").Any())
            return false;
        Execute($"CREATE VIEW {name} AS SELECT {columns} FROM read_parquet({Quoted(Path.Combine(path, "*.parquet"))})");
        return true;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
