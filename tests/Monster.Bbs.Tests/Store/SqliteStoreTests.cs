using Monster.Board;
using Monster.Board.Tests;

namespace Monster.Bbs.Tests.Store;

public sealed class SqliteStoreTests : StoreConformance
{
    private static readonly SearchIndex ByFirstByte = new(
        key => key[0] == 7,
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
