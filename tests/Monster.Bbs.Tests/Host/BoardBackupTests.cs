using System.Formats.Tar;
using System.IO.Compression;
using Monster.Board;

namespace Monster.Bbs.Tests.Host;

public sealed class BoardBackupTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task A_backup_of_a_running_board_is_put_back_and_the_board_goes_on_from_there()
    {
        StateHash hash;
        await using (var board = BoardHost.Open(_folder["board"]))
        {
            await board.SubmitAsync(new SetFact("a", "1"));
            Directory.CreateDirectory(_folder["board/plays"]);
            File.WriteAllText(_folder["board/plays/one.play"], "a recording");
            hash = board.StateHash;
            Assert.Equal((1UL, hash), BoardBackup.Write(_folder["board"], _folder["b.tar.gz"]));
            await board.SubmitAsync(new SetFact("a", "2"));
        }

        Assert.Equal((1UL, hash), BoardBackup.Restore(_folder["b.tar.gz"], _folder["again"]));
        Assert.Equal("a recording", File.ReadAllText(_folder["again/plays/one.play"]));
        await using (var again = BoardHost.Open(_folder["again"]))
        {
            Assert.Equal("1", again.Read(s => Facts.Find(s, "a")));
            Assert.Equal(2UL, (await again.SubmitAsync(new SetFact("a", "3"))).Index);
        }

        await using var third = BoardHost.Open(_folder["again"]);
        Assert.Equal("3", third.Read(s => Facts.Find(s, "a")));
        Assert.False(File.Exists(_folder["again/backup.json"]));
        Assert.Equal(["again", "b.tar.gz", "board"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_callers_keep_in_doors_is_in_a_backup_and_no_file_that_a_doors_link_leads_to()
    {
        await using (var board = BoardHost.Open(_folder["board"]))
            await board.SubmitAsync(new SetFact("a", "1"));
        Directory.CreateDirectory(_folder["board/door-saves/guess/7"]);
        File.WriteAllText(_folder["board/door-saves/guess/7/wins"], "3");
        Directory.CreateDirectory(_folder["secrets"]);
        File.WriteAllText(_folder["secrets/secret"], "another's");
        File.CreateSymbolicLink(_folder["board/door-saves/guess/7/link"], _folder["secrets/secret"]);
        Directory.CreateSymbolicLink(_folder["board/door-saves/guess/7/folder"], _folder["secrets"]);
        Directory.CreateDirectory(_folder["board/compiled-doors"]);
        File.WriteAllText(_folder["board/compiled-doors/x"], "made again");
        BoardBackup.Write(_folder["board"], _folder["b.tar.gz"]);
        BoardBackup.Restore(_folder["b.tar.gz"], _folder["again"]);
        Assert.Equal([_folder["again/door-saves/guess/7/wins"]], Directory.GetFileSystemEntries(_folder["again/door-saves/guess/7"]));
        Assert.False(Directory.Exists(_folder["again/compiled-doors"]));
    }

    [Fact]
    public async Task Nothing_is_restored_over_a_board()
    {
        await using (var board = BoardHost.Open(_folder["board"]))
            await board.SubmitAsync(new SetFact("a", "1"));
        BoardBackup.Write(_folder["board"], _folder["b.tar.gz"]);
        Assert.Contains("not empty", Assert.Throws<LogException>(() => BoardBackup.Restore(_folder["b.tar.gz"], _folder["board"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_that_is_damaged_or_none_is_refused_and_leaves_no_directory()
    {
        await using (var board = BoardHost.Open(_folder["board"]))
        {
            for (int i = 0; i < 50; i++)
                await board.SubmitAsync(new SetFact($"n{i}", new string((char)('a' + (i % 26)), 100)));
        }

        BoardBackup.Write(_folder["board"], _folder["b.tar.gz"]);
        byte[] whole = File.ReadAllBytes(_folder["b.tar.gz"]);
        File.WriteAllBytes(_folder["cut"], whole[..(whole.Length / 2)]);
        File.WriteAllText(_folder["other"], "not a backup");
        Forge();
        foreach (string bad in new[] { "cut", "other", "forged", "missing" })
        {
            Assert.Throws<LogException>(() => BoardBackup.Restore(_folder[bad], _folder["again"]));
            Assert.False(Directory.Exists(_folder["again"]), bad);
        }

        Assert.Contains("no board", Assert.Throws<LogException>(() => BoardBackup.Write(_folder["nowhere"], _folder["x"])).Message, StringComparison.Ordinal);

        // The same archive, with one value of the state changed.
        void Forge()
        {
            string open = _folder["open"];
            Directory.CreateDirectory(open);
            using (var zip = new GZipStream(new MemoryStream(whole), CompressionMode.Decompress))
                TarFile.ExtractToDirectory(zip, open, overwriteFiles: false);
            using (var store = new SqliteStore(Path.Combine(open, "state.db"), SearchIndex.OfBoard))
            {
                store.Begin();
                store.Put(new KeyWriter(Table.Facts).Text("n1").ToKey(), [1]);
                store.Commit(store.Applied, store.Hash);
            }

            using var target = new GZipStream(File.Create(_folder["forged"]), CompressionLevel.Fastest);
            TarFile.CreateFromDirectory(open, target, includeBaseDirectory: false);
        }
    }

    public void Dispose() => _folder.Dispose();
}
