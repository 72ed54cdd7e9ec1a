using Monster.Arcade.Screens;
using Monster.Terminal;
using Monster.Testing;

namespace Monster.Arcade.Tests.Screens;

/// <summary>The grid of games.</summary>
public sealed class GridViewTests : IAsyncLifetime
{
    private readonly ArcadeFixture _arcade;
    private readonly MemoryHall _hall;
    private readonly Stage _stage = new();
    private readonly ManualTime _time = new();

    public GridViewTests(ArcadeFixture arcade)
    {
        _arcade = arcade;
        _hall = new MemoryHall(arcade) { DemoPlay = arcade.Record(400) };
    }

    public async ValueTask InitializeAsync() => await OpenAsync();

    public ValueTask DisposeAsync()
    {
        _stage.Views.CloseAll();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Enter_plays_the_first_game_that_exists_at_once()
    {
        _stage.Press("Enter");
        Assert.IsType<PlayView>(_stage.Top);
    }

    [Theory]
    [InlineData("mel", "Melody Mix")]
    [InlineData("17", "Melody Mix")]
    [InlineData("MIX", "Melody Mix")]
    [InlineData("mm", "Melody Mix")]
    [InlineData("maze", "Maze Run")]
    [InlineData("full", "Full Moon")]
    [InlineData("70", "Full Moon")]
    public void Typing_finds_a_game(string search, string found)
    {
        _stage.Press(search);
        string text = _stage.Text();
        Assert.Contains($"Find: {search}", text, StringComparison.Ordinal);
        Assert.Contains($"\n {found}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void In_line_mode_the_games_are_told_and_found_by_name_and_no_picture_is_read_out()
    {
        var grid = _stage.Top;
        Assert.Equal("Arcade: 2 games, and 69 that are not made yet.", grid.Lines![0]);
        Assert.StartsWith("1. Maze Run", grid.Lines[1], StringComparison.Ordinal);
        Assert.Contains("Enter plays Maze Run.", grid.Lines);
        Assert.All(grid.Lines, line => Assert.DoesNotContain('\u00B7', line));
        grid.Answer("full", TimeSpan.Zero);
        Assert.Contains("Of 'full': Full Moon is not made yet.", grid.Lines);
        grid.Answer("melody", TimeSpan.Zero);
        Assert.Equal("Found for 'melody': 1 game.", grid.Lines[0]);
        Assert.Contains("Of 'melody': Enter plays Melody Mix.", grid.Lines);
        grid.Answer("", TimeSpan.Zero);
        Assert.IsType<PlayView>(_stage.Top);
    }

    [Fact]
    public void A_search_is_taken_back_letter_by_letter_and_escape_shows_all()
    {
        _stage.Press("zzz");
        Assert.Contains("No game is called 'zzz'", _stage.Text(), StringComparison.Ordinal);
        _stage.Press("Backspace Backspace Backspace");
        Assert.DoesNotContain("Find:", _stage.Text(), StringComparison.Ordinal);
        _stage.Press("mel Escape");
        Assert.DoesNotContain("Find:", _stage.Text(), StringComparison.Ordinal);
        Assert.Contains("Melody Mix  ", _stage.Text(), StringComparison.Ordinal);
        _stage.Press("Escape");
        Assert.Null(_stage.Views.Top);
    }

    [Fact]
    public void Arrows_and_page_keys_reach_every_game_and_stop_at_the_ends()
    {
        _stage.Press("Home Left Up");
        Assert.Contains("Pixel Hunt  shard 0", _stage.Text(), StringComparison.Ordinal);
        for (int shard = 1; shard < Shards.Count; shard++)
        {
            _stage.Press("Right");
            Assert.Contains($"\n {Shards.Names[shard]}  ", _stage.Text(), StringComparison.Ordinal);
        }

        _stage.Press("Right Down");
        Assert.Contains("Full Moon  shard 70", _stage.Text(), StringComparison.Ordinal);
        _stage.Press("Up");
        Assert.Contains("\n Galaxy Swirl  ", _stage.Text(), StringComparison.Ordinal);
        _stage.Press("PageUp PageUp PageUp");
        Assert.Contains("\n Shape Shift  ", _stage.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_game_that_is_not_made_yet_says_so()
    {
        _stage.Press("full Enter");
        Assert.IsType<GridView>(_stage.Top);
        Assert.Contains("Full Moon is not made yet.", _stage.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_game_that_cannot_be_loaded_says_why()
    {
        _hall.DiskIsFull = true;
        _stage.Press("17 Enter");
        Assert.Contains("The game's file is damaged.", _stage.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_game_whose_cartridge_is_refused_is_shown_as_not_playable_and_the_others_can_be_played()
    {
        _hall.DiskIsFull = true;
        await OpenAsync();
        Assert.Contains("1 of 71 games can be played", _stage.Text(), StringComparison.Ordinal);
        _stage.Press("17");
        Assert.Contains("Melody Mix  cannot be played here:\n The game's file is damaged.", _stage.Text(), StringComparison.Ordinal);
        _stage.Press("Escape Tab Home Enter");
        Assert.IsType<PlayView>(_stage.Top);
    }

    [Fact]
    public void Tab_brings_the_games_that_can_be_played_to_the_front()
    {
        _stage.Press("Tab Home");
        Assert.Contains("\n Maze Run  Press keys.", _stage.Text(), StringComparison.Ordinal);
        _stage.Press("Right");
        Assert.Contains("\n Melody Mix  Press keys.", _stage.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Recent_plays_are_two_keys_away()
    {
        _hall.Keep(_arcade.Record(400));
        _stage.Press("F2 Enter");
        Assert.IsType<WatchView>(_stage.Top);
    }

    [Theory]
    [InlineData("F1")]
    [InlineData("?")]
    public void Help_is_one_key_away(string key)
    {
        _stage.Press(key);
        Assert.Contains("find a game by its name", _stage.Text(), StringComparison.Ordinal);
        _stage.Press("x");
        Assert.IsType<GridView>(_stage.Top);
    }

    [Fact]
    public void A_hint_comes_after_three_seconds_without_a_key_and_not_before()
    {
        _stage.Press("Right").Wait(2_900);
        Assert.DoesNotContain("Type a name", _stage.Text(), StringComparison.Ordinal);
        _stage.Wait(400);
        Assert.Contains("Type a name", _stage.Text(), StringComparison.Ordinal);
        _stage.Press("Right");
        Assert.DoesNotContain("Type a name", _stage.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, 24, TerminalEncoding.Utf8)]
    [InlineData(80, 24, TerminalEncoding.Cp437)]
    [InlineData(132, 50, TerminalEncoding.Utf8)]
    [InlineData(132, 50, TerminalEncoding.Cp437)]
    public async Task The_screens_look_as_they_did(int width, int height, TerminalEncoding encoding)
    {
        _hall.Keep(_arcade.Record(400) with { Ended = DateTimeOffset.UnixEpoch });
        await OpenAsync();
        Check("grid");
        _stage.Press("moon");
        Check("grid-search");
        _stage.Press("F1");
        Check("grid-help");
        _stage.Press("x F2");
        Check("recordings");

        void Check(string name) => Golden.Check($"screens/{name}-{width}x{height}-{encoding}", _stage.Picture(width, height, encoding));
    }

    private async Task OpenAsync()
    {
        var grid = new GridView(_hall, _time);
        await _stage.Open(grid).Wait(1).FinishAsync(grid.Loading!);
    }
}
