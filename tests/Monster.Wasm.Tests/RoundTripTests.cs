namespace Monster.Wasm.Tests;

public sealed class RoundTripTests(ForeignModules modules) : IClassFixture<ForeignModules>
{
    public static TheoryData<string> Names => [.. ForeignModules.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_others_made_is_written_as_it_was_read(string name)
    {
        byte[] file = modules[name];
        Assert.Equal(Convert.ToHexString(file), Convert.ToHexString(WasmWriter.Write(WasmReader.Read(file))));
    }

    [Fact]
    public void The_corpus_has_padded_numbers_which_our_own_encoding_would_lose()
    {
        var module = WasmReader.Read(modules["clang object file, padded"]);
        Assert.NotEmpty(module.Originals);
        Assert.Contains(module.Functions, f => f.Original is not null);
        Assert.True(WasmWriter.Write(Plain(module)).Length < modules["clang object file, padded"].Length);
    }

    [Fact]
    public void A_change_in_one_function_leaves_the_padding_of_the_others()
    {
        byte[] file = modules["clang object file, padded"];
        var module = WasmReader.Read(file);
        var padded = module.Functions.FindLast(f => f.Original is not null)!;
        var changed = module.Functions.Find(f => f != padded)!;
        changed.Body.Insert(0, new Instruction(Opcode.Nop));
        var again = WasmReader.Read(WasmWriter.Write(module));
        Assert.Equal(padded.Original!.Theirs, again.Functions[module.Functions.IndexOf(padded)].Original!.Theirs);
        Assert.Equal(Opcode.Nop, again.Functions[module.Functions.IndexOf(changed)].Body[0].Opcode);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_others_made_is_valid(string name) => Assert.Null(Validator.FaultOf(WasmReader.Read(modules[name])));

    [Theory]
    [MemberData(nameof(Names))]
    public void Our_text_makes_the_same_module_as_the_text_of_wasm2wat(string name)
    {
        using var folder = new Tool.Folder();
        File.WriteAllBytes(folder["a.wasm"], modules[name]);
        var module = WasmReader.Read(modules[name]);
        byte[] ours = Tool.Assemble(WatPrinter.Print(module));
        byte[] theirs = Tool.Assemble(Tool.Must("wasm2wat", folder["a.wasm"]));
        Assert.Equal(Hex(theirs), Hex(ours));
        Assert.Equal(Convert.ToHexString(WasmWriter.Write(Plain(module))), Hex(ours));
    }

    [Fact]
    public void Names_come_from_the_name_section_and_go_back_into_one()
    {
        var module = WasmReader.Read(modules["wabt, debug names"]);
        Assert.Equal("structure", module.Functions[0].Name);
        module.Customs.Clear();
        module.Customs.Add(NameSection.Make(module));
        var again = WasmReader.Read(WasmWriter.Write(module));
        Assert.Equal(module.Functions.Select(f => f.Name), again.Functions.Select(f => f.Name));
        using var folder = new Tool.Folder();
        File.WriteAllBytes(folder["a.wasm"], WasmWriter.Write(module));
        Assert.Contains("$structure", Tool.Must("wasm2wat", folder["a.wasm"]), StringComparison.Ordinal);
    }

    private static string Hex(byte[] file) => Convert.ToHexString(WasmWriter.Write(Plain(WasmReader.Read(file))));

    /// <summary>The module without what the text format does not carry: padding, custom sections and the count of data segments.</summary>
    private static Module Plain(Module read)
    {
        read.Originals.Clear();
        read.Customs.Clear();
        read.DataCount = null;
        foreach (var function in read.Functions)
            function.Original = null;
        return read;
    }
}
