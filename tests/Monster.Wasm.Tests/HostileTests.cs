namespace Monster.Wasm.Tests;

public sealed class HostileTests
{
    private const string SeedZero = "00000000000000000000000000000000";

    public static TheoryData<string> Names => [.. HostileCartridge.All.Select(h => h.Name)];

    [Fact]
    public void The_binaries_are_what_the_texts_make()
    {
        foreach (var hostile in HostileCartridge.All)
        {
            byte[] built = hostile.Build();
            if (Environment.GetEnvironmentVariable("MONSTER_GOLDEN") == "write")
                File.WriteAllBytes(hostile.WasmPath, built);
            Assert.True(built.AsSpan().SequenceEqual(File.ReadAllBytes(hostile.WasmPath)), $"{hostile.Name}.wasm is not what {hostile.Name}.wat makes: run with MONSTER_GOLDEN=write");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_cartridge_is_refused_with_its_own_sentence_or_passes_to_be_contained(string name)
    {
        var hostile = HostileCartridge.All.Single(h => h.Name == name);
        var check = CartridgeCheck.Of(File.ReadAllBytes(hostile.WasmPath));
        if (hostile.Refused is { } sentence)
            Assert.Contains(sentence, string.Join('\n', check.Faults), StringComparison.Ordinal);
        else
            Assert.Equal([], check.Faults);
    }

    [Fact]
    public void Wasmtime_and_V8_contain_them_at_the_same_instruction()
    {
        HostileCartridge[] contained = [.. HostileCartridge.All.Where(h => h.Contained is not null)];
        var node = NodeHost.Play([.. contained.Select(h => new NodeHost.Job(h.WasmPath, SeedZero, h.Keys))]);
        using var wasmtime = new WasmtimeHost();
        for (int i = 0; i < contained.Length; i++)
        {
            var result = wasmtime.Play(File.ReadAllBytes(contained[i].WasmPath), SeedZero, contained[i].Keys);
            Assert.Equal((contained[i].Name, contained[i].Result), (contained[i].Name, result with { StateHash = null }));
            Assert.Equal((contained[i].Name, result), (contained[i].Name, node[i]));
        }
    }

    [Fact]
    public void The_page_lists_every_hostile_cartridge()
    {
        string path = Path.Combine(HostileCartridge.Folder, "README.md");
        string page = File.ReadAllText(path);
        int table = page.IndexOf("| cartridge |", StringComparison.Ordinal);
        string rows = string.Concat(HostileCartridge.All.Select(h => $"| `{h.Name}` | {h.What} | {(h.Refused is null ? $"contained: {h.Contained}" : $"refused: {Sentence(h)}")} |\n"));
        string expected = page[..table] + "| cartridge | what it does | what must come of it |\n|---|---|---|\n" + rows;
        if (Environment.GetEnvironmentVariable("MONSTER_GOLDEN") == "write")
            File.WriteAllText(path, expected);
        Assert.Equal(expected, File.ReadAllText(path));
    }

    private static string Sentence(HostileCartridge hostile) =>
        CartridgeCheck.Of(File.ReadAllBytes(hostile.WasmPath)).Faults.First(f => f.Contains(hostile.Refused!, StringComparison.Ordinal));
}
