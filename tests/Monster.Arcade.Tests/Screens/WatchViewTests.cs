using Monster.Arcade.Screens;
using Monster.Terminal;
using Monster.Testing;

namespace Monster.Arcade.Tests.Screens;

/// <summary>A recording being watched.</summary>
public sealed class WatchViewTests(ArcadeFixture arcade)
{
    private readonly Stage _stage = new();

    [Theory]
    [InlineData("", 1)]
    [InlineData("-", 0.5)]
    [InlineData("--", 0.25)]
    [InlineData("---", 0.25)]
    [InlineData("+", 2)]
    [InlineData("++++++", 64)]
    [InlineData("++++++++", 64)]
    [InlineData("+++1", 1)]
    public void The_speed_is_what_is_shown(string keys, double speed)
    {
        Open(ticks: 3_000);
        if (keys.Length > 0)
            _stage.Press(keys);
        Assert.Contains(FormattableString.Invariant($" {speed}x "), _stage.Text(), StringComparison.Ordinal);
        _stage.Wait(2_000);
        int seconds = (int)(2 * speed);
        Assert.Contains($" {seconds / 60}:{seconds % 60:00}/2:30", _stage.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Space_stops_and_a_point_goes_a_single_step()
    {
        var recording = Open(ticks: 400);
        _stage.Wait(1_000).Press("Space").Wait(5_000);
        Assert.Contains("0:01/0:20", _stage.Text(), StringComparison.Ordinal);
        string before = Digit();
        int steps = 0;
        while (Digit() == before)
        {
            _stage.Press(".");
            Assert.True(++steps < 100);
        }

        for (; steps > 0; steps--)
            _stage.Press(",");
        Assert.Equal(before, Digit());
        _stage.Press("Space End").Wait(1_000);
        Assert.Contains("end", _stage.Text(), StringComparison.Ordinal);
        Assert.Equal((recording.Score!.Value % 10).ToString(System.Globalization.CultureInfo.InvariantCulture), Digit());
    }

    [Fact]
    public void Jumps_go_both_ways_and_stop_at_the_ends()
    {
        Open(ticks: 3_000);
        _stage.Press("Space Right Right");
        Assert.Contains("0:10/2:30", _stage.Text(), StringComparison.Ordinal);
        _stage.Press("PageDown Left");
        Assert.Contains("1:05/2:30", _stage.Text(), StringComparison.Ordinal);
        _stage.Press("Home Left");
        Assert.Contains("0:00/2:30", _stage.Text(), StringComparison.Ordinal);
        _stage.Press("End Right");
        Assert.Contains("2:30/2:30", _stage.Text(), StringComparison.Ordinal);
        _stage.Press("Space");
        Assert.Contains("0:00/2:30", _stage.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_play_is_taken_over_where_the_recording_stands_and_is_never_ranked()
    {
        var recording = arcade.Record(3_000) with { Ticket = [1, 2, 3] };
        var hall = new MemoryHall(arcade);
        _stage.Open(new WatchView(arcade.Sample, recording) { TakeOver = play => _stage.Views.Replace(new PlayView(hall, play, new ManualTime())) });
        _stage.Press("Space PageDown t");
        Assert.IsType<PlayView>(_stage.Top);
        _stage.Press("g").Wait(50).Press("k").Wait(50).Press("Enter").Wait(50);
        var mine = Assert.Single(hall.Kept);
        Assert.Equal(1_203, mine.Ticks);
        Assert.Empty(mine.Ticket);
        Assert.True(arcade.Verifier.Verify(RecordingWriter.Encode(mine), TestContext.Current.CancellationToken).Passed);
    }

    [Fact]
    public void A_play_that_is_over_cannot_be_taken_over_and_says_so()
    {
        _stage.Open(new WatchView(arcade.Sample, arcade.Record(400)) { TakeOver = _ => Assert.Fail("It was over.") });
        _stage.Press("End t");
        Assert.Contains("The play is over here", _stage.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, 24, TerminalEncoding.Utf8)]
    [InlineData(80, 24, TerminalEncoding.Cp437)]
    [InlineData(132, 50, TerminalEncoding.Utf8)]
    [InlineData(132, 50, TerminalEncoding.Cp437)]
    public void The_screen_looks_as_it_did(int width, int height, TerminalEncoding encoding)
    {
        Open(ticks: 400);
        _stage.Wait(8_000);
        Golden.Check($"screens/watch-{width}x{height}-{encoding}", _stage.Picture(width, height, encoding));
    }

    private Recording Open(int ticks)
    {
        var recording = arcade.Record(ticks);
        _stage.Open(new WatchView(arcade.Sample, recording));
        return recording;
    }

    private string Digit() => _stage.Text()[..1];
}
