namespace Monster.Compiler.Tests.Differential;

public sealed class GeneratorTests
{
    [Fact]
    public void The_same_seed_gives_the_same_program() =>
        Assert.Equal(ProgramGenerator.Generate(7, new Coverage()).Source, ProgramGenerator.Generate(7, new Coverage()).Source);

    [Fact]
    public void A_construct_of_the_page_that_no_program_reaches_is_named()
    {
        var coverage = new Coverage();
        for (int seed = 0; seed < 3; seed++)
            ProgramGenerator.Generate(seed, coverage);
        Assert.NotEmpty(LanguagePage.NotReached(coverage.Counts));
        Assert.DoesNotContain(LanguagePage.NotReached(coverage.Counts), missing => missing.Contains("nothing is generated", StringComparison.Ordinal));
    }

    [Fact]
    public void A_program_compiled_among_others_becomes_the_same_cartridge_as_alone()
    {
        var compiler = new CartridgeCompiler();
        SourceFile[] sources = [.. Enumerable.Range(1, 4).Select(seed => ProgramGenerator.Generate(seed, new Coverage())).Select(p => new SourceFile(p.ClassName + ".cs", p.Source))];
        var together = compiler.CompileEach(sources).Games;
        Assert.All(sources.Zip(together), pair => Assert.Equal(compiler.Compile(pair.First).Wasm, pair.Second.Wasm));
    }
}
