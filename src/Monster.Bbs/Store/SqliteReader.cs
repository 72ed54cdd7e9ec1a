using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Monster.Board;

namespace Monster.Bbs;

/// <summary>Reads the state over one connection. Inside a transaction everything that is read is of one moment.</summary>
internal sealed class SqliteReader : IReadStore, IDisposable
{
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _search;
    private SqliteTransaction? _transaction;

    public SqliteReader(SqliteConnection connection)
    {
        Connection = connection;
        _find = Command("SELECT v FROM entry WHERE k = $k", "$k");
        _search = Command("SELECT rowid FROM words WHERE words MATCH $q ORDER BY rowid DESC LIMIT $n", "$q", "$n");
    }

    public SqliteConnection Connection { get; }

    /// <summary>Reads inside a transaction from now on; null for none.</summary>
    public void Use(SqliteTransaction? transaction) => (_transaction, _find.Transaction, _search.Transaction) = (transaction, transaction, transaction);

    public byte[]? Find(ReadOnlySpan<byte> key)
    {
        _find.Parameters[0].Value = key.ToArray();
        return (byte[]?)_find.ExecuteScalar();
    }

    public IEnumerable<KeyValuePair<byte[], byte[]>> Scan(byte[] start, byte[]? limit, bool descending = false)
    {
        // A command of its own for each scan: scans nest.
        using var command = Command(
            (limit is null, descending) switch
            {
                (true, false) => "SELECT k, v FROM entry WHERE k >= $a ORDER BY k",
                (true, true) => "SELECT k, v FROM entry WHERE k >= $a ORDER BY k DESC",
                (false, false) => "SELECT k, v FROM entry WHERE k >= $a AND k < $b ORDER BY k",
                (false, true) => "SELECT k, v FROM entry WHERE k >= $a AND k < $b ORDER BY k DESC",
            },
            "$a",
            "$b");
        command.Parameters[0].Value = start;
        command.Parameters[1].Value = limit ?? [];
        using var rows = command.ExecuteReader();
        while (rows.Read())
            yield return new((byte[])rows[0], (byte[])rows[1]);
    }

    /// <summary>The numbers of the entries whose text has all the words, the newest first.</summary>
    public List<ulong> Search(string query, int most)
    {
        _search.Parameters[0].Value = query;
        _search.Parameters[1].Value = most;
        var numbers = new List<ulong>();
        using var rows = _search.ExecuteReader();
        while (rows.Read())
            numbers.Add((ulong)rows.GetInt64(0));
        return numbers;
    }

    [SuppressMessage("Security", "CA2100", Justification = "Every text is a constant of this room.")]
    public SqliteCommand Command(string text, params ReadOnlySpan<string> parameters)
    {
        var command = Connection.CreateCommand();
        command.CommandText = text;
        command.Transaction = _transaction;
        foreach (string name in parameters)
            command.Parameters.Add(new SqliteParameter(name, null));
        return command;
    }

    public void Dispose()
    {
        _find.Dispose();
        _search.Dispose();
        Connection.Dispose();
    }
}
