using Monster.Arcade.Screens;
using Monster.Terminal;
using Monster.Testing;

namespace Monster.Arcade.Tests.Screens;

/// <summary>Plays that others watch, talk about, and that go on from another connection.</summary>
public sealed class LiveViewTests : IDisposable
{
    private const int Tick = 50; // the sample makes 20 a second

    private readonly ArcadeFixture _arcade;
    private readonly MemoryHall _hall;
    private readonly ManualTime _time = new();
    private readonly LivePlays _plays;
    private readonly Stage _player = new();
    private readonly Stage _watcher = new();
    private TestCompany? _company;

    public LiveViewTests(ArcadeFixture arcade)
    {
        _arcade = arcade;
        _plays = new LivePlays(_time);
        _hall = new MemoryHall(arcade) { Company = Join };
    }

    public void Dispose()
    {
        _player.Views.CloseAll();
        _watcher.Views.CloseAll();
    }

    [Fact]
    public void A_watcher_sees_the_whole_picture_at_once_even_of_a_play_at_rest()
    {
        Play();
        _player.Press("abc").Wait(5 * Tick).Press("Escape");
        Watch();
        _player.Press("zz"); // whatever wakes the player's session: here keys that the menu does not know
        _watcher.Wait(Tick);
        Assert.Equal('3', _watcher.Text()[0]);
        Assert.Contains("paused", _watcher.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_watcher_sees_every_tick()
    {
        Play();
        Watch();
        for (int i = 1; i < 9; i++)
        {
            _player.Press("k").Wait(Tick);
            _watcher.Wait(Tick);
            Assert.Equal((char)('0' + i), _watcher.Text()[0]);
        }
    }

    [Fact]
    public void However_many_watch_the_player_makes_one_frame_a_tick_and_none_when_nobody_does()
    {
        Play();
        _player.Wait(5 * Tick);
        var live = Assert.Single(_plays.All());
        Assert.Null(live.Latest);
        var watches = Enumerable.Range(0, LivePlay.MaxWatchers).Select(_ => live.Watch()!).ToList();
        Assert.Null(live.Watch());
        _player.Wait(Tick);
        Assert.NotNull(live.Latest);
        Assert.All(watches, watch => Assert.Same(live.Latest, watch.Latest));
        watches.ForEach(watch => watch.Dispose());
        watches.ForEach(watch => watch.Dispose());
        Assert.Equal(0, live.Watchers);
        _player.Wait(5 * Tick);
        Assert.Null(live.Latest);
    }

    [Fact]
    public void Watching_does_not_change_the_play()
    {
        Play();
        _player.Press("abc").Wait(5 * Tick);
        Watch();
        _watcher.Press("Enter").Press("hello").Press("Enter");
        _player.Wait(5 * Tick).Press("Enter").Wait(Tick);
        var recording = Assert.Single(_hall.Kept);
        Assert.Equal([0, 'a', 0, 'b', 0, 'c', 7, 13], recording.Keys.Pairs);
        Assert.True(_arcade.Verifier.Verify(RecordingWriter.Encode(recording), TestContext.Current.CancellationToken).Passed);
    }

    [Fact]
    public void What_a_watcher_says_is_seen_over_the_running_game_for_some_seconds_without_a_pause()
    {
        Play();
        Watch();
        _watcher.Press("Enter").Press("behind").Press("you").Press("Enter");
        _player.Wait(Tick);
        Assert.Contains("eve  behindyou", _player.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("Go on", _player.Text(), StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromSeconds(7));
        _player.Wait(Tick);
        Assert.DoesNotContain("behindyou", _player.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_watcher_says_reaches_the_player_and_what_the_player_says_the_watcher()
    {
        Play();
        Watch();
        _watcher.Press("Enter").Press("well").Press("Space").Press("done").Press("Enter");
        _player.Wait(Tick).Press("Escape");
        Assert.Contains("eve  well done", _player.Text(), StringComparison.Ordinal);
        _player.Press("t").Press("thanks").Press("Enter");
        Assert.Contains("ann  thanks", _watcher.Text(132, 50), StringComparison.Ordinal);
        Assert.Contains("1 is watching", _player.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Talk_cannot_carry_what_moves_a_cursor_or_turns_letters_round()
    {
        Play();
        var live = Assert.Single(_plays.All());
        Assert.False(live.Say("eve", "\e\u202e\u200f\n\0"));
        Assert.True(live.Say("eve", "a\e[2Jb\u202ec\u0300\u0301" + new string('x', 500)));
        string said = Assert.Single(live.Talk(10)).Text;
        Assert.StartsWith("a[2Jbc", said, StringComparison.Ordinal);
        Assert.Equal(LivePlay.MaxTalkLength, said.Length);
        for (int i = 0; i < 1_000; i++)
            live.Say("eve", "flood");
        Assert.True(live.Talk(int.MaxValue).Count <= 20);
    }

    [Fact]
    public void The_list_shows_who_plays_what_and_opens_it()
    {
        Play();
        _watcher.Open(new LivePlaysView(_plays, "eve", _time));
        Assert.Contains("ann", _watcher.Text(), StringComparison.Ordinal);
        Assert.Contains("Sample", _watcher.Text(), StringComparison.Ordinal);
        _watcher.Press("Enter");
        Assert.IsType<LiveView>(_watcher.Top);
        _player.Views.CloseAll();
        _watcher.Wait(Tick);
        Assert.Contains("left", _watcher.Text(), StringComparison.Ordinal);
        _watcher.Press("Escape").Wait(2_000);
        Assert.Contains("Nobody is playing right now", _watcher.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_play_that_was_carried_on_elsewhere_is_over_here_and_kept_once()
    {
        Play();
        _player.Press("abc").Wait(5 * Tick).Press("Escape c");
        Assert.Contains("ABCD-1234", _player.Text(), StringComparison.Ordinal);
        _company!.Move();
        Assert.IsType<PlayView>(_player.Wait(0).Top);
        Assert.Contains("This play goes on elsewhere", _player.Text(), StringComparison.Ordinal);
        _player.Press("Escape");
        Assert.Null(_player.Views.Top);
        Assert.Empty(_hall.Kept);
        Assert.Null(_hall.Saved);
        Assert.False(_company.Stayed);
    }

    [Fact]
    public void Staying_after_all_voids_the_code()
    {
        Play();
        _player.Wait(5 * Tick).Press("Escape c Escape");
        Assert.True(_company!.Stayed);
        _player.Press("g").Wait(Tick).Press("Enter").Wait(Tick);
        Assert.Single(_hall.Kept);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(132, 50)]
    public void The_screens_look_as_they_did(int width, int height)
    {
        Play();
        Watch();
        _player.Press("abc").Wait(5 * Tick);
        _watcher.Press("Enter").Press("go,ann").Press("Enter").Wait(Tick);
        Check("live", _watcher);
        _player.Press("Escape");
        Check("play-paused-watched", _player);
        _watcher.Press("Escape").Open(new LivePlaysView(_plays, "eve", _time));
        Check("live-list", _watcher);

        void Check(string name, Stage stage) => Golden.Check($"screens/{name}-{width}x{height}", stage.Picture(width, height, TerminalEncoding.Utf8));
    }

    private void Play() => _player.Open(new PlayView(_hall, _arcade.Sample, _time));

    private void Watch()
    {
        _watcher.Open(new LiveView(Assert.Single(_plays.All()), "eve"));
        _player.Wait(0);
        _watcher.Wait(Tick);
    }

    private TestCompany Join(Play play, Action ask) => _company = new TestCompany(_plays.Begin("ann", play.Cartridge, isRanked: true, ask), ask);
}
