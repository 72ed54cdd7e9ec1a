using System.Text.Json;

namespace Monster.Cli.Tests;

/// <summary>The commands on recordings and cartridges, with small cartridges of tests/hostile that behave when no key asks for harm.</summary>
public sealed class RecordingCommandTests(PlayerFolder folder)
{
    private const string Seed = "000102030405060708090a0b0c0d0e0f";

    private static string Cartridge { get; } = Repository.At("tests", "hostile", "division-by-zero.wasm");

    [Fact]
    public void A_key_file_is_played_and_its_result_printed_in_the_headless_form()
    {
        var said = Run("[5,7,300]");
        Assert.Equal((ExitCode.Ok, ""), (said.ExitCode, said.Error));
        Assert.Matches("""^\{"ticks":3,"status":0,"score":[0-9]+,"stateHash":"[0-9a-f]{64}","trap":null\}\n$""", said.Output);
    }

    [Fact]
    public void A_trap_is_a_result_and_not_an_error()
    {
        var said = Run("[5,0]");
        Assert.Equal(ExitCode.Ok, said.ExitCode);
        Assert.Equal("""{"ticks":1,"status":2,"score":null,"stateHash":null,"trap":"program"}""" + "\n", said.Output);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1,2")]
    [InlineData("[1.5]")]
    [InlineData("[1] 2")]
    [InlineData("[\"a\"]")]
    [InlineData("[4294967296]")]
    [InlineData("")]
    public void A_key_file_that_is_not_one_is_refused_in_one_line(string keys)
    {
        var said = Run(keys);
        Assert.Equal((ExitCode.BadInput, ""), (said.ExitCode, said.Output));
        Assert.Contains("not a JSON array", Assert.Single(said.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00")]
    [InlineData("zz0102030405060708090a0b0c0d0e0f")]
    [InlineData("000102030405060708090a0b0c0d0e0f00")]
    public void A_seed_that_is_not_one_is_refused(string seed)
    {
        File.WriteAllText(folder["keys.json"], "[]");
        var said = CommandLine.Run("cart", "run", Cartridge, "--seed", seed, "--keys", folder["keys.json"], "--json");
        Assert.Equal(ExitCode.BadInput, said.ExitCode);
        Assert.Contains("is not a seed", said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no such game", "There is no game 'no such game'")]
    [InlineData("./no-such.wasm", "There is no file './no-such.wasm'")]
    [InlineData("full moon", "Full Moon (shard 70) is not built yet")]
    public void A_cartridge_that_is_not_there_is_named(string name, string message)
    {
        File.WriteAllText(folder["keys.json"], "[]");
        var said = CommandLine.Run("cart", "run", name, "--seed", Seed, "--keys", folder["keys.json"], "--json");
        Assert.Equal(ExitCode.BadInput, said.ExitCode);
        Assert.Contains(message, said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_cartridge_is_refused_with_its_reason()
    {
        File.WriteAllText(folder["keys.json"], "[]");
        var said = CommandLine.Run("cart", "run", Repository.At("tests", "hostile", "imports.wasm"), "--seed", Seed, "--keys", folder["keys.json"], "--json");
        Assert.Equal(ExitCode.BadInput, said.ExitCode);
        Assert.Contains("imports", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_verifies_and_a_changed_one_does_not()
    {
        string play = Record("[5,7,300,32,33]");
        var good = CommandLine.Run("verify", play, "--cartridge", Cartridge);
        Assert.Equal((ExitCode.Ok, ""), (good.ExitCode, good.Error));
        Assert.Contains("Verified:", good.Output, StringComparison.Ordinal);

        byte[] file = File.ReadAllBytes(play);
        File.WriteAllBytes(folder["cut.play"], file[..^5]);
        var cut = CommandLine.Run("verify", folder["cut.play"], "--cartridge", Cartridge, "--json");
        Assert.Equal(ExitCode.CheckFailed, cut.ExitCode);
        var json = JsonDocument.Parse(cut.Output).RootElement;
        Assert.False(json.GetProperty("verified").GetBoolean());
        Assert.Equal("format", json.GetProperty("checks")[0].GetProperty("name").GetString());

        var elsewhere = CommandLine.Run("verify", play);
        Assert.Equal(ExitCode.CheckFailed, elsewhere.ExitCode);
        Assert.Contains("FAILED  cartridge", elsewhere.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_check_is_in_the_json()
    {
        var json = JsonDocument.Parse(CommandLine.Run("verify", Record("[5]"), "--cartridge", Cartridge, "--json").Output).RootElement;
        Assert.True(json.GetProperty("verified").GetBoolean());
        Assert.Equal(Seed, json.GetProperty("seed").GetString());
        Assert.Equal(["format", "cartridge", "replay", "ticks", "status", "score", "state", "signature"], json.GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg")]
    public void A_key_to_trust_that_is_not_one_is_refused(string key)
    {
        var said = CommandLine.Run("verify", Record("[5]"), "--cartridge", Cartridge, "--trust", key);
        Assert.Equal(ExitCode.BadInput, said.ExitCode);
        Assert.Contains("is not a public key", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unsigned_recording_is_not_trusted_and_this_machines_key_can_be_asked_for()
    {
        string key = CommandLine.Run("key").Output.Trim();
        Assert.Equal(64, key.Length);
        Assert.Equal(key, JsonDocument.Parse(CommandLine.Run("key", "--json").Output).RootElement.GetProperty("publicKey").GetString());
        var said = CommandLine.Run("verify", Record("[5]"), "--cartridge", Cartridge, "--trust", key);
        Assert.Equal(ExitCode.CheckFailed, said.ExitCode);
        Assert.Contains("FAILED  trust", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_is_shown_and_exported()
    {
        string play = Record("[5,7]");
        var shown = CommandLine.Run("recording", play);
        Assert.Equal(ExitCode.Ok, shown.ExitCode);
        Assert.Contains(Seed, shown.Output, StringComparison.Ordinal);
        Assert.Equal(2, JsonDocument.Parse(CommandLine.Run("recording", play, "--json").Output).RootElement.GetProperty("ticks").GetInt32());

        var exported = CommandLine.Run("export", play, "-o", folder["out.cast"], "--speed", "2", "--cartridge", Cartridge);
        Assert.Equal((ExitCode.Ok, ""), (exported.ExitCode, exported.Error));
        Assert.StartsWith("{\"version\":2,\"width\":80,\"height\":24", File.ReadAllText(folder["out.cast"]), StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(folder["out.cast"]), CommandLine.Run("export", play, "-o", "-", "--speed", "2", "--cartridge", Cartridge).Output);
        Assert.Equal(ExitCode.BadInput, CommandLine.Run("export", play, "--speed", "0", "--cartridge", Cartridge).ExitCode);
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("recording")]
    [InlineData("export")]
    public void A_file_that_is_not_there_is_named_in_one_line(string command)
    {
        var said = CommandLine.Run(command, "./nothing.play");
        Assert.Equal((ExitCode.BadInput, "", "monster: There is no file './nothing.play'.\n"), (said.ExitCode, said.Output, said.Error));
    }

    [Fact]
    public void All_71_games_are_listed()
    {
        string[] lines = CommandLine.Run("games").Output.TrimEnd('\n').Split('\n');
        Assert.Equal(72, lines.Length);
        Assert.StartsWith(" 2  Block Drop        cannot be played: BlockDrop.wasm is not a cartridge. ", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("2 of 71 can be played", lines[71], StringComparison.Ordinal);
        var games = JsonDocument.Parse(CommandLine.Run("games", "--json").Output).RootElement.GetProperty("games");
        Assert.Equal(Enumerable.Range(0, 71), games.EnumerateArray().Select(g => g.GetProperty("shard").GetInt32()));
    }

    private CommandLine Run(string keys, params string[] more)
    {
        File.WriteAllText(folder["keys.json"], keys);
        return CommandLine.Run(["cart", "run", Cartridge, "--seed", Seed, "--keys", folder["keys.json"], "--json", .. more]);
    }

    private string Record(string keys)
    {
        string path = folder[Guid.NewGuid().ToString("N") + ".play"];
        Assert.Equal(ExitCode.Ok, Run(keys, "--record", path).ExitCode);
        return path;
    }
}
