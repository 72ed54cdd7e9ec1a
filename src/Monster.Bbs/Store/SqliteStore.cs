using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Monster.Board;

namespace Monster.Bbs;

/// <summary>
/// The state in SQLite: one table of keys and values, the words of posts (FTS5), and, in the same transaction as the changes, the
/// index applied last and the state's hash. One writer; any number of readers, each seeing one moment. The log is the truth: the
/// file is synced at checkpoints only, and what a loss of power takes from it comes back from the log.
/// </summary>
internal sealed class SqliteStore : IStore, IDisposable
{
    /// <summary>The version of the file, kept in its header (<c>PRAGMA user_version</c>).</summary>
    private const int Version = 1;

    private const int MaxIdleReaders = 8;

    private readonly string _path;
    private readonly SearchIndex _words;
    private readonly SqliteReader _writer;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _addWords;
    private readonly SqliteCommand _dropWords;
    private readonly SqliteCommand _mark;
    private readonly ConcurrentBag<SqliteReader> _idle = [];
    private SqliteTransaction? _transaction;

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="words">What can be searched for.</param>
    /// <exception cref="LogException">It is of another version, or damaged.</exception>
    public SqliteStore(string path, SearchIndex words)
    {
        (_path, _words) = (path, words);
        _writer = new SqliteReader(Open(path, SqliteOpenMode.ReadWriteCreate, Prepare));
        _put = _writer.Command("INSERT INTO entry(k, v) VALUES($k, $v) ON CONFLICT(k) DO UPDATE SET v = excluded.v", "$k", "$v");
        _delete = _writer.Command("DELETE FROM entry WHERE k = $k", "$k");
        _addWords = _writer.Command("INSERT INTO words(rowid, body) VALUES($n, $t)", "$n", "$t");
        _dropWords = _writer.Command("DELETE FROM words WHERE rowid = $n", "$n");
        _mark = _writer.Command("UPDATE mark SET applied = $a, hash = $h", "$a", "$h");
        using var read = _writer.Command("SELECT applied, hash, board FROM mark");
        using var row = read.ExecuteReader();
        row.Read();
        Applied = (ulong)row.GetInt64(0);
        Hash = StateHash.FromBytes((byte[])row[1]);
        Board = new Guid((byte[])row[2]);
    }

    /// <summary>The index applied last, as of the last commit.</summary>
    public ulong Applied { get; private set; }

    /// <summary>The state's hash, as of the last commit.</summary>
    public StateHash Hash { get; private set; }

    /// <summary>The number drawn when the board began, which its log bears too: so a store and a log of two boards are never mixed.</summary>
    public Guid Board { get; private set; }

    public byte[]? Find(ReadOnlySpan<byte> key) => _writer.Find(key);

    public IEnumerable<KeyValuePair<byte[], byte[]>> Scan(byte[] start, byte[]? limit, bool descending = false) => _writer.Scan(start, limit, descending);

    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        StoreLimits.Check(key, value);
        byte[] k = key.ToArray(), v = value.ToArray();
        ForgetWords(k);
        _put.Parameters[0].Value = k;
        _put.Parameters[1].Value = v;
        _put.ExecuteNonQuery();
        if (!_words.Covers(k) || _words.Read(k, v) is not { } entry)
            return;
        _addWords.Parameters[0].Value = (long)entry.Number;
        _addWords.Parameters[1].Value = entry.Text;
        _addWords.ExecuteNonQuery();
    }

    public void Delete(ReadOnlySpan<byte> key)
    {
        byte[] k = key.ToArray();
        ForgetWords(k);
        _delete.Parameters[0].Value = k;
        _delete.ExecuteNonQuery();
    }

    /// <summary>Begins a batch of changes that will be seen together or not at all.</summary>
    public void Begin()
    {
        _transaction = _writer.Connection.BeginTransaction();
        foreach (var command in new[] { _put, _delete, _addWords, _dropWords, _mark })
            command.Transaction = _transaction;
        _writer.Use(_transaction);
    }

    /// <summary>Ends the batch: it is seen by readers from now on.</summary>
    public void Commit(ulong applied, StateHash hash)
    {
        _mark.Parameters[0].Value = (long)applied;
        _mark.Parameters[1].Value = hash.ToBytes();
        _mark.ExecuteNonQuery();
        _transaction!.Commit();
        End();
        (Applied, Hash) = (applied, hash);
    }

    /// <summary>Drops the batch.</summary>
    public void RollBack()
    {
        _transaction?.Rollback();
        End();
    }

    /// <summary>Reads at one moment.</summary>
    public T Read<T>(Func<SqliteReader, T> read)
    {
        if (!_idle.TryTake(out var reader))
            reader = new SqliteReader(Open(_path, SqliteOpenMode.ReadOnly, _ => { }));
        bool good = false;
        try
        {
            using var moment = reader.Connection.BeginTransaction(deferred: true);
            reader.Use(moment);
            var result = read(reader);
            moment.Commit();
            good = true;
            return result;
        }
        finally
        {
            reader.Use(null);
            if (good && _idle.Count < MaxIdleReaders)
                _idle.Add(reader);
            else
                reader.Dispose();
        }
    }

    /// <summary>Makes this the store of a board whose log it was made from.</summary>
    public void Adopt(Guid board)
    {
        using var command = _writer.Command("UPDATE mark SET board = $b", "$b");
        command.Parameters[0].Value = board.ToByteArray();
        command.ExecuteNonQuery();
        Board = board;
    }

    /// <summary>Syncs everything applied to the file itself: from now on the log is not needed for it.</summary>
    /// <returns>False when readers of an older moment were in the way; try again later.</returns>
    public bool Checkpoint()
    {
        // Under synchronous = NORMAL this syncs the write-ahead log first and the database afterwards.
        using var command = _writer.Command("PRAGMA wal_checkpoint(PASSIVE)");
        using var row = command.ExecuteReader();
        return row.Read() && row.GetInt64(0) == 0 && row.GetInt64(1) == row.GetInt64(2);
    }

    /// <summary>Writes a copy of a state as it is at one moment; it may be in use by another process meanwhile.</summary>
    public static void Copy(string state, string path)
    {
        using var source = Open(state, SqliteOpenMode.ReadOnly, _ => { });
        using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        target.Open();
        source.BackupDatabase(target);
        Execute(target, "PRAGMA journal_mode = DELETE"); // one file, with nothing beside it
    }

    public void Dispose()
    {
        RollBack();
        foreach (var command in new[] { _put, _delete, _addWords, _dropWords, _mark })
            command.Dispose();
        while (_idle.TryTake(out var reader))
            reader.Dispose();
        _writer.Dispose();
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode, Action<SqliteConnection> prepare)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            prepare(connection);
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new LogException($"The state '{path}' cannot be opened: {e.Message} Restore the board from a backup, or let it be made anew from a whole log.", e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Prepare(SqliteConnection connection)
    {
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -32000; PRAGMA foreign_keys = OFF;");
        using var ask = connection.CreateCommand();
        ask.CommandText = "PRAGMA user_version";
        long version = (long)ask.ExecuteScalar()!;
        if (version > Version)
            throw new LogException($"The state is of version {version}; this program knows version {Version}. A newer program wrote it.");
        if (version == Version)
            return;
        using var transaction = connection.BeginTransaction();
        Execute(connection, $"""
            CREATE TABLE entry(k BLOB PRIMARY KEY, v BLOB NOT NULL) WITHOUT ROWID;
            CREATE TABLE mark(applied INTEGER NOT NULL, hash BLOB NOT NULL, board BLOB NOT NULL);
            INSERT INTO mark VALUES(0, zeroblob({StateHash.Size}), randomblob(16));
            CREATE VIRTUAL TABLE words USING fts5(body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
            PRAGMA user_version = {Version};
            """);
        transaction.Commit();
    }

    [SuppressMessage("Security", "CA2100", Justification = "Every text is a constant of this room.")]
    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private void ForgetWords(byte[] key)
    {
        if (!_words.Covers(key) || _writer.Find(key) is not { } before || _words.Read(key, before) is not { } entry)
            return;
        _dropWords.Parameters[0].Value = (long)entry.Number;
        _dropWords.ExecuteNonQuery();
    }

    private void End()
    {
        _transaction?.Dispose();
        _transaction = null;
        _writer.Use(null);
    }
}
