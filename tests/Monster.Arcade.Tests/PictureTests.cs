namespace Monster.Arcade.Tests;

public sealed class PictureTests(ArcadeFixture arcade)
{
    [Fact]
    public void A_picture_shows_what_the_game_drew_and_the_play_does_not_notice()
    {
        using var play = new Play(arcade.Sample, default);
        for (int i = 0; i < 7; i++)
            play.Tick('x');
        var picture = new Picture();
        byte[] before = play.SaveState();
        play.Draw(picture);
        Assert.Equal(before, play.SaveState());
        Assert.Null(picture.Fault);
        Assert.Equal('7', (char)(picture.Cells[0] & 0xFFFF));
        Assert.Equal(' ', (char)(picture.Cells[^1] & 0xFFFF));
        Assert.Equal(0x010F01B8u, picture.Voices[0]);
        Assert.Equal(0u, picture.Voices[1]);
    }

    [Fact]
    public void A_trap_while_drawing_keeps_the_picture_before_and_the_play_goes_on()
    {
        using var play = new Play(arcade.Sample, default);
        var picture = new Picture();
        play.Tick('x');
        play.Draw(picture);
        uint shown = picture.Cells[0];
        play.Tick(Sample.DrawTrapKey);
        play.Draw(picture);
        Assert.Contains("draw", picture.Fault, StringComparison.Ordinal);
        Assert.Equal(shown, picture.Cells[0]);
        Assert.Equal(PlayStatus.Playing, play.Tick('x'));
        Assert.Equal(3, play.Score());
    }

    [Fact]
    public void Drawing_at_any_time_leaves_no_trace_in_the_recording()
    {
        using var drawn = new Play(arcade.Sample, default);
        using var plain = new Play(arcade.Sample, default);
        var picture = new Picture();
        for (int i = 0; i < 2_000; i++)
        {
            if (i % 3 == 0)
                drawn.Draw(picture);
            drawn.Tick(i % 200 + 32);
            plain.Tick(i % 200 + 32);
        }

        Assert.Equal(RecordingWriter.Encode(plain.ToRecording()), RecordingWriter.Encode(drawn.ToRecording()));
    }
}
