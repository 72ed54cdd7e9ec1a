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
    private readonly Statement _put, _delete, _addWords, _dropWords, _mark, _checkpoint;
    private readonly ConcurrentBag<SqliteReader> _idle = [];

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="words">What can be searched for.</param>
    /// <exception cref="LogException">It is of another version, or damaged.</exception>
    public SqliteStore(string path, SearchIndex words)
    {
        (_path, _words) = (path, words);
        try
        {
            _writer = new SqliteReader(Open(path, SqliteOpenMode.ReadWriteCreate, Prepare));
            _put = _writer.Prepare("INSERT INTO entry(k, v) VALUES(?1, ?2) ON CONFLICT(k) DO UPDATE SET v = excluded.v");
            _delete = _writer.Prepare("DELETE FROM entry WHERE k = ?1");
            _addWords = _writer.Prepare("INSERT INTO words(rowid, body) VALUES(?1, ?2)");
            _dropWords = _writer.Prepare("DELETE FROM words WHERE rowid = ?1");
            _mark = _writer.Prepare("UPDATE mark SET applied = ?1, hash = ?2");
            _checkpoint = _writer.Prepare("PRAGMA wal_checkpoint(PASSIVE)");
            var read = _writer.Prepare("SELECT applied, hash, board FROM mark");
            read.Step();
            Applied = (ulong)read.Number(0);
            Hash = StateHash.FromBytes(read.Blob(1));
            Board = new Guid(read.Blob(2));
            read.Reset();
        }
        catch (StoreException e)
        {
            _writer?.Dispose();
            throw new LogException($"The state '{path}' cannot be opened: {e.Message}. Restore the board from a backup, or let it be made anew from a whole log.", e);
        }
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
        ForgetWords(key);
        _put.Bind(1, key).Bind(2, value).Run();
        if (_words.Covers(key) && _words.Read(key, value) is { } entry)
            _addWords.Bind(1, (long)entry.Number).Bind(2, entry.Text).Run();
    }

    public void Delete(ReadOnlySpan<byte> key)
    {
        ForgetWords(key);
        _delete.Bind(1, key).Run();
    }

    /// <summary>Begins a batch of changes that will be seen together or not at all.</summary>
    public void Begin() => _writer.Begin();

    /// <summary>Ends the batch: it is seen by readers from now on.</summary>
    public void Commit(ulong applied, StateHash hash)
    {
        _mark.Bind(1, (long)applied).Bind(2, hash.ToBytes()).Run();
        _writer.Commit();
        (Applied, Hash) = (applied, hash);
    }

    /// <summary>Drops the batch, if there is one.</summary>
    public void RollBack() => _writer.RollBack();

    /// <summary>Reads at one moment.</summary>
    public T Read<T>(Func<SqliteReader, T> read)
    {
        if (!_idle.TryTake(out var reader))
            reader = new SqliteReader(Open(_path, SqliteOpenMode.ReadOnly, _ => { }));
        bool good = false;
        try
        {
            reader.Begin();
            var result = read(reader);
            reader.Commit();
            good = true;
            return result;
        }
        finally
        {
            if (good && _idle.Count < MaxIdleReaders)
                _idle.Add(reader);
            else
                reader.Dispose();
        }
    }

    /// <summary>Makes this the store of a board whose log it was made from.</summary>
    public void Adopt(Guid board)
    {
        _writer.Prepare("UPDATE mark SET board = ?1").Bind(1, board.ToByteArray()).Run();
        Board = board;
    }

    /// <summary>Syncs everything applied to the file itself: from now on the log is not needed for it.</summary>
    /// <returns>False when readers of an older moment were in the way; try again later.</returns>
    public bool Checkpoint()
    {
        // Under synchronous = NORMAL this syncs the write-ahead log first and the database afterwards.
        bool isWhole = _checkpoint.Step() && _checkpoint.Number(0) == 0 && _checkpoint.Number(1) == _checkpoint.Number(2);
        _checkpoint.Reset();
        return isWhole;
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

    private void ForgetWords(ReadOnlySpan<byte> key)
    {
        if (_words.Covers(key) && _writer.Find(key) is { } before && _words.Read(key, before) is { } entry)
            _dropWords.Bind(1, (long)entry.Number).Run();
    }
}
