using Monster.Wasm;

namespace Monster.Compiler.Tests.Differential;

/// <summary>The differential tester finds miscompilations: each of these is one, and is found within a few programs.</summary>
public sealed class SeededBugTests(SeededBugTests.Programs programs) : IClassFixture<SeededBugTests.Programs>
{
    private const int Updates = 8;

    public static TheoryData<string> Bugs => [.. SeededBug.All.Keys];

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_seeded_bug_of_the_compiler_is_found(string bug)
    {
        int seed = programs.FirstSeedThatDiffers(f => SeededBug.All[bug](f), out string? difference);
        Assert.True(difference is not null, $"{Programs.Count} programs did not find it: {bug}.");
        TestContext.Current.TestOutputHelper!.WriteLine($"{bug}: found by program {seed}: {difference}");
    }

    [Fact]
    public void Without_a_bug_nothing_is_found()
    {
        programs.FirstSeedThatDiffers(_ => { }, out string? difference);
        Assert.Null(difference);
    }

    [Fact]
    public void A_budget_that_one_engine_counts_differently_is_found()
    {
        using var laboratory = new Laboratory();
        var program = ProgramGenerator.Generate(1, new Coverage());
        var forms = laboratory.Compile(new SourceFile(program.ClassName, program.Source));
        Assert.Null(laboratory.Comparison.FirstDifference(forms, 1, Updates, tick => tick));
        laboratory.Comparison.ForNode = OneUnitMore;
        Assert.Contains("Wasmtime and V8 differ", laboratory.Comparison.FirstDifference(forms, 1, Updates, tick => tick), StringComparison.Ordinal);
    }

    /// <summary>The cartridge with a check in <c>update</c> that charges one unit more.</summary>
    private static byte[] OneUnitMore(byte[] wasm)
    {
        var module = WasmReader.Read(wasm);
        var update = module.Functions[module.Exports.Single(e => e.Name == "update").Index];
        int at = Enumerable.Range(1, update.Body.Count - 1).First(i => update.Body[i].Opcode == Opcode.I32Sub && update.Body[i - 1].Opcode == Opcode.I32Const);
        update.Body[at - 1] = Instruction.I32Const(update.Body[at - 1].Index + 1);
        return WasmWriter.Write(module);
    }

    /// <summary>The first random programs, compiled once to CIL and to .NET.</summary>
    public sealed class Programs : IDisposable
    {
        public const int Count = 45;

        private readonly Laboratory _laboratory = new();
        private readonly List<SourceFile> _sources = [];
        private readonly FrontEnd.CSharpOutput _front;
        private readonly ILookup<string, Type> _types;

        public Programs()
        {
            var coverage = new Coverage();
            for (int seed = 1; seed <= Count; seed++)
            {
                var program = ProgramGenerator.Generate(seed, coverage);
                _sources.Add(new SourceFile(program.ClassName, program.Source));
            }

            _front = _laboratory.Compiler.Front(_sources);
            _types = NativeGame.Load(_front.Assembly!).GetTypes().ToLookup(t => t.Name);
            _laboratory.Comparison.WithEngines = false;
        }

        internal int FirstSeedThatDiffers(Action<Ir.Function> bug, out string? difference)
        {
            difference = null;
            for (int i = 0; i < Count; i++)
            {
                difference = Difference(_sources[i].Path, i + 1, bug);
                if (difference is not null)
                    return i + 1;
            }

            return 0;
        }

        public void Dispose() => _laboratory.Dispose();

        private string? Difference(string name, int seed, Action<Ir.Function> bug)
        {
            var result = CartridgeCompiler.Run(_front, new GameBuild(name) { Imported = functions => Apply(functions, bug) });
            return _laboratory.Comparison.FirstDifference(new BothForms(result.Wasm!, result.State!, _types[name].Single()), seed, Updates, tick => tick * 37);
        }

        private static void Apply(IReadOnlyList<Ir.Function> functions, Action<Ir.Function> bug)
        {
            foreach (var function in functions)
                bug(function);
        }
    }
}
