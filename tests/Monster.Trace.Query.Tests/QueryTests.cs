using Monster.Trace.Tables;

namespace Monster.Trace.Query.Tests;

/// <summary>SQL over a trace's tables.</summary>
public sealed class QueryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monster-query-test-");

    public QueryTests()
    {
        TableFile.Write(_folder.FullName, [new RunRow { State = "complete", Program = "a \"b\", c" }]);
        TableFile.Write(_folder.FullName, [
            new BlockRow { Block = 0, Pc = 0x1000, Instructions = 3, Code = [1, 2], Lengths = [1, 1] },
            new BlockRow { Block = 1, Pc = 0xFFFFFFFF81000000, Instructions = 5 }]);
        TableFile.Write(_folder.FullName, [new BlockCountRow { Block = 0, Count = 10 }, new BlockCountRow { Block = 1, Count = 7 }]);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Hot_blocks_are_joined_and_ordered() =>
        Assert.Equal("block,pc,executed\n1,18446744071578845184,35\n0,4096,30\n", Ask("SELECT block, pc, executed FROM hot", o => new CsvRows(o)));

    [Fact]
    public void Json_has_a_row_a_line() =>
        Assert.Equal("{\"program\":\"a \\u0022b\\u0022, c\",\"n\":null,\"big\":18446744073709551615}\n", Ask("SELECT program, NULL AS n, 18446744073709551615::UBIGINT AS big FROM run", o => new JsonRows(o)));

    [Fact]
    public void Fields_with_commas_and_quotes_are_quoted() =>
        Assert.Equal("program\n\"a \"\"b\"\", c\"\n", Ask("SELECT program FROM run", o => new CsvRows(o)));

    [Fact]
    public void Bytes_are_hexadecimal() => Assert.Equal("code\n0102\n", Ask("SELECT code FROM block WHERE block = 0", o => new CsvRows(o)));

    [Fact]
    public void A_folder_without_a_run_is_refused()
    {
        File.Delete(Path.Combine(_folder.FullName, "run.parquet"));
        Assert.Throws<DirectoryNotFoundException>(() => new TraceDatabase(_folder.FullName));
    }

    [Theory]
    [InlineData("1", "page", 4096)]
    [InlineData("2", "line", 64)]
    public void Addresses_of_this_version_and_the_one_before_are_put_together(string version, string part, int size)
    {
        Copy("SELECT 1::UINTEGER AS format_version", "run.parquet", version);
        Copy("SELECT 7::UINTEGER AS op, 64::UBIGINT AS pc, 4::UINTEGER AS size, false AS is_store, 0::UINTEGER AS block", "op.parquet", version);
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "mem"));
        Copy($"SELECT 0::UINTEGER AS process, 0::UINTEGER AS thread, 0::UBIGINT AS seq, 1000::UBIGINT AS {part}, 9::USMALLINT AS \"offset\", 7::UINTEGER AS op", "mem/p0-t0.parquet", version);
        Assert.Equal($"address,pc\n{(1000 * size) + 9},64\n", Ask("SELECT address, pc FROM access", o => new CsvRows(o)));
    }

    [Fact]
    public void A_trace_of_a_newer_version_is_refused_and_says_so()
    {
        Copy("SELECT 3::UINTEGER AS format_version", "run.parquet", "3");
        var error = Assert.Throws<InvalidDataException>(() => new TraceDatabase(_folder.FullName));
        Assert.Contains("has version 3 of its format", error.Message, StringComparison.Ordinal);
    }

    private void Copy(string select, string file, string version)
    {
        using var connection = new DuckDB.NET.Data.DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY ({select}) TO '{Path.Combine(_folder.FullName, file)}' (FORMAT parquet, KV_METADATA {{'monster.trace.version': '{version}'}})";
        command.ExecuteNonQuery();
    }

    [Fact]
    public void A_table_lines_numbers_up_and_counts_rows() =>
        Assert.Equal("block  count\n    0     10\n    1      7\n2 rows\n", Ask("SELECT block, count FROM block_count ORDER BY block", o => new TableRows(o)));

    private string Ask(string sql, Func<TextWriter, IRowWriter> writer)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var database = new TraceDatabase(_folder.FullName);
        database.Run(sql, writer(output));
        return output.ToString();
    }
}
