using Microsoft.Data.Sqlite;
using Monster.Board;
using SQLitePCL;

namespace Monster.Bbs;

/// <summary>
/// Reads the state over one connection. Inside a transaction everything that is read is of one moment. Statements are prepared once and
/// used through SQLite's own calls: a key is found in 2 µs, of which the layer of ADO.NET would make 6. Used by one thread at a time.
/// </summary>
internal sealed class SqliteReader : IReadStore, IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly List<Statement> _prepared = [];
    private readonly Stack<Statement>[] _scans = [new(), new(), new(), new()]; // free ones of each shape: scans nest
    private readonly Statement _begin, _commit, _rollBack, _find, _search;

    public SqliteReader(SqliteConnection connection)
    {
        _connection = connection;
        _begin = Prepare("BEGIN");
        _commit = Prepare("COMMIT");
        _rollBack = Prepare("ROLLBACK");
        _find = Prepare("SELECT v FROM entry WHERE k = ?1");
        _search = Prepare("SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid DESC LIMIT ?2");
    }

    /// <summary>Begins a transaction, which reads from its first read on.</summary>
    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    /// <summary>Ends a transaction and its changes, if there is one.</summary>
    public void RollBack()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            _rollBack.Run();
    }

    public byte[]? Find(ReadOnlySpan<byte> key)
    {
        byte[]? value = _find.Bind(1, key).Step() ? _find.Blob(0).ToArray() : null;
        _find.Reset();
        return value;
    }

    public IEnumerable<KeyValuePair<byte[], byte[]>> Scan(byte[] start, byte[]? limit, bool descending = false)
    {
        int shape = (limit is null ? 0 : 1) + (descending ? 2 : 0);
        if (!_scans[shape].TryPop(out var scan))
            scan = Prepare("SELECT k, v FROM entry WHERE k >= ?1" + (limit is null ? "" : " AND k < ?2") + " ORDER BY k" + (descending ? " DESC" : ""));
        try
        {
            scan.Bind(1, start);
            if (limit is not null)
                scan.Bind(2, limit);
            while (scan.Step())
                yield return new(scan.Blob(0).ToArray(), scan.Blob(1).ToArray());
        }
        finally
        {
            scan.Reset();
            _scans[shape].Push(scan);
        }
    }

    /// <summary>The numbers of the entries whose text has all the words, the newest first.</summary>
    public List<ulong> Search(string query, int most)
    {
        var numbers = new List<ulong>();
        _search.Bind(1, query).Bind(2, most);
        while (_search.Step())
            numbers.Add((ulong)_search.Number(0));
        return numbers;
    }

    /// <summary>Prepares a statement that lives as long as the connection.</summary>
    public Statement Prepare(string text)
    {
        var statement = new Statement(_connection.Handle!, text);
        _prepared.Add(statement);
        return statement;
    }

    public void Dispose()
    {
        _prepared.ForEach(statement => statement.Dispose());
        _connection.Dispose();
    }
}
