using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monster.Arcade.Tests;

/// <summary>The test vectors of docs/vectors, which every host must pass, and the recordings that are part of them. MONSTER_GOLDEN=write adds those.</summary>
public sealed class VectorTests(ArcadeFixture arcade)
{
    private static string Folder { get; } = Repository.At("docs", "vectors");

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_vector_gives_its_result_and_its_recording_to_the_byte(string name)
    {
        string path = Path.Combine(Folder, name + ".json");
        var vector = JsonNode.Parse(File.ReadAllText(path))!;
        using var cartridge = arcade.Runtime.Load(File.ReadAllBytes(Path.Combine(Folder, vector["cartridge"]!.GetValue<string>())), name);
        Assert.Equal(vector["sha256"]!.GetValue<string>(), cartridge.Sha256);
        Assert.True(Seed.TryParse(vector["seed"]!.GetValue<string>(), out var seed));
        using var play = new Play(cartridge, seed);
        foreach (int key in vector["keys"].Deserialize<int[]>()!)
        {
            if (play.Status != PlayStatus.Playing)
                break;
            play.Tick(key);
        }

        var recording = play.ToRecording() with { Rhythm = [] }; // the rhythm is the clock's, not the play's
        AssertResult(vector["result"]!, recording);
        byte[] file = RecordingWriter.Encode(recording);
        if (Environment.GetEnvironmentVariable("MONSTER_GOLDEN") == "write")
        {
            vector["recording"] = Convert.ToHexStringLower(file);
            File.WriteAllText(path, vector.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");
        }

        Assert.Equal(vector["recording"]!.GetValue<string>(), Convert.ToHexStringLower(file));
        var verification = new Verifier(_ => cartridge).Verify(file, TestContext.Current.CancellationToken);
        Assert.True(verification.Passed, string.Join('\n', verification.Checks));
    }

    private static void AssertResult(JsonNode result, Recording recording)
    {
        Assert.Equal(result["ticks"]!.GetValue<int>(), recording.Ticks);
        Assert.Equal(result["status"]!.GetValue<int>(), (int)recording.Status);
        Assert.Equal(result["score"]?.GetValue<int>(), recording.Score);
        Assert.Equal(result["stateHash"]?.GetValue<string>(), recording.StateHash is { } hash ? Convert.ToHexStringLower(hash) : null);
        Assert.Equal(result["trap"]?.GetValue<string>(), recording.Trap?.Cause.ToString().ToLowerInvariant());
    }
}
