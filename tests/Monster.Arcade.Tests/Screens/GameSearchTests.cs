using Monster.Arcade.Screens;

namespace Monster.Arcade.Tests.Screens;

/// <summary>What people type when they mean a game.</summary>
public sealed class GameSearchTests
{
    private static readonly Place[] Places = [.. Shards.Names.Select((name, shard) => new Place(shard, name, shard % 2 == 1))];

    [Theory]
    [InlineData("Melody Mix", "Melody Mix")]
    [InlineData("melodymix", "Melody Mix")]
    [InlineData("melody-mix", "Melody Mix")]
    [InlineData("melody", "Melody Mix")]
    [InlineData("mldymx", "Melody Mix")]
    [InlineData("17", "Melody Mix")]
    [InlineData("0", "Pixel Hunt")]
    [InlineData("moon phase", "Moon Phase")]
    [InlineData("chaf", "")]
    [InlineData("71", "")]
    [InlineData("-1", "")]
    [InlineData("moon", "Moon Phase")]
    public void One_game_is_meant(string typed, string game) =>
        Assert.Equal(game, GameSearch.Best(Places, typed) is [var only] ? only.Name : "");

    [Fact]
    public void What_could_be_several_games_is_said_to_be_several() =>
        Assert.Equal(["Crescent Glow", "Night Fall", "Light Show"], GameSearch.Best([new(68, "Crescent Glow", true), new(53, "Night Fall", true), new(7, "Light Show", true)], "").Select(p => p.Name));
}
