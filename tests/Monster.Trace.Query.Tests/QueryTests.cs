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
