using System.Text;

namespace Monster.Wasm.Tests;

public sealed class CartridgeCheckTests
{
    [Fact]
    public void A_cartridge_is_accepted_with_its_manifest_and_its_layout()
    {
        var check = CartridgeCheck.Of(WasmWriter.Write(Sample.Cartridge()));
        Assert.Equal([], check.Faults);
        Assert.Equal(Sample.Manifest, check.Manifest);
        Assert.Equal(new CartridgeLayout(1, 4096, 4096, 0, 16384, 16404), check.Layout);
        Assert.Equal(20, check.Layout!.StateBytes);
    }

    [Fact]
    public void A_module_without_checks_is_refused_for_each_function()
    {
        var module = WasmReader.Read(Tool.Assemble(Sample.Game));
        _ = CheckGlobals.AddTo(module, 4096);
        module.Customs.Add(Sample.Manifest.ToSection());
        Assert.Equal(4, CartridgeCheck.Of(module).Faults.Count);
    }

    [Theory]
    [InlineData("{\"abi\":2,\"title\":\"x\"}", "must begin with {\"abi\":1,")]
    [InlineData("{\"abi\":1,\"title\":\"x\"}", "lacks \"pitch\"")]
    [InlineData("{\"abi\":1,", "not JSON")]
    [InlineData("{\"abi\":1,\"title\":\"\\u001b[2J\",\"pitch\":\"\",\"help\":\"\",\"ticksPerSecond\":0,\"players\":1,\"rules\":1}", "U+001B")]
    [InlineData("{\"abi\":1,\"title\":\"\\ud800\",\"pitch\":\"\",\"help\":\"\",\"ticksPerSecond\":0,\"players\":1,\"rules\":1}", "not Unicode")]
    [InlineData("{\"abi\":1,\"title\":\"x\",\"title\":\"y\",\"pitch\":\"\",\"help\":\"\",\"ticksPerSecond\":0,\"players\":1,\"rules\":1}", "not JSON")]
    [InlineData("{\"abi\":1,\"title\":\"x\",\"pitch\":\"\",\"help\":\"\",\"ticksPerSecond\":61,\"players\":1,\"rules\":1}", "\"ticksPerSecond\" is 61, it must be 0 to 60")]
    [InlineData("{\"abi\":1,\"title\":\"x\",\"pitch\":\"\",\"help\":\"\",\"ticksPerSecond\":1.5,\"players\":1,\"rules\":1}", "must be a whole number")]
    [InlineData("{\"abi\":1,\"title\":\"1234567890123456789012345\",\"pitch\":\"\",\"help\":\"\",\"ticksPerSecond\":0,\"players\":1,\"rules\":1}", "has 25 characters, at most 24")]
    [InlineData("{\"abi\":1,\"title\":\"x\",\"pitch\":\"\",\"help\":\"1\\n2\\n3\\n4\\n5\\n6\\n7\\n8\\n9\\n10\\n11\\n12\\n13\",\"ticksPerSecond\":0,\"players\":1,\"rules\":1}", "13 lines")]
    public void A_manifest_beyond_its_limits_is_refused_by_name(string json, string message)
    {
        var error = Assert.Throws<FormatException>(() => Manifest.Parse(Encoding.UTF8.GetBytes(json)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{}", "lacks \"abi\"")]
    [InlineData("{\"abi\": 2}", "must be 1")]
    [InlineData("{\"abi\": 1}", "lacks \"title\"")]
    public void A_manifest_that_a_person_wrote_is_told_what_is_wrong(string json, string message)
    {
        var error = Assert.Throws<FormatException>(() => Manifest.FromJson(Encoding.UTF8.GetBytes(json)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_that_a_person_wrote_may_be_spaced_as_they_like()
    {
        var manifest = Manifest.FromJson("{\n  \"title\": \"x\",\n  \"abi\": 1, \"pitch\": \"\", \"help\": \"\", \"ticksPerSecond\": 20, \"players\": 1, \"rules\": 1\n}\n"u8.ToArray());
        Assert.Equal(manifest, Manifest.Parse(manifest.ToSection().Bytes));
    }

    [Fact]
    public void A_field_of_a_later_tool_is_ignored()
    {
        var manifest = Manifest.Parse("{\"abi\":1,\"title\":\"x\",\"later\":{\"a\":[1]},\"pitch\":\"\",\"help\":\"\",\"ticksPerSecond\":20,\"players\":2,\"rules\":3}"u8.ToArray());
        Assert.Equal(("x", 20, 2, 3, -1), (manifest.Title, manifest.TicksPerSecond, manifest.Players, manifest.Rules, manifest.Shard));
    }
}
