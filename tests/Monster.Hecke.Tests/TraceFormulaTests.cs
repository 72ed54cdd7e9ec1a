using System.Numerics;

namespace Monster.Hecke.Tests;

public sealed class TraceFormulaTests
{
    private static readonly int[] TracesAt853 = [0, 0, -2, -2, -2, -8, -4, -2, -18, 10, -10, -2, 2, -28, -18];

    [Theory]
    [InlineData(1, 12, 1)]
    [InlineData(1, 14, 0)]
    [InlineData(1, 24, 2)]
    [InlineData(11, 2, 1)]
    [InlineData(37, 2, 2)]
    [InlineData(71, 2, 6)]
    [InlineData(100, 2, 7)]
    [InlineData(389, 2, 32)]
    [InlineData(71, 12, 65)]
    [InlineData(389, 12, 357)]
    [InlineData(853, 2, 70)]
    public void The_trace_of_T_1_is_the_dimension(int level, int weight, int dimension) =>
        Assert.Equal(dimension, TraceFormula.Trace(1, level, weight));

    [Theory]
    [InlineData(2, 12, -24)]
    [InlineData(11, 12, 534612)]
    [InlineData(71, 12, 9791485272)]
    [InlineData(71, 20, -177902341950417768)]
    [InlineData(12, 12, -370944)]
    [InlineData(1000, 12, -30328412970240000)]
    public void In_dimension_one_the_trace_is_the_eigenvalue(int n, int weight, long eigenvalue) =>
        Assert.Equal(new BigInteger(eigenvalue), TraceFormula.Trace(n, 1, weight));

    [Theory]
    [InlineData(2, -2)]
    [InlineData(3, -1)]
    [InlineData(5, 1)]
    [InlineData(7, -2)]
    [InlineData(13, 4)]
    [InlineData(11, 1)]
    [InlineData(121, 1)]
    public void At_level_11_the_trace_is_the_coefficient_of_the_elliptic_curve(int n, int coefficient) =>
        Assert.Equal(coefficient, TraceFormula.Trace(n, 11, 2));

    /// <summary>27a, 32a and 36a: here f and the level of the formula have factors in common.</summary>
    [Theory]
    [InlineData(27, 7, -1)]
    [InlineData(27, 13, 5)]
    [InlineData(32, 5, -2)]
    [InlineData(32, 13, 6)]
    [InlineData(36, 7, -4)]
    [InlineData(36, 13, 2)]
    public void At_levels_with_square_factors_the_trace_is_the_coefficient_of_the_curve(int level, int n, int coefficient) =>
        Assert.Equal(coefficient, TraceFormula.Trace(n, level, 2));

    [Fact]
    public void The_loops_of_each_isogeny_graph_are_the_trace_and_the_Eisenstein_part()
    {
        var graph = new SupersingularGraph();
        for (int i = 0; i < MonsterPrimes.All.Length; i++)
        {
            int p = MonsterPrimes.All[i];
            int[,] matrix = graph.HeckeMatrix(p);
            int loops = Enumerable.Range(0, 71).Sum(v => matrix[v, v]);
            var trace = TraceFormula.Trace(p, 853, 2);
            Assert.Equal(TracesAt853[i], trace);
            Assert.Equal(loops, p + 1 + trace);
        }
    }
}
