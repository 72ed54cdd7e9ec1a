using Monster.Arcade.Screens;
using Monster.Terminal;
using Monster.Testing;

namespace Monster.Arcade.Tests.Screens;

/// <summary>A game being played: its ticks, its pauses, its end.</summary>
public sealed class PlayViewTests
{
    private const int Tick = 50; // the sample makes 20 a second

    private readonly ArcadeFixture _arcade;
    private readonly MemoryHall _hall;
    private readonly Stage _stage = new();
    private readonly ManualTime _time = new();

    public PlayViewTests(ArcadeFixture arcade)
    {
        _arcade = arcade;
        _hall = new MemoryHall(arcade);
    }

    [Fact]
    public void Ticks_are_steady_and_keys_go_one_a_tick_in_their_order()
    {
        Start();
        _stage.Wait(10 * Tick).Press("abc").Wait(5 * Tick).Press("Enter").Wait(Tick);
        var recording = Assert.Single(_hall.Kept);
        Assert.Equal(16, recording.Ticks);
        Assert.Equal([10, 'a', 0, 'b', 0, 'c', 2, 13], recording.Keys.Pairs);
        Assert.Equal(4, recording.Score);
    }

    [Fact]
    public void Of_keys_hammered_between_two_ticks_only_eight_wait()
    {
        Start();
        _stage.Press("abcdefghijkl").Wait(20 * Tick).Press("Enter").Wait(Tick);
        Assert.Equal(9, Assert.Single(_hall.Kept).Score);
    }

    [Fact]
    public void After_a_stall_the_game_does_not_leap()
    {
        Start();
        _stage.Wait(2 * Tick);
        var view = _stage.Top;
        view.Wake(TimeSpan.FromMinutes(5)); // one late call
        view.Press(new KeyPress(KeyCode.Escape), TimeSpan.FromMinutes(5));
        view.Press(new KeyPress('l'), TimeSpan.FromMinutes(5));
        Assert.InRange(Assert.Single(_hall.Kept).Ticks, 3, 4);
    }

    [Fact]
    public void A_turn_based_game_moves_on_keys_alone_and_notes_their_rhythm()
    {
        using var turns = _arcade.Runtime.Load(Sample.Build(Sample.Manifest with { TicksPerSecond = 0 }), "turns");
        _stage.Open(new PlayView(_hall, turns, _time));
        _stage.Wait(1_000).Press("a").Wait(250).Press("b F1").Press("Escape").Wait(9_000).Press("g").Wait(100).Press("Enter");
        var recording = Assert.Single(_hall.Kept);
        Assert.Equal([0, 'a', 0, 'b', 0, 13], recording.Keys.Pairs);
        Assert.Equal([1_000, 250, 100], recording.Rhythm);
    }

    [Fact]
    public void Escape_pauses_and_goes_on_and_nothing_ticks_between()
    {
        Start();
        _stage.Wait(5 * Tick).Press("Escape");
        Assert.Contains("Paused", _stage.Text(), StringComparison.Ordinal);
        Assert.Null(_stage.Top.WakeAt);
        _stage.Wait(60_000).Press("Escape").Wait(5 * Tick).Press("Enter").Wait(Tick);
        Assert.Equal(11, Assert.Single(_hall.Kept).Ticks);
    }

    [Fact]
    public void Help_pauses_the_game_and_any_key_comes_back_to_the_menu()
    {
        Start();
        _stage.Wait(5 * Tick).Press("F1").Wait(60_000);
        Assert.Contains("Any key: one point", _stage.Text(), StringComparison.Ordinal);
        _stage.Press("x");
        Assert.Contains("Paused", _stage.Text(), StringComparison.Ordinal);
        _stage.Press("l");
        Assert.Equal(5, Assert.Single(_hall.Kept).Ticks);
    }

    [Fact]
    public void Keys_still_hammered_when_the_play_ends_do_not_begin_another()
    {
        Start();
        _stage.Press("Enter").Wait(Tick);
        for (int i = 0; i < 40; i++)
            _stage.Press("Enter").Wait(30); // a key held down repeats like this
        Assert.Contains("Game over", _stage.Text(), StringComparison.Ordinal);
        Assert.Single(_hall.Kept);
        _stage.Wait(400).Press("Enter").Wait(Tick).Press("Enter").Wait(Tick);
        Assert.Equal(2, _hall.Kept.Count);
    }

    [Fact]
    public void The_end_of_a_play_can_be_watched_and_left_again()
    {
        Start();
        _stage.Wait(200 * Tick).Press("Enter").Wait(Tick).Wait(1_000).Press("w");
        Assert.IsType<WatchView>(_stage.Top);
        Assert.Contains("0:05/0:10", _stage.Text(), StringComparison.Ordinal);
        _stage.Press("Escape");
        Assert.Contains("Game over", _stage.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_best_is_said_and_an_old_one_kept()
    {
        Start();
        _stage.Press("a Enter").Wait(2 * Tick);
        Assert.Contains("Your first score here", _stage.Text(), StringComparison.Ordinal);
        _stage.Wait(1_000).Press("Enter abc Enter").Wait(4 * Tick);
        Assert.Contains("A new best!", _stage.Text(), StringComparison.Ordinal);
        _stage.Wait(1_000).Press("Enter a Enter").Wait(2 * Tick);
        Assert.DoesNotContain("A new best!", _stage.Text(), StringComparison.Ordinal);
        Assert.Contains("Your best", _stage.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_play_without_a_score_says_that_there_is_no_best_yet()
    {
        var screen = new CellBuffer(80, 24);
        new PlayEnd(_arcade.Record(40) with { Score = 0, Status = PlayStatus.Over }, new Standing(null, 12, 0), TimeSpan.Zero).Draw(screen, "Maze Run");
        Assert.Matches("Your best +none yet ", string.Concat(Enumerable.Range(0, 24).SelectMany(y => Enumerable.Range(0, 80).Select(x => (char)screen[x, y].CodePoint))));
    }

    [Fact]
    public void A_play_saved_for_later_goes_on_where_it_was()
    {
        Start();
        _stage.Press("abc").Wait(10 * Tick).Press("Escape s");
        Assert.Null(_stage.Views.Top);
        Assert.Equal(10, _hall.Saved!.Ticks);
        Start();
        Assert.Contains("Welcome back", _stage.Text(), StringComparison.Ordinal);
        _stage.Press("Enter d").Wait(Tick).Press("Enter").Wait(Tick);
        var recording = Assert.Single(_hall.Kept);
        Assert.Equal((12, 5), (recording.Ticks, recording.Score));
        Assert.Null(_hall.Saved);
    }

    [Fact]
    public void A_play_that_cannot_be_saved_is_not_lost_and_its_player_is_told()
    {
        Start();
        _hall.DiskIsFull = true;
        _stage.Press("abc").Wait(10 * Tick).Press("Escape s");
        Assert.Contains("The disk is full. The play is still here", _stage.Text(), StringComparison.Ordinal);
        _hall.DiskIsFull = false;
        _stage.Press("Enter s");
        Assert.Null(_stage.Views.Top);
        Assert.Equal(10, _hall.Saved!.Ticks);
    }

    [Fact]
    public void A_line_that_drops_saves_the_play()
    {
        Start();
        _stage.Press("abc").Wait(10 * Tick);
        _stage.Views.CloseAll();
        Assert.Equal(10, _hall.Saved!.Ticks);
        Assert.Empty(_hall.Kept);
    }

    [Fact]
    public void A_play_given_up_is_kept_and_not_offered_again()
    {
        Start();
        _stage.Press("abc").Wait(10 * Tick).Press("Escape l");
        Assert.Null(_stage.Views.Top);
        Assert.Null(_hall.Saved);
        Assert.Equal(PlayStatus.Playing, Assert.Single(_hall.Kept).Status);
    }

    [Fact]
    public void A_terminal_that_goes_away_pauses_the_play()
    {
        Start();
        _stage.Wait(3 * Tick);
        _stage.Top.Interrupted(_stage.Now);
        Assert.Null(_stage.Top.WakeAt);
        Assert.Contains("Paused", _stage.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_trap_is_explained_with_an_id_and_the_recording_is_kept()
    {
        Start();
        _stage.Wait(3 * Tick);
        _stage.Top.Press(new KeyPress((char)Sample.DivideKey), _stage.Now); // no keyboard sends this key
        _stage.Wait(Tick);
        var recording = Assert.Single(_hall.Kept);
        Assert.Equal(PlayStatus.Trapped, recording.Status);
        Assert.Contains(recording.Id()[..12], _stage.Text(), StringComparison.Ordinal);
        Golden.Check("screens/trap-80x24", _stage.Picture(80, 24, TerminalEncoding.Utf8));
        _stage.Wait(1_000).Press("Escape");
        Assert.Null(_stage.Views.Top);
    }

    [Fact]
    public void A_full_disk_does_not_stop_anybody_from_playing()
    {
        _hall.DiskIsFull = true;
        Start();
        _stage.Press("Enter").Wait(Tick);
        Assert.Contains("The disk is full", _stage.Text(), StringComparison.Ordinal);
        _stage.Wait(1_000).Press("Enter").Wait(5 * Tick);
        Assert.DoesNotContain("Game over", _stage.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_play_that_has_to_wait_for_its_ticket_begins_by_itself()
    {
        _hall.Slowly = new TaskCompletionSource();
        Start();
        _stage.Press("abc").Wait(10 * Tick);
        _hall.Slowly.SetResult();
        await _stage.UntilAsync(() => _stage.Top.WakeAt is not null);
        _stage.Wait(5 * Tick).Press("Enter").Wait(Tick);
        Assert.Equal((6, 1), (Assert.Single(_hall.Kept).Ticks, _hall.Kept[0].Score));
    }

    [Fact]
    public async Task A_play_nobody_waits_for_any_more_is_given_back()
    {
        _hall.Slowly = new TaskCompletionSource();
        using var runtime = new CartridgeRuntime();
        using var sample = runtime.Load(Sample.Build(), "the sample");
        _stage.Open(new PlayView(_hall, sample, _time)).Press("Escape");
        Assert.Null(_stage.Views.Top);
        _hall.Slowly.SetResult();
        await Until.TrueAsync(() => _hall.Begun == 1 && runtime.Instances == 0);
    }

    [Fact]
    public void A_play_that_cannot_begin_says_why_and_tries_again()
    {
        _hall.CannotBegin = "The board is full.";
        Start();
        Assert.Contains("The board is full.", _stage.Text(), StringComparison.Ordinal);
        _hall.CannotBegin = null;
        _stage.Press("Enter").Wait(Tick).Press("Enter").Wait(Tick);
        Assert.Equal(2, Assert.Single(_hall.Kept).Ticks);
    }

    [Fact]
    public async Task What_came_of_a_score_is_said_when_it_is_known()
    {
        Start();
        _hall.Slowly = new TaskCompletionSource();
        _stage.Press("Enter").Wait(Tick);
        Assert.Contains("Checking the score", _stage.Text(), StringComparison.Ordinal);
        _hall.Slowly.SetResult();
        await _stage.UntilAsync(() => _stage.Text().Contains("Kept as", StringComparison.Ordinal));
    }

    [Fact]
    public void A_new_build_of_the_game_begins_at_once_and_the_old_one_may_go()
    {
        var old = _arcade.Runtime.Load(Sample.Build(), "old");
        using var changed = _arcade.Runtime.Load(Sample.BuildOther(), "changed");
        var view = new PlayView(_hall, old, _time);
        _stage.Open(view).Wait(10 * Tick);
        view.Reload(changed, _stage.Now);
        old.Dispose();
        _stage.Wait(5 * Tick).Press("Enter").Wait(Tick);
        var recording = Assert.Single(_hall.Kept);
        Assert.Equal((changed.Sha256, 2), (recording.Cartridge, recording.Rules));
        Assert.Equal(6, recording.Ticks);
    }

    [Theory]
    [InlineData(80, 24, TerminalEncoding.Utf8)]
    [InlineData(80, 24, TerminalEncoding.Cp437)]
    [InlineData(132, 50, TerminalEncoding.Utf8)]
    [InlineData(132, 50, TerminalEncoding.Cp437)]
    public void The_screens_look_as_they_did(int width, int height, TerminalEncoding encoding)
    {
        Start();
        Check("play-running");
        _stage.Wait(3 * Tick).Press("Escape Down");
        Check("play-paused");
        _stage.Press("h");
        Check("play-help");
        _stage.Press("x Escape ab Enter").Wait(3 * Tick).Wait(1_000);
        Check("play-over");

        void Check(string name) => Golden.Check($"screens/{name}-{width}x{height}-{encoding}", _stage.Picture(width, height, encoding));
    }

    private void Start() => _stage.Open(new PlayView(_hall, _arcade.Sample, _time));
}
