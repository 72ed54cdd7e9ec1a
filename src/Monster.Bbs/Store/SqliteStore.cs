using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Monster.Board;

namespace Monster.Bbs;

/// <summary>
/// The state in SQLite: one table of keys and values, the words of posts (FTS5), and, in the same transaction as the changes, the
/// index applied last and the state's hash. The words of the last few posts are indexed together later, since a transaction of the index costs much more than a word: how far it
/// is stands there too, so nothing is left out. One writer; any number of readers, each seeing one moment. The log is the truth: the
/// file is synced at checkpoints only, and what a loss of power takes from it comes back from the log.
/// </summary>
internal sealed class SqliteStore : IStore, IDisposable
{
    /// <summary>The version of the file, kept in its header (<c>PRAGMA user_version</c>).</summary>
    private const int Version = 2;

    /// <summary>Entries whose words are indexed together at the latest.</summary>
    private const int WordsTogether = 64;

    private const int MaxIdleReaders = 8;

    private readonly string _path;
    private readonly SearchIndex _words;
    private readonly SqliteReader _writer;
    private readonly Statement _insert, _update, _delete, _addWords, _dropWords, _mark, _markWords, _checkpoint;
    private readonly ConcurrentBag<SqliteReader> _idle = [];
    private byte[] _indexed; // the last key whose words are in the index
    private volatile int _unindexed;

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
            _insert = _writer.Prepare("INSERT INTO entry(k, v) VALUES(?1, ?2) ON CONFLICT(k) DO NOTHING");
            _update = _writer.Prepare("UPDATE entry SET v = ?2 WHERE k = ?1");
            _delete = _writer.Prepare("DELETE FROM entry WHERE k = ?1");
            _addWords = _writer.Prepare("INSERT INTO words(rowid, body) VALUES(?1, ?2)");
            _dropWords = _writer.Prepare("DELETE FROM words WHERE rowid = ?1");
            _mark = _writer.Prepare("UPDATE mark SET applied = ?1, hash = ?2");
            _markWords = _writer.Prepare("UPDATE mark SET words = ?1");
            _checkpoint = _writer.Prepare("PRAGMA wal_checkpoint(PASSIVE)");
            var read = _writer.Prepare("SELECT applied, hash, board, words FROM mark");
            read.Step();
            Applied = (ulong)read.Number(0);
            Hash = StateHash.FromBytes(read.Blob(1));
            Board = new Guid(read.Blob(2));
            _indexed = read.Blob(3) is { IsEmpty: false } key ? key.ToArray() : [_words.Table];
            read.Reset();
            _unindexed = Unindexed().Count();
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

    /// <summary>Whether there are entries whose words are not in the index yet.</summary>
    public bool HasUnindexed => _unindexed > 0;

    public byte[]? Find(ReadOnlySpan<byte> key) => _writer.Find(key);

    public IEnumerable<KeyValuePair<byte[], byte[]>> Scan(byte[] start, byte[]? limit, bool descending = false) => _writer.Scan(start, limit, descending);

    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => Exchange(key, value);

    public byte[]? Exchange(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        StoreLimits.Check(key, value);
        byte[]? before = null;
        if (!_insert.Bind(1, key).Bind(2, value).RunChanges())
        {
            before = _writer.Find(key);
            _update.Bind(1, key).Bind(2, value).Run();
        }

        if (IsIndexed(key))
        {
            ForgetWords(key, before);
            AddWords(key, value);
        }
        else if (_words.Covers(key) && before is null)
        {
            _unindexed++;
        }

        return before;
    }

    public void Delete(ReadOnlySpan<byte> key)
    {
        if (IsIndexed(key))
            ForgetWords(key, _writer.Find(key));
        _delete.Bind(1, key).Run();
    }

    /// <summary>Begins a batch of changes that will be seen together or not at all.</summary>
    public void Begin() => _writer.Begin();

    /// <summary>Ends the batch: it is seen by readers from now on.</summary>
    public void Commit(ulong applied, StateHash hash)
    {
        if (_unindexed >= WordsTogether)
            TakeUpWords();
        _mark.Bind(1, (long)applied).Bind(2, hash.ToBytes()).Run();
        _writer.Commit();
        (Applied, Hash) = (applied, hash);
    }

    /// <summary>Indexes the words that are not in the index yet. Not inside a batch.</summary>
    public void IndexWords()
    {
        Begin();
        TakeUpWords();
        _writer.Commit();
    }

    /// <summary>Drops the batch, if there is one.</summary>
    public void RollBack()
    {
        _writer.RollBack();
        var read = _writer.Prepare("SELECT words FROM mark");
        read.Step();
        _indexed = read.Blob(0) is { IsEmpty: false } key ? key.ToArray() : [_words.Table];
        read.Reset();
        _unindexed = Unindexed().Count();
    }

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
        _writer.RollBack();
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
        if (version == 0)
        {
            Execute(connection, $"""
                CREATE TABLE entry(k BLOB PRIMARY KEY, v BLOB NOT NULL) WITHOUT ROWID;
                CREATE TABLE mark(applied INTEGER NOT NULL, hash BLOB NOT NULL, board BLOB NOT NULL);
                INSERT INTO mark VALUES(0, zeroblob({StateHash.Size}), randomblob(16));
                CREATE VIRTUAL TABLE words USING fts5(body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
                """);
        }

        // Version 1 had the words of every post in the index.
        Execute(connection, $"""
            ALTER TABLE mark ADD COLUMN words BLOB NOT NULL DEFAULT x'';
            UPDATE mark SET words = coalesce((SELECT k FROM entry WHERE k >= x'{(byte)Table.Posts:X2}' AND k < x'{(byte)Table.Posts + 1:X2}' ORDER BY k DESC LIMIT 1), x'');
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

    /// <summary>Whether the words of a key are in the index already, if they are searched at all.</summary>
    private bool IsIndexed(ReadOnlySpan<byte> key) => _words.Covers(key) && key.SequenceCompareTo(_indexed) <= 0;

    private IEnumerable<KeyValuePair<byte[], byte[]>> Unindexed() => _writer.Scan([.. _indexed, 0], KeyOrder.AfterPrefix([_words.Table]));

    private void TakeUpWords()
    {
        foreach (var (key, value) in Unindexed())
        {
            AddWords(key, value);
            _indexed = key;
        }

        _markWords.Bind(1, _indexed).Run();
        _unindexed = 0;
    }

    private void AddWords(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (_words.Read(key, value) is { } entry)
            _addWords.Bind(1, (long)entry.Number).Bind(2, entry.Text).Run();
    }

    private void ForgetWords(ReadOnlySpan<byte> key, byte[]? before)
    {
        if (before is not null && _words.Read(key, before) is { } entry)
            _dropWords.Bind(1, (long)entry.Number).Run();
    }
}
