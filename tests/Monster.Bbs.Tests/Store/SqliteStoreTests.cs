using Microsoft.Data.Sqlite;
using Monster.Board;
using Monster.Board.Messages;
using Monster.Board.People;
using Monster.Board.Tests;

namespace Monster.Bbs.Tests.Store;

public sealed class SqliteStoreTests : StoreConformance
{
    private static readonly SearchIndex ByFirstByte = new(
        7,
        (key, value) => value.Length == 0 ? null : new SearchEntry(key[1], System.Text.Encoding.UTF8.GetString(value)));

    [Fact]
    public void Words_are_found_as_long_as_they_are_there()
    {
        using var folder = new TestFolder();
        using var store = new SqliteStore(folder["state.db"], ByFirstByte);
        Batch(store, 1, () =>
        {
            store.Put([7, 1], "the hunter sleeps"u8);
            store.Put([7, 2], "a hunter runs"u8);
            store.Put([8, 3], "hunter of another table"u8);
        });
        Assert.Empty(Search("hunter"));
        store.IndexWords();
        Assert.Equal([2UL, 1UL], Search("hunter"));
        Assert.Equal([1UL], Search("HUNTER sleep*"));
        Batch(store, 2, () =>
        {
            store.Put([7, 1], "the door"u8);
            store.Delete([7, 2]);
        });
        Assert.Empty(Search("hunter"));
        Assert.Equal([1UL], Search("dóor"));
        Assert.Null(SearchIndex.Query("\"' () - *"));
        Assert.Empty(Search("\"NEAR(door\" AND -x OR body:y"));

        List<ulong> Search(string text) => SearchIndex.Query(text) is { } query ? store.Read(r => r.Search(query, 10)) : [];
    }

    [Fact]
    public void Words_not_indexed_when_a_board_was_killed_are_found_afterwards_and_many_are_indexed_by_themselves()
    {
        using var folder = new TestFolder();
        using (var store = new SqliteStore(folder["state.db"], ByFirstByte))
        {
            Batch(store, 1, () =>
            {
                store.Put([7, 1], "hunter"u8);
                store.Put([7, 2], "hunter"u8);
                store.Put([7, 3], "hunter"u8);
            });
            Batch(store, 2, () =>
            {
                store.Put([7, 2], []); // taken away before it was indexed
                store.Delete([7, 3]);
            });
            store.Begin();
            store.Put([7, 4], "hunter"u8);
            store.RollBack();
        }

        using (var store = new SqliteStore(folder["state.db"], ByFirstByte))
        {
            Assert.True(store.HasUnindexed);
            store.IndexWords();
            Assert.False(store.HasUnindexed);
            Assert.Equal([1UL], store.Read(r => r.Search("hunter", 10)));
            for (byte i = 10; i < 74; i++)
                Batch(store, i, () => store.Put([7, i], "walker"u8));
            Assert.False(store.HasUnindexed);
            Assert.Equal(64, store.Read(r => r.Search("walker", 100)).Count);
        }
    }

    [Fact]
    public void A_state_of_version_1_is_taken_over_with_all_its_words()
    {
        using var folder = new TestFolder();
        var first = Post(1, "lantern");
        var second = Post(2, "lantern and oil");
        using (var old = new SqliteConnection($"Data Source={folder["state.db"]};Pooling=False"))
        {
            old.Open();
            using var command = old.CreateCommand();
            command.CommandText = """
                PRAGMA journal_mode = WAL;
                CREATE TABLE entry(k BLOB PRIMARY KEY, v BLOB NOT NULL) WITHOUT ROWID;
                CREATE TABLE mark(applied INTEGER NOT NULL, hash BLOB NOT NULL, board BLOB NOT NULL);
                INSERT INTO mark VALUES(7, zeroblob(32), randomblob(16));
                CREATE VIRTUAL TABLE words USING fts5(body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
                INSERT INTO entry VALUES($k, $v);
                INSERT INTO words(rowid, body) VALUES(1, 'lantern');
                PRAGMA user_version = 1;
                """;
            command.Parameters.AddWithValue("$k", first.Key);
            command.Parameters.AddWithValue("$v", first.Value);
            command.ExecuteNonQuery();
        }

        using var store = new SqliteStore(folder["state.db"], SearchIndex.OfBoard);
        Assert.Equal(7UL, store.Applied);
        Assert.False(store.HasUnindexed);
        Batch(store, 8, () => store.Put(second.Key, second.Value));
        store.IndexWords();
        Assert.Equal([2UL, 1UL], store.Read(r => r.Search("lantern", 10)));

        static KeyValuePair<byte[], byte[]> Post(ulong id, string body)
        {
            var posts = new MemoryStore();
            BoardMachine.Apply(posts, new LogEntry(1, 1, CommandKinds.Encode(new Register(DateTimeOffset.UnixEpoch, "Keeper", [1], [1], [], AsSysop: false))), 1);
            for (ulong i = 1; i <= id; i++)
                BoardMachine.Apply(posts, new LogEntry(1, i + 1, CommandKinds.Encode(new AddPost(DateTimeOffset.UnixEpoch, 1, 0, 0, "Night", body))), i + 1);
            return posts.ScanPrefix([(byte)Table.Posts]).Last();
        }
    }

    [Fact]
    public void A_reader_sees_one_moment_and_nothing_of_a_batch_that_is_not_committed()
    {
        using var folder = new TestFolder();
        using var store = new SqliteStore(folder["state.db"], SearchIndex.OfBoard);
        Batch(store, 1, () => store.Put([1], [1]));
        store.Begin();
        store.Put([1], [2]);
        Assert.Equal([1], store.Read(r => r.Find([1]))!);
        store.Read(r =>
        {
            Assert.Equal([1], r.Find([1])!);
            store.Commit(2, default);
            Assert.Equal([1], r.Find([1])!);
            return 0;
        });
        Assert.Equal([2], store.Read(r => r.Find([1]))!);
        store.Begin();
        store.Put([1], [3]);
        store.RollBack();
        Assert.Equal([2], store.Read(r => r.Find([1]))!);
        Assert.Equal(2UL, store.Applied);
    }

    [Fact]
    public void A_newer_or_damaged_file_is_refused_with_what_to_do()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder["bad.db"], new string('x', 5000));
        Assert.Contains("backup", Assert.Throws<LogException>(() => new SqliteStore(folder["bad.db"], SearchIndex.OfBoard)).Message, StringComparison.Ordinal);
        new SqliteStore(folder["state.db"], SearchIndex.OfBoard).Dispose();
        using (var file = File.OpenWrite(folder["state.db"]))
        {
            file.Position = 60; // user_version, big-endian (the SQLite file format, 1.3)
            file.Write([0, 0, 0, 9]);
        }

        Assert.Contains("newer program", Assert.Throws<LogException>(() => new SqliteStore(folder["state.db"], SearchIndex.OfBoard)).Message, StringComparison.Ordinal);
    }

    protected override void Run(Action<IStore> first, Action<IStore> second)
    {
        using var folder = new TestFolder();
        using (var store = new SqliteStore(folder["state.db"], SearchIndex.OfBoard))
            Batch(store, 1, () => first(store));
        using var again = new SqliteStore(folder["state.db"], SearchIndex.OfBoard);
        Assert.Equal(1UL, again.Applied);
        second(again);
    }

    private static void Batch(SqliteStore store, ulong index, Action change)
    {
        store.Begin();
        change();
        store.Commit(index, default);
    }
}
