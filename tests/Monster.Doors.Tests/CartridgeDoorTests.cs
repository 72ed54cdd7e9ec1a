using Monster.Arcade;
using Monster.Arcade.Screens;

namespace Monster.Doors.Tests;

/// <summary>A cartridge as a door: played, recorded and checked as the arcade's own games are, with scores of its own.</summary>
public sealed class CartridgeDoorTests(WasiPrograms programs, DoorFixture games)
{
    private readonly string _data = programs.NewFolder();

    [Fact]
    public async Task A_play_is_recorded_checked_and_scored_at_the_door()
    {
        var door = Door();
        await using (var visit = new ViewSession(new PlayView(Hall(door, "ann"), door.Cartridge, TimeProvider.System)))
        {
            await visit.ShowsAsync("Points");
            visit.Type("xxx");
            await visit.ShowsAsync("3");
            visit.Type("\r");
            await visit.ShowsAsync("Checked: the best score at this door!");
        }

        Assert.Equal([("ann", 3)], Scores().Select(score => (score.Name, score.Score)));
        string file = Assert.Single(Directory.GetFiles(Path.Combine(_data, "ann", "recordings")));
        var verifier = new Verifier(sha256 => sha256 == door.Cartridge.Sha256 ? door.Cartridge : null);
        Assert.True(verifier.Verify(File.ReadAllBytes(file), TestContext.Current.CancellationToken).Passed);
    }

    [Fact]
    public async Task A_play_that_is_left_goes_on_at_the_next_visit()
    {
        var door = Door();
        await using (var visit = new ViewSession(new PlayView(Hall(door, "ann"), door.Cartridge, TimeProvider.System)))
        {
            await visit.ShowsAsync("Points");
            visit.Type("xx");
            await visit.ShowsAsync("2");
        }

        using var play = Hall(door, "ann").TakeUp(door.Cartridge);
        Assert.Equal(2, play?.Score());
        Assert.Null(Hall(door, "bob").TakeUp(door.Cartridge));
    }

    [Fact]
    public async Task A_score_that_does_not_follow_from_the_keys_is_not_counted()
    {
        var door = Door();
        var hall = Hall(door, "eve");
        var honest = Played(door.Cartridge);
        Assert.Equal("Checked: the best score at this door!", (await hall.KeepAsync(honest, door.Cartridge)).Text);
        Assert.StartsWith("Not counted: ", (await hall.KeepAsync(honest with { Score = 1_000 }, door.Cartridge)).Text, StringComparison.Ordinal);
        Assert.Equal([("eve", 1)], Scores().Select(score => (score.Name, score.Score)));
    }

    [Fact]
    public async Task Older_recordings_go_when_there_are_more_than_the_door_may_keep()
    {
        var door = Door("disk = 1");
        var hall = Hall(door, "ann");
        for (int i = 0; i < 8; i++)
            await hall.KeepAsync(Played(door.Cartridge), door.Cartridge);
        var files = new DirectoryInfo(Path.Combine(_data, "ann", "recordings")).GetFiles();
        Assert.InRange(files.Sum(file => file.Length), 1, 1024);
    }

    [Fact]
    public void A_module_that_says_it_is_a_cartridge_and_is_none_is_refused()
    {
        string folder = Folder("");
        string file = Path.Combine(folder, "points.wasm");
        byte[] bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, [.. bytes, 0, 2, 1, (byte)'x', 99]); // and something behind its end
        Assert.Contains("points.wasm", Assert.Throws<DoorRefusedException>(() => HostedDoor.Open(programs.Engines, folder)).Message, StringComparison.Ordinal);
    }

    private static Recording Played(Monster.Arcade.Cartridge cartridge)
    {
        using var play = new Play(cartridge, Seed.FromBytes(new byte[16]));
        play.Tick('x');
        play.Tick(13);
        return play.ToRecording();
    }

    private string Folder(string more)
    {
        string folder = programs.NewFolder();
        File.Copy(games.Game, Path.Combine(folder, "points.wasm"));
        File.WriteAllText(Path.Combine(folder, DoorManifest.FileName), $"name = \"Points\"\nprogram = \"points.wasm\"\n{more}");
        return folder;
    }

    private CartridgeDoor Door(string more = "") => Assert.IsType<CartridgeDoor>(HostedDoor.Open(programs.Engines, Folder(more)));

    private CartridgeHall Hall(CartridgeDoor door, string player) => new(door, Path.Combine(_data, player), _data, player, TimeProvider.System);

    private IReadOnlyList<DoorScore> Scores() => new DoorScores(_data, TimeProvider.System).Of("Points", 1);
}
