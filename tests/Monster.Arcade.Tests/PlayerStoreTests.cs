using System.Diagnostics;

namespace Monster.Arcade.Tests;

public sealed class PlayerStoreTests(ArcadeFixture arcade) : IDisposable
{
    private readonly Folder _folder = new();

    private PlayerStore Store => new(_folder["data"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_recording_that_is_kept_is_signed_listed_and_verifies()
    {
        var (path, best) = Store.Keep(arcade.Record(), arcade.Sample);
        Assert.True(best);
        Assert.Equal(path, Assert.Single(Store.Recent(10)).Path);
        using var key = Store.Key();
        var verifier = new Verifier(_ => arcade.Sample) { Trusted = [key.PublicKey] };
        Assert.True(verifier.Verify(PlayerStore.ReadFile(path), TestContext.Current.CancellationToken).Passed);
    }

    [Fact]
    public void A_kept_recording_stays_checkable_after_its_game_is_gone()
    {
        var (path, _) = Store.Keep(arcade.Record(), arcade.Sample);
        using var catalogue = new Catalogue(arcade.Runtime, CartridgeLock.Parse("", "the lock"), Store.Cartridges);
        var result = new Verifier(catalogue.FindBySha256).Verify(PlayerStore.ReadFile(path), TestContext.Current.CancellationToken);
        Assert.True(result.Passed, string.Join('\n', result.Checks));
    }

    [Fact]
    public void Only_a_higher_score_of_a_finished_play_is_a_new_best()
    {
        var small = arcade.Record(500);
        var large = arcade.Record(2_000);
        Assert.True(Store.Keep(small, arcade.Sample).IsBest);
        Assert.False(Store.Keep(arcade.Record(4_000, over: false), arcade.Sample).IsBest);
        Assert.True(Store.Keep(large, arcade.Sample).IsBest);
        Assert.False(Store.Keep(small, arcade.Sample).IsBest);
        Assert.Equal(large.Score, Store.Best("Sample", 1)!.Score);
        Assert.Null(Store.Best("Sample", 2));
    }

    [Fact]
    public void A_damaged_list_of_bests_is_put_aside_and_made_again_from_the_recordings()
    {
        var large = arcade.Record(2_000);
        Store.Keep(large, arcade.Sample);
        File.WriteAllText(_folder["data", "bests.json"], "{ this is not");
        Assert.Null(Store.Best("Sample", 1));
        Assert.False(Store.Keep(arcade.Record(500), arcade.Sample).IsBest);
        Assert.Equal(large.Score, Store.Bests().Max(b => b.Score));
        Assert.Single(Directory.GetFiles(_folder["data"], "bests.json.damaged-*"));
    }

    [Fact]
    public void A_saved_play_is_gone_on_with_and_a_second_one_does_not_overwrite_it()
    {
        using var first = new Play(arcade.Sample, new Seed(1, 0, 0, 0));
        first.Tick('a');
        Store.Save(first);
        first.Tick('b');
        Store.Save(first);
        Assert.Empty(Store.Recent(10));
        using (var resumed = Store.Resume(arcade.Sample)!)
            Assert.Equal(2, resumed.Ticks);

        using var second = new Play(arcade.Sample, new Seed(2, 0, 0, 0));
        second.Tick('c');
        Store.Save(second);
        Assert.Equal(2, PlayerStore.Read(Assert.Single(Store.Recent(10)).Path).Ticks);
        Store.Forget(arcade.Sample);
        Assert.False(Store.HasSaved(arcade.Sample));
        Assert.Null(Store.Resume(arcade.Sample));
    }

    [Theory]
    [InlineData("play")]
    [InlineData("state")]
    public void A_damaged_saved_play_is_refused_or_played_again_but_never_believed(string extension)
    {
        using var play = new Play(arcade.Sample, default);
        for (int i = 0; i < 50; i++)
            play.Tick('a');
        Store.Save(play);
        string path = Assert.Single(Directory.GetFiles(_folder["data", "saved"], "*." + extension));
        byte[] file = File.ReadAllBytes(path);
        file[^20] ^= 0x55;
        File.WriteAllBytes(path, file);
        if (extension == "play")
        {
            Assert.ThrowsAny<ArcadeException>(() => Store.Resume(arcade.Sample));
            Assert.True(File.Exists(path));
        }
        else
        {
            using var resumed = Store.Resume(arcade.Sample)!;
            Assert.Equal((50, 50), (resumed.Ticks, resumed.Score()));
        }
    }

    [Fact]
    public void A_disk_without_room_gives_a_clear_message_and_loses_nothing()
    {
        Store.Keep(arcade.Record(2_000), arcade.Sample);
        var before = Snapshot();
        using var small = new SmallDisk(_folder["disk"]);
        if (!small.IsMounted)
        {
            // Without the right to mount, a file where the folder should be stands in the way just as well.
            File.WriteAllText(_folder["disk", "data"], "");
        }

        var refused = Assert.Throws<ArcadeException>(() => new PlayerStore(_folder["disk", "data"]).Keep(arcade.Record(3_000), arcade.Sample));
        Assert.Contains("could not be kept", refused.Message, StringComparison.Ordinal);
        Assert.Contains("MONSTER_DATA", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder["disk"], "*.tmp", SearchOption.AllDirectories));
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public async Task Two_who_keep_recordings_at_once_lose_none_and_agree_on_the_best()
    {
        var recordings = Enumerable.Range(1, 16).Select(i => arcade.Record(200 + (i * 10), (uint)i)).ToList();
        await Task.WhenAll(recordings.Select(r => Task.Run(() => new PlayerStore(_folder["data"]).Keep(r, arcade.Sample), TestContext.Current.CancellationToken)));
        Assert.Equal(16, Store.Recent(100).Count);
        Assert.Equal(recordings.Max(r => r.Score), Store.Best("Sample", 1)!.Score);
        Assert.Single(recordings.Select(_ => { using var key = Store.Key(); return key.PublicKey; }).Distinct());
    }

    [Fact]
    public void The_signing_key_is_for_its_owner_only_and_a_damaged_one_is_not_replaced()
    {
        using (Store.Key())
        {
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["data", "signing.key"]));
        }

        File.WriteAllText(_folder["data", "signing.key"], "something else");
        Assert.Throws<ArcadeException>(() => Store.Key());
        Assert.Equal("something else", File.ReadAllText(_folder["data", "signing.key"]));
    }

    [Fact]
    public void A_file_that_is_not_there_or_too_large_is_named()
    {
        Assert.Contains("There is no file", Assert.Throws<ArcadeException>(() => PlayerStore.Read(_folder["nothing.play"])).Message, StringComparison.Ordinal);
        File.WriteAllBytes(_folder["large.play"], new byte[10_000_000]);
        Assert.Equal(RecordingFault.TooLarge, Assert.Throws<RecordingException>(() => PlayerStore.Read(_folder["large.play"])).Fault);
    }

    [Theory]
    [InlineData("/own", null, null, "/own", "/own/cache")]
    [InlineData(null, "/data", "/cache", "/data/monster-arcade", "/cache/monster-arcade")]
    [InlineData(null, null, null, "/people/ada/.local/share/monster-arcade", "/people/ada/.cache/monster-arcade")]
    [InlineData(null, "not/absolute", "", "/people/ada/.local/share/monster-arcade", "/people/ada/.cache/monster-arcade")]
    public void Folders_follow_the_environment(string? own, string? data, string? cache, string expectedData, string expectedCache)
    {
        var variables = new Dictionary<string, string?> { ["MONSTER_DATA"] = own, ["XDG_DATA_HOME"] = data, ["XDG_CACHE_HOME"] = cache };
        Assert.Equal(new PlayerFolders(expectedData, expectedCache), PlayerFolders.From(variables.GetValueOrDefault, "/people/ada"));
    }

    private List<string> Snapshot() => [.. Directory.GetFiles(_folder["data"], "*", SearchOption.AllDirectories).Order().Select(f => f + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f))))];

    /// <summary>A file system of 4 KiB, where we may mount one.</summary>
    private sealed class SmallDisk : IDisposable
    {
        private readonly string _path;

        public SmallDisk(string path)
        {
            _path = Directory.CreateDirectory(path).FullName;
            IsMounted = Environment.IsPrivilegedProcess && Run("mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", _path);
        }

        public bool IsMounted { get; }

        public void Dispose()
        {
            if (IsMounted)
                Run("umount", _path);
        }

        private static bool Run(string program, params string[] arguments)
        {
            try
            {
                using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
                process.WaitForExit();
                return process.ExitCode == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }
}
