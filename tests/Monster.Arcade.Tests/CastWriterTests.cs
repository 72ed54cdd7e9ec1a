using System.Text.Json;

namespace Monster.Arcade.Tests;

public sealed class CastWriterTests(ArcadeFixture arcade)
{
    [Fact]
    public void A_cast_has_a_header_and_events_in_time_that_draw_the_game()
    {
        var lines = Write(arcade.Record(200) with { Player = "Ada \"the\" \e[31m" }, 1);
        var header = lines[0];
        Assert.Equal((2, 80, 24), (header.GetProperty("version").GetInt32(), header.GetProperty("width").GetInt32(), header.GetProperty("height").GetInt32()));
        Assert.Contains("Sample, played by Ada", header.GetProperty("title").GetString(), StringComparison.Ordinal);
        double before = 0;
        foreach (var line in lines.Skip(1))
        {
            Assert.Equal((3, "o"), (line.GetArrayLength(), line[1].GetString()));
            Assert.True(line[0].GetDouble() >= before);
            before = line[0].GetDouble();
        }

        Assert.InRange(before, 12.9, 13.1);
        Assert.StartsWith("\e[?25l", lines[1][2].GetString(), StringComparison.Ordinal);
        Assert.Contains("\e[?25h", lines[^1][2].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Twice_as_fast_takes_half_the_time_and_shows_the_same_end()
    {
        var recording = arcade.Record(200);
        Assert.InRange(Write(recording, 2)[^1][0].GetDouble(), 7.9, 8.1);
    }

    private List<JsonElement> Write(Recording recording, double speed)
    {
        using var output = new StringWriter();
        CastWriter.Write(arcade.Sample, recording, output, speed);
        return [.. output.ToString().TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
