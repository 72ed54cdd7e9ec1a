using System.Numerics;

namespace Monster.Hecke.Tests;

public sealed class FormulaTests
{
    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, -1, 2)]
    [InlineData(2, 1, 6)]
    [InlineData(3, 0, 1)]
    [InlineData(4, -1, 30)]
    [InlineData(12, -691, 2730)]
    [InlineData(26, 8553103, 6)]
    public void Bernoulli_numbers_are_those_of_the_tables(int n, long numerator, long denominator) =>
        Assert.Equal((new BigInteger(numerator), new BigInteger(denominator)), Bernoulli.Number(n));

    [Fact]
    public void Eisenstein_series_of_any_weight_agree_with_the_integral_ones()
    {
        foreach (int weight in new[] { 4, 6, 8, 10, 14 })
        {
            var (multiple, number) = ModularForms.IntegralEisenstein(weight, 50);
            Assert.Equal(BigInteger.One, number);
            Assert.Equal(ModularForms.Eisenstein(weight, 50), multiple);
        }

        // E16 is the combination of E4^4 and E4 Delta with the constant term 3617.
        var (e16, constant) = ModularForms.IntegralEisenstein(16, 50);
        Assert.Equal(3617, constant);
        var e4 = ModularForms.Eisenstein(4, 50);
        var rest = e16 - (3617 * e4.Power(4));
        Assert.Equal(rest[1] * (e4 * ModularForms.Delta(50)), rest);
    }

    [Fact]
    public void Dimensions_are_the_traces_of_T_1()
    {
        for (int level = 1; level <= 150; level++)
        {
            foreach (int weight in new[] { 2, 4, 6, 12, 16 })
                Assert.Equal((long)TraceFormula.Trace(1, level, weight), DimensionFormula.CuspForms(level, weight));
        }
    }

    [Theory]
    [InlineData(11, 2, 1)]
    [InlineData(22, 2, 0)]
    [InlineData(37, 2, 2)]
    [InlineData(49, 2, 1)]
    [InlineData(64, 2, 1)]
    [InlineData(100, 2, 1)]
    [InlineData(1, 24, 2)]
    public void New_forms_are_counted(int level, int weight, int count) => Assert.Equal(count, DimensionFormula.NewCuspForms(level, weight));

    [Fact]
    public void Below_Sturms_bound_nothing_is_proved()
    {
        Assert.Equal(2, DimensionFormula.SturmBound(11, 2));
        Assert.Equal(142, DimensionFormula.SturmBound(853, 2));
        var f = ModularForms.Eisenstein(4, 20);
        Assert.Throws<ArgumentException>(() => DimensionFormula.AreEqual(f, f, 853, 2));
        var known = f.Truncate(2);
        Assert.Contains("coefficients up to 2", Assert.Throws<ArgumentException>(() => DimensionFormula.AreEqual(known, known, 11, 2)).Message, StringComparison.Ordinal); // a(2), at the bound itself, is missing

        // E12 and E4^3 agree in their constant terms and differ by a multiple of Delta, which the bound 1 sees.
        var (e12, _) = ModularForms.IntegralEisenstein(12, 20);
        Assert.False(DimensionFormula.AreEqual(e12, 691 * f.Power(3), 1, 12));
    }

    [Theory]
    [InlineData(11, 1, 0)]
    [InlineData(37, 2, 1)]
    [InlineData(71, 6, 0)]
    [InlineData(853, 70, 33)]
    public void Genera_of_modular_curves(int prime, int genus, int plus)
    {
        Assert.Equal(genus, GenusFormula.OfX0(prime));
        Assert.Equal(plus, GenusFormula.OfX0Plus(prime));
    }

    [Fact]
    public void Tau_of_one_number_is_that_of_the_table()
    {
        var table = RamanujanTau.Table(600);
        for (int n = 1; n <= 600; n++)
            Assert.Equal((BigInteger)table[n], RamanujanTau.Of(n));
    }

    [Fact]
    public void Roots_of_real_rooted_polynomials_are_counted_exactly()
    {
        // (x - 1)(x - 2)^2 (x + 3) = x^4 - 2x^3 - 7x^2 + 20x - 12
        var f = new IntegerPolynomial([-12, 20, -7, -2, 1]);
        Assert.Equal(4, f.RealRootsAbove(-4));
        Assert.Equal(3, f.RealRootsAbove(-3));
        Assert.Equal(2, f.RealRootsAbove(1));
        Assert.Equal(3, f.RealRootsAbove(1, 1));
        Assert.Equal(2, f.RealRootsAbove(3, 1));
        Assert.Equal(0, f.RealRootsAbove(2));
        Assert.Equal("x^4 - 2 x^3 - 7 x^2 + 20 x - 12", f.ToString());
        Assert.Throws<ArgumentException>(() => f.DivideByRoot(5));
    }

    [Fact]
    public void A_graph_that_is_not_Ramanujan_is_told_so()
    {
        // Two triangles that are not joined: the eigenvalue 2 comes twice.
        int[,] triangles = new int[6, 6];
        for (int i = 0; i < 6; i++)
        {
            for (int k = 0; k < 6; k++)
                triangles[i, k] = i / 3 == k / 3 && i != k ? 1 : 0;
        }

        var spectrum = new Spectrum(triangles);
        Assert.True(spectrum.IsIsolated(20));
        Assert.Equal([2.0, 2.0, -1.0, -1.0, -1.0, -1.0], spectrum.Eigenvalues.Select(x => Math.Round(x, 9)));
        Assert.True(spectrum.IsRamanujan(1)); // 2 = 2 sqrt(1)
        int[,] doubled = new int[6, 6];
        for (int i = 0; i < 6; i++)
        {
            for (int k = 0; k < 6; k++)
                doubled[i, k] = 2 * triangles[i, k];
        }

        Assert.False(new Spectrum(doubled).IsRamanujan(3)); // 4 > 2 sqrt(3)
    }

    [Theory]
    [InlineData("delta")]
    [InlineData("11a1")]
    [InlineData("theta-leech")]
    [InlineData("eta:1^-8,2^16")]
    public void Forms_by_name_give_as_many_coefficients_as_asked(string name) => Assert.Equal(30, NamedForm.Parse(name).Expand(30).Precision);
}
