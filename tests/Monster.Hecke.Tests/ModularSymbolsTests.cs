namespace Monster.Hecke.Tests;

public sealed class ModularSymbolsTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(11, 2)]
    [InlineData(12, 5)]
    [InlineData(37, 3)]
    [InlineData(90, 11 + 11)]
    [InlineData(389, 33)]
    [InlineData(853, 71)]
    public void The_dimension_is_that_of_the_cusp_forms_and_the_cusps_up_to_sign_less_one(int level, int dimension) =>
        Assert.Equal(dimension, new ModularSymbols(level).Dimension);

    [Fact]
    public void At_level_11_the_eigenvalues_are_those_of_the_elliptic_curve_and_p_plus_one()
    {
        var symbols = new ModularSymbols(11);
        foreach (var (p, a) in new[] { (2, -2), (3, -1), (5, 1), (7, -2), (13, 4), (17, -2) })
        {
            long[] expected = [1, PrimeMatrix.DefaultModulus - (p + 1 + a), (((long)a * (p + 1)) + PrimeMatrix.DefaultModulus) % PrimeMatrix.DefaultModulus];
            expected[1] %= PrimeMatrix.DefaultModulus;
            Assert.Equal(expected, symbols.HeckeMatrix(p).CharacteristicPolynomial());
        }
    }

    [Fact]
    public void Two_engines_that_share_nothing_agree_at_level_853_for_all_fifteen_primes()
    {
        var symbols = new ModularSymbols(853);
        var graph = new SupersingularGraph();
        foreach (int p in MonsterPrimes.All)
        {
            Assert.Equal(
                new PrimeMatrix(graph.HeckeMatrix(p)).CharacteristicPolynomial(),
                symbols.HeckeMatrix(p).CharacteristicPolynomial());
        }
    }
}
