using Monster.Arcade.Observatory;
using Monster.Arcade.Screens;
using Monster.Terminal;
using Monster.Testing;

namespace Monster.Arcade.Tests.Screens;

/// <summary>The observatory in a terminal.</summary>
public sealed class ObservatoryViewTests(ArcadeFixture arcade)
{
    private readonly TimeProvider _time = new OneDay();

    [Fact]
    public async Task The_graph_shows_the_chosen_shard_and_who_is_next_door()
    {
        var stage = await OpenAsync(RealModules.Atlas);
        string text = stage.Text();
        Assert.Contains("T_5 · shard 17, Melody Mix", text, StringComparison.Ordinal);
        Assert.Contains("18, by Frobenius", text, StringComparison.Ordinal);
        Assert.All(["3 Spin Win", "8 Beat Box", "18 Rhythm Flow", "20 Crystal Ball", "39 Thread Weave", "50 Spiral Spin"], door => Assert.Contains(door, text, StringComparison.Ordinal));
        stage.Press("Enter");
        Assert.Contains("T_5 · shard 18, Rhythm Flow", stage.Text(), StringComparison.Ordinal);
        stage.Press("o");
        await stage.UntilAsync(() => !stage.Text().Contains("Asking", StringComparison.Ordinal));
        Assert.Contains("T_7 · shard 18", stage.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_shows_the_way_back()
    {
        var stage = await OpenAsync(RealModules.Atlas);
        for (int page = 1; page <= 7; page++)
            Assert.Contains("Escape back", stage.Press($"{page}").Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_spectrum_is_within_the_ramanujan_bound_for_each_of_the_fifteen_primes()
    {
        var stage = await OpenAsync(RealModules.Atlas);
        stage.Press("3");
        for (int i = 0; i < 15; i++)
        {
            await stage.UntilAsync(() => stage.Text().Contains("√ Ramanujan: all 70 lie within", StringComparison.Ordinal));
            stage.Press("Up");
        }

        Assert.Contains("T_5 ·", stage.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_walk_goes_on_by_itself_until_it_is_mixed_and_never_above_the_bound()
    {
        var stage = await OpenAsync(RealModules.Atlas);
        stage.Press("4").Wait(60_000);
        string text = stage.Text();
        Assert.DoesNotContain("ABOVE", text, StringComparison.Ordinal);
        Assert.Contains("p go on", text, StringComparison.Ordinal);
        Assert.Contains("It promises 1 % after 20 steps of T_5", text, StringComparison.Ordinal);
        stage.Press("r").Press("Space Space");
        Assert.Contains("2 steps from shard 17", stage.Text(), StringComparison.Ordinal);
        stage.Wait(5_000);
        Assert.Contains("2 steps from shard 17", stage.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_form_is_taken_by_every_operator_to_what_it_is_to_be()
    {
        var stage = await OpenAsync(RealModules.Atlas);
        stage.Press("5");
        for (int form = 0; form < SeriesEquality.Forms; form++)
        {
            Assert.Contains("41 of 41 coefficients are equal", stage.Text(), StringComparison.Ordinal);
            Assert.Contains("gives the same modulo 2^64", stage.Text(), StringComparison.Ordinal);
            stage.Press("f Up");
        }
    }

    [Fact]
    public void A_coefficient_that_a_module_tells_wrong_is_seen()
    {
        var equality = SeriesEquality.Of(0, new Liar(), 17, 5, 10);
        Assert.True(equality.Holds(3));
        Assert.False(equality.Holds(7));
    }

    [Fact]
    public async Task The_levels_show_oggs_primes()
    {
        var stage = await OpenAsync(RealModules.Atlas);
        stage.Press("6 Right");
        string text = stage.Text();
        Assert.Contains("2 3 5 7 11 13 17 19 23 29 31 41 47 59 71", text, StringComparison.Ordinal);
        Assert.Contains("Level 38", text, StringComparison.Ordinal);
        stage.Press("PageDown");
        Assert.Contains("X_0(41)+ has genus 0: one of Ogg's primes.", stage.Text(), StringComparison.Ordinal);
        stage.Press("Home Left");
        Assert.Contains("Level 1 ", stage.Text(), StringComparison.Ordinal);
        stage.Press("End Right PageDown");
        Assert.Contains("Level 71", stage.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_daily_walk_is_shown_and_its_game_played()
    {
        var hall = new MemoryHall(arcade) { Atlas = RealModules.Atlas };
        var stage = await OpenAsync(RealModules.Atlas, play: place => new PlayView(hall, hall.Load(place), _time));
        stage.Press("7");
        string text = stage.Text();
        Assert.Contains("► 25 November   T_13       38 →  9  Sound Wave", text, StringComparison.Ordinal);
        Assert.Contains("Tomorrow the walk goes on from shard 9.", text, StringComparison.Ordinal);
        stage.Press("Enter");
        Assert.IsType<PlayView>(stage.Top);
        stage.Views.CloseAll();
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("3")]
    [InlineData("4")]
    [InlineData("5")]
    [InlineData("7")]
    public async Task A_page_that_lacks_a_module_says_which(string page)
    {
        var stage = await OpenAsync(RealModules.Without([.. Enumerable.Range(0, 71).Where(s => s % 15 == 2), 29]));
        stage.Press(page);
        string name = page == "7" ? "hecke_layer_29_prime_71.wasm is missing" : page is "5" or "1" ? "hecke_layer_17_prime_5.wasm" : "hecke_layer_02_prime_5.wasm is missing";
        Assert.Contains(name, stage.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, 24, TerminalEncoding.Utf8)]
    [InlineData(80, 24, TerminalEncoding.Cp437)]
    [InlineData(132, 50, TerminalEncoding.Utf8)]
    public async Task The_pages_look_as_they_did(int width, int height, TerminalEncoding encoding)
    {
        var stage = await OpenAsync(RealModules.Atlas);
        foreach (string name in new[] { "graph", "matrix", "spectrum", "walk", "series", "levels", "daily" })
        {
            if (name == "walk")
                stage.Wait(2_500);
            Golden.Check($"screens/observatory-{name}-{width}x{height}-{encoding}", stage.Picture(width, height, encoding));
            stage.Press("Tab");
        }

        stage.Press("F1");
        Golden.Check($"screens/observatory-help-{width}x{height}-{encoding}", stage.Picture(width, height, encoding));
    }

    [Fact]
    public async Task No_page_writes_into_the_last_cell_or_breaks_on_any_size()
    {
        var stage = await OpenAsync(RealModules.Atlas);
        for (int page = 1; page <= 7; page++)
        {
            stage.Press($"{page}");
            foreach (var (width, height) in new[] { (80, 24), (81, 25), (132, 24), (80, 60), (400, 200) })
                Assert.Equal(' ', stage.Draw(width, height)[width - 1, height - 1].CodePoint);
        }
    }

    private async Task<Stage> OpenAsync(HeckeAtlas atlas, Func<Place, View?>? play = null)
    {
        var stage = new Stage();
        var view = new ObservatoryView(atlas, new MemoryHall(arcade).Places, _time, play: play);
        stage.Open(view);
        if (view.Asking is { } asking)
            await stage.FinishAsync(asking);
        return stage;
    }

    /// <summary>It is 25 November 2026.</summary>
    private sealed class OneDay : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    }

    /// <summary>Answers with tau(5) tau(n), but one coefficient is off by one.</summary>
    private sealed class Liar : Monster.Hecke.IHeckeModules
    {
        public IReadOnlyList<int> Neighbours(int shard, int prime) => [];

        public int Conjugate(int shard) => shard;

        public long[] Apply(int shard, int prime, int weight, ReadOnlySpan<long> coefficients, int count)
        {
            long[] image = [.. coefficients[..count]];
            for (int n = 0; n < count; n++)
                image[n] *= 4830;
            image[7]++;
            return image;
        }
    }
}
