namespace Monster.Compiler.Tests.Differential;

public sealed class GeneratorTests
{
    [Fact]
    public void Every_construct_of_the_language_is_generated_in_three_hundred_programs()
    {
        var coverage = new Coverage();
        for (int seed = 0; seed < 300; seed++)
            ProgramGenerator.Generate(seed, coverage);
        Assert.Empty(coverage.Missing);
    }

    [Fact]
    public void The_same_seed_gives_the_same_program() =>
        Assert.Equal(ProgramGenerator.Generate(7, new Coverage()).Source, ProgramGenerator.Generate(7, new Coverage()).Source);
}
