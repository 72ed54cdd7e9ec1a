using Monster.Arcade.Observatory;
using Monster.Arcade.Screens;
using Monster.Hecke;
using Monster.Terminal;
using Monster.Testing;

namespace Monster.Arcade.Tests.Screens;

/// <summary>The maps of the grid: who is next door, the 38 cells, the legacy order.</summary>
public sealed class GridMapTests(ArcadeFixture arcade)
{
    private static Func<int, int, int> First => (a, _) => a;

    [Fact]
    public void Next_door_to_shard_17_are_its_six_isogenies_of_degree_5()
    {
        var map = GridMap.Of(GridOrder.NextDoor, RealModules.Atlas, 17, First);
        Assert.Null(map.Fault);
        Assert.Equal("next door to Melody Mix by T_5", map.Title);
        Assert.Equal([17, 3, 8, 18, 20, 39, 50], Enumerable.Range(0, Shards.Count).OrderBy(map.PlaceOf).Take(7));
        Assert.Equal("here", map.NoteOf(17));
        Assert.All([3, 8, 18, 20, 39, 50], shard => Assert.Equal("next", map.NoteOf(shard)));
        Assert.Equal(71, Enumerable.Range(0, Shards.Count).Select(map.PlaceOf).Distinct().Count());
        Assert.All(Enumerable.Range(0, Shards.Count), shard => Assert.NotEqual("?", map.NoteOf(shard)));
    }

    [Fact]
    public void Doors_are_counted_along_the_shortest_way()
    {
        int[] doors = [.. RealModules.Atlas.Graph(2).DoorsFrom(0).Select(d => d!.Value)];
        for (int shard = 0; shard < Shards.Count; shard++)
        {
            foreach (int next in RealModules.Atlas.Graph(2).Neighbours(shard)!)
                Assert.InRange(doors[next], doors[shard] - 1, doors[shard] + 1);
            Assert.True(shard == 0 || RealModules.Atlas.Graph(2).Neighbours(shard)!.Any(next => doors[next] == doors[shard] - 1));
        }

        Assert.Equal(8, Enumerable.Range(0, Shards.Count).Max(shard => RealModules.Atlas.Graph(2).DoorsFrom(shard).Max()));
    }

    [Fact]
    public void A_missing_module_is_named_and_what_only_it_knows_is_not_made_up()
    {
        var map = GridMap.Of(GridOrder.NextDoor, RealModules.Without(17), 17, First);
        Assert.Equal("hecke_layer_17_prime_5.wasm is missing.", map.Fault);
        Assert.Equal(0, map.PlaceOf(17));
        Assert.All(Enumerable.Range(0, Shards.Count).Where(s => s != 17), shard => Assert.Equal("?", map.NoteOf(shard)));
        var cells = GridMap.Of(GridOrder.Cells, RealModules.Without(18), 0, First);
        Assert.Contains("hecke_layer_18_prime_7.wasm is missing", cells.Fault, StringComparison.Ordinal);
        Assert.Equal("18 ?", cells.NoteOf(18));
    }

    [Fact]
    public void There_are_38_cells_of_which_5_are_single_shards()
    {
        var map = GridMap.Of(GridOrder.Cells, RealModules.Atlas, 0, First);
        var shown = Enumerable.Range(0, Shards.Count).Where(s => map.PlaceOf(s) is not null).ToList();
        Assert.Equal(38, shown.Count);
        Assert.Equal([4, 27, 38, 53, 62], shown.Where(s => map.Partners[s] is null));
        Assert.All(shown.Where(s => map.Partners[s] is { } other), s => Assert.Equal(s, map.Partners[map.Partners[s]!.Value]));
        Assert.Equal("17+18", map.NoteOf(17));
        Assert.Equal("4 alone", map.NoteOf(4));
    }

    [Fact]
    public void The_legacy_order_is_the_old_formula_and_says_that_it_is_no_hecke_operator()
    {
        var map = GridMap.Of(GridOrder.Legacy, RealModules.Without([.. Enumerable.Range(0, 71)]), 0, First);
        Assert.Equal("legacy order, not a Hecke operator", map.Title);
        Assert.Equal((5 * 17) + 25 + 149.793m + 0.95m, GridMap.LegacyValue(17));
        Assert.Equal(Enumerable.Range(0, 71).OrderBy(GridMap.LegacyValue), Enumerable.Range(0, 71).OrderBy(map.PlaceOf));
    }

    [Fact]
    public async Task Tab_goes_through_the_maps_and_space_looks_from_the_chosen_game()
    {
        var stage = await OpenAsync(RealModules.Atlas);
        var grid = (GridView)stage.Top;
        stage.Press("17 Escape Tab Tab Tab");
        await stage.FinishAsync(grid.Mapping!);
        string text = stage.Text();
        Assert.Contains("next door to Melody Mix by T_5", text, StringComparison.Ordinal);
        Assert.Contains("Shard 17  has 6 doors by T_5", text, StringComparison.Ordinal);
        stage.Press("Home Right");
        Assert.Contains("Shard 3  next door to Melody Mix by T_5", stage.Text(), StringComparison.Ordinal);
        stage.Press("Space");
        await stage.FinishAsync(grid.Mapping!);
        Assert.Contains("next door to Spin Win by T_7", stage.Text(), StringComparison.Ordinal);
        stage.Press("Tab");
        await stage.FinishAsync(grid.Mapping!);
        Assert.Contains("the 38 cells", stage.Text(), StringComparison.Ordinal);
        stage.Press("Tab");
        await stage.FinishAsync(grid.Mapping!);
        Assert.Contains("not a Hecke operator", stage.Text(), StringComparison.Ordinal);
        stage.Press("Tab");
        Assert.Contains("by shard", stage.Text(), StringComparison.Ordinal);
        stage.Views.CloseAll();
    }

    [Fact]
    public async Task A_cell_shows_the_game_that_can_be_played_and_space_turns_it()
    {
        var stage = await OpenAsync(RealModules.Atlas);
        var grid = (GridView)stage.Top;
        stage.Press("17 Escape Tab Tab Tab Tab");
        await stage.FinishAsync(grid.Mapping!);
        Assert.Contains("Shard 17  one cell with shard 18, Rhythm Flow", stage.Text(), StringComparison.Ordinal);
        stage.Press("Space");
        await stage.FinishAsync(grid.Mapping!);
        Assert.Contains("Shard 18  one cell with shard 17, Melody Mix", stage.Text(), StringComparison.Ordinal);
        stage.Press("melody");
        Assert.Contains("\n Melody Mix", stage.Text(), StringComparison.Ordinal); // a search finds what a map hides
        stage.Views.CloseAll();
    }

    [Fact]
    public async Task A_missing_module_is_said_on_the_grid()
    {
        var stage = await OpenAsync(RealModules.Without(1));
        var grid = (GridView)stage.Top;
        stage.Press("Tab Tab Tab");
        await stage.FinishAsync(grid.Mapping!);
        Assert.Contains("hecke_layer_01_prime_3.wasm is missing.", stage.Text(), StringComparison.Ordinal);
        stage.Views.CloseAll();
    }

    [Fact]
    public async Task Todays_game_is_marked()
    {
        var stage = await OpenAsync(RealModules.Atlas, today: 17);
        stage.Press("17");
        Assert.Contains("☼ today's game", stage.Text(), StringComparison.Ordinal);
        stage.Views.CloseAll();
    }

    private async Task<Stage> OpenAsync(HeckeAtlas atlas, int? today = null)
    {
        var stage = new Stage();
        var grid = new GridView(new MemoryHall(arcade) { Atlas = atlas, Today = today }, new ManualTime());
        await stage.Open(grid).Wait(1).FinishAsync(grid.Loading!);
        return stage;
    }
}
