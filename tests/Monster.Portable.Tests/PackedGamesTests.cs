using Monster.Arcade;

namespace Monster.Portable.Tests;

/// <summary>Games inside a program.</summary>
public sealed class PackedGamesTests
{
    [Fact]
    public void A_packed_game_is_played_without_any_file()
    {
        var packed = PackedGames.In(typeof(PackedGamesTests).Assembly)!;
        using var runtime = new CartridgeRuntime();
        using var catalogue = new Catalogue(runtime, packed.Lock) { Packed = packed };
        var entry = catalogue.Find("maze")!;
        Assert.Equal(entry.Sha256, catalogue.Load(entry).Sha256);
        Assert.Same(catalogue.Load(entry), catalogue.FindBySha256(entry.Sha256!));
        Assert.Null(packed.Find("MazeRun.play"));
    }

    [Fact]
    public void A_program_without_games_has_none() => Assert.Null(PackedGames.In(typeof(object).Assembly));

    [Fact]
    public void A_packed_file_that_is_not_the_one_in_the_list_is_not_used()
    {
        var packed = PackedGames.In(typeof(PackedGamesTests).Assembly)!;
        using var runtime = new CartridgeRuntime();
        var other = CartridgeLock.Parse($"MazeRun.wasm {new string('0', 64)}", "list");
        using var catalogue = new Catalogue(runtime, other) { Packed = packed };
        Assert.Throws<ArcadeException>(() => catalogue.Load(catalogue.Find("maze")!));
    }
}
