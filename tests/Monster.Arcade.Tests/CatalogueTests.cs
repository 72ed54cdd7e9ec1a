namespace Monster.Arcade.Tests;

public sealed class CatalogueTests(ArcadeFixture arcade) : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void There_are_71_places_with_different_names()
    {
        Assert.Equal(71, Shards.Names.Count);
        Assert.Equal(71, Shards.Names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(("Pixel Hunt", "Melody Mix", "Full Moon"), (Shards.Names[0], Shards.Names[17], Shards.Names[70]));
    }

    [Theory]
    [InlineData("17", 17)]
    [InlineData("Melody Mix", 17)]
    [InlineData("melodymix", 17)]
    [InlineData("melody", 17)]
    [InlineData("DNA helix", 31)]
    [InlineData("71", null)]
    [InlineData("spin", 3)]
    [InlineData("s", null)]
    [InlineData("", null)]
    [InlineData("nonsense", null)]
    public void A_game_is_found_by_its_shard_name_or_the_beginning_of_it(string name, int? shard) =>
        Assert.Equal(shard, Empty().Find(name)?.Shard);

    [Fact]
    public void A_cartridge_is_found_by_name_and_by_hash_and_loaded_once()
    {
        byte[] file = Sample.Build();
        File.WriteAllBytes(_folder["MazeRun.wasm"], file);
        using var catalogue = new Catalogue(arcade.Runtime, CartridgeLock.Parse($"# the arcade\nMazeRun {arcade.Sample.Sha256}\n", "the lock"), _folder.Path);
        var loaded = catalogue.Load(catalogue.Find("maze run")!);
        Assert.Equal("Sample", loaded.Manifest.Title);
        Assert.Same(loaded, catalogue.FindBySha256(arcade.Sample.Sha256));
        Assert.Null(catalogue.FindBySha256(new string('0', 64)));
    }

    [Fact]
    public void A_cartridge_that_is_not_the_one_of_the_lock_is_not_played()
    {
        File.WriteAllBytes(_folder["MazeRun.wasm"], Sample.BuildOther());
        using var catalogue = new Catalogue(arcade.Runtime, CartridgeLock.Parse($"{arcade.Sample.Sha256}  MazeRun.wasm", "the lock"), _folder.Path);
        var refused = Assert.Throws<ArcadeException>(() => catalogue.Load(catalogue.Entries[1]));
        Assert.Contains("not the one that was tested", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_refused_and_one_missing_cartridge_say_why_and_the_third_can_be_played()
    {
        byte[] refused = File.ReadAllBytes(Repository.At("tests", "hostile", "imports.wasm"));
        File.WriteAllBytes(_folder["BlockDrop.wasm"], refused);
        File.WriteAllBytes(_folder["MazeRun.wasm"], arcade.Sample.File.Span);
        string list = $"MazeRun {arcade.Sample.Sha256}\nBlockDrop {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(refused))}\nLightShow {new string('0', 64)}";
        using var catalogue = new Catalogue(arcade.Runtime, CartridgeLock.Parse(list, "the lock"), _folder.Path);
        Assert.Null(catalogue.FaultOf(catalogue.Entries[1]));
        Assert.StartsWith("BlockDrop.wasm is not a cartridge. ", catalogue.FaultOf(catalogue.Entries[2]), StringComparison.Ordinal);
        Assert.StartsWith("The cartridge of Light Show is missing, ", catalogue.FaultOf(catalogue.Entries[7]), StringComparison.Ordinal);
        Assert.Null(catalogue.FaultOf(catalogue.Entries[70]));
        var listed = System.Text.Json.JsonDocument.Parse(new ArcadeSite(catalogue, null).Games()).RootElement.GetProperty("games");
        Assert.Equal(arcade.Sample.Sha256, listed[1].GetProperty("cartridge").GetString());
        Assert.Null(listed[2].GetProperty("cartridge").GetString());
        Assert.StartsWith("BlockDrop.wasm is not a cartridge. ", listed[2].GetProperty("fault").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_game_that_does_not_exist_yet_says_so()
    {
        var refused = Assert.Throws<ArcadeException>(() => Empty().Load(Empty().Entries[70]));
        Assert.Equal("Full Moon (shard 70) is not built yet.", refused.Message);
    }

    [Theory]
    [InlineData("MazeRun")]
    [InlineData("MazeRun abc")]
    [InlineData("Unheard aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("MazeRun aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nmazerun aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_damaged_lock_is_refused(string text) =>
        Assert.Contains("'the lock' cannot be used", Assert.Throws<ArcadeException>(() => CartridgeLock.Parse(text, "the lock")).Message, StringComparison.Ordinal);

    private Catalogue Empty() => new(arcade.Runtime, CartridgeLock.Parse("", "the lock"), _folder.Path);
}
