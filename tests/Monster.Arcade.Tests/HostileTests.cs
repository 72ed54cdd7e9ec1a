using System.Text.Json;

namespace Monster.Arcade.Tests;

/// <summary>The cartridges of tests/hostile: refused with their own sentence, or played to the result that every host must give, and shown safely.</summary>
public sealed class HostileTests(ArcadeFixture arcade)
{
    private static string Folder { get; } = Repository.At("tests", "hostile");

    public static TheoryData<string> Refused => [.. Names("refused: ")];

    public static TheoryData<string> Contained => [.. Names("contained: ")];

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_refused_is_refused_with_its_own_sentence(string name)
    {
        var refused = Assert.Throws<CartridgeRefusedException>(() => arcade.Runtime.Load(File.ReadAllBytes(Path.Combine(Folder, name + ".wasm")), name));
        Assert.StartsWith($"{name} is not a cartridge. ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(Field(name, "refused: "), refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Contained))]
    public void What_is_contained_plays_to_the_result_of_every_host_and_can_be_drawn(string name)
    {
        using var cartridge = arcade.Runtime.Load(File.ReadAllBytes(Path.Combine(Folder, name + ".wasm")), name);
        using var play = new Play(cartridge, default);
        var picture = new Picture();
        foreach (int key in JsonSerializer.Deserialize<int[]>(Field(name, "keys: "))!)
        {
            if (play.Status != PlayStatus.Playing)
                break;
            play.Draw(picture);
            play.Tick(key);
        }

        var recording = play.ToRecording();
        using var expected = JsonDocument.Parse(Field(name, "result: "));
        var result = expected.RootElement;
        Assert.Equal(result.GetProperty("ticks").GetInt32(), recording.Ticks);
        Assert.Equal(result.GetProperty("status").GetInt32(), (int)recording.Status);
        Assert.Equal(result.GetProperty("trap").GetString(), recording.Trap?.Cause.ToString().ToLowerInvariant());
        var verification = new Verifier(_ => cartridge).Verify(RecordingWriter.Encode(recording), TestContext.Current.CancellationToken);
        Assert.True(verification.Passed, string.Join('\n', verification.Checks));
        foreach (uint cell in picture.Cells)
            Assert.True((cell & 0xF0F0_0000) == 0 && (Monster.Terminal.Cp437.TryGetByte((int)(cell & 0xFFFF), out _) || (cell & 0xFFFF) == 0));
    }

    [Theory]
    [InlineData("draw-changes-state", "changed its state while it drew")]
    [InlineData("infinite-draw", "used up its budget")]
    [InlineData("cells-garbage", "cells with a glyph or colour that does not exist")]
    public void What_goes_wrong_while_drawing_is_said(string name, string part)
    {
        using var cartridge = arcade.Runtime.Load(File.ReadAllBytes(Path.Combine(Folder, name + ".wasm")), name);
        using var play = new Play(cartridge, default);
        var picture = new Picture();
        play.Tick(0);
        play.Draw(picture);
        Assert.Contains(part, picture.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_score_made_with_the_help_of_drawing_is_not_kept()
    {
        foreach (string name in new[] { "draw-changes-state", "score-changes-state", "update-reads-cells" })
        {
            using var cartridge = arcade.Runtime.Load(File.ReadAllBytes(Path.Combine(Folder, name + ".wasm")), name);
            using var drawn = new Play(cartridge, default);
            using var plain = new Play(cartridge, default);
            var picture = new Picture();
            for (int i = 0; i < 50; i++)
            {
                drawn.Draw(picture);
                drawn.Score();
                drawn.Tick('a');
                plain.Tick('a');
            }

            Assert.Equal(RecordingWriter.Encode(plain.ToRecording()), RecordingWriter.Encode(drawn.ToRecording()));
        }
    }

    private static IEnumerable<string> Names(string field) => Directory.GetFiles(Folder, "*.wat").Order(StringComparer.Ordinal)
        .Where(path => File.ReadLines(path).Any(line => line.StartsWith(";; " + field, StringComparison.Ordinal)))
        .Select(path => Path.GetFileNameWithoutExtension(path));

    private static string Field(string name, string field) =>
        File.ReadLines(Path.Combine(Folder, name + ".wat")).First(line => line.StartsWith(";; " + field, StringComparison.Ordinal))[(3 + field.Length)..];
}
