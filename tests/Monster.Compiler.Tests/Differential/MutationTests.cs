using Monster.Wasm;

namespace Monster.Compiler.Tests.Differential;

/// <summary>The tester can fail: when one instruction of a cartridge is another one, it notices.</summary>
public sealed class MutationTests(Laboratory laboratory) : IClassFixture<Laboratory>
{
    private const int Programs = 8;
    private const int MutantsOfEach = 6;

    /// <summary>Instructions that the canonical checks do not use, and what is put in their place.</summary>
    private static readonly Dictionary<Opcode, Opcode> Changes = new()
    {
        [Opcode.I32Mul] = Opcode.I32Add,
        [Opcode.I32Xor] = Opcode.I32Or,
        [Opcode.I32And] = Opcode.I32Or,
        [Opcode.I32Or] = Opcode.I32And,
        [Opcode.I32Shl] = Opcode.I32ShrU,
        [Opcode.I32ShrS] = Opcode.I32ShrU,
        [Opcode.I32Eqz] = Opcode.I32Clz,
        [Opcode.I32LtU] = Opcode.I32GtU,
        [Opcode.I32GeS] = Opcode.I32LeS,
        [Opcode.I32Load8U] = Opcode.I32Load8S,
        [Opcode.I32Load16S] = Opcode.I32Load16U,
        [Opcode.I32Store16] = Opcode.I32Store8,
    };

    [Fact]
    public void Most_cartridges_with_one_instruction_changed_are_found_out()
    {
        int noticed = 0;
        laboratory.Comparison.WithEngines = false;
        for (int seed = 1; seed <= Programs; seed++)
        {
            var program = ProgramGenerator.Generate(seed, new Coverage());
            var forms = laboratory.Compile(new SourceFile("Program.cs", program.Source));
            Assert.Null(Difference(forms, seed));
            var random = new Random(seed);
            for (int mutant = 0; mutant < MutantsOfEach; mutant++)
                noticed += Difference(forms with { Wasm = Mutant(forms.Wasm, random) }, seed) is null ? 0 : 1;
        }

        const int All = Programs * MutantsOfEach;
        TestContext.Current.TestOutputHelper!.WriteLine($"{noticed} of {All} mutants were noticed; the others changed code that did not run, or changed nothing.");
        Assert.True(noticed * 2 > All, $"Only {noticed} of {All} mutants were noticed.");
    }

    private string? Difference(BothForms forms, int seed) => laboratory.Comparison.FirstDifference(forms, seed, 8, tick => tick * 37);

    private static byte[] Mutant(byte[] wasm, Random random)
    {
        var module = WasmReader.Read(wasm);
        var places = module.Functions.SelectMany(f => f.Body.Select((instruction, at) => (f.Body, At: at, instruction.Opcode))).Where(p => Changes.ContainsKey(p.Opcode)).ToList();
        var (body, at, opcode) = places[random.Next(places.Count)];
        body[at] = body[at] with { Opcode = Changes[opcode] };
        return WasmWriter.Write(module);
    }
}
