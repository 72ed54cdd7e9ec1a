using System.Numerics;

namespace Monster.Hecke.Tests;

public sealed class QExpansionTests
{
    [Fact]
    public void Products_agree_with_the_schoolbook_for_signed_coefficients()
    {
        var random = new Random(853);
        for (int round = 0; round < 50; round++)
        {
            var x = Enumerable.Range(0, random.Next(1, 40)).Select(_ => new BigInteger(random.NextInt64(-1L << 50, 1L << 50)) >> random.Next(50)).ToList();
            var y = Enumerable.Range(0, random.Next(1, 40)).Select(_ => new BigInteger(random.NextInt64(-1L << 50, 1L << 50)) >> random.Next(50)).ToList();
            int precision = Math.Min(x.Count, y.Count);
            var expected = Enumerable.Range(0, precision).Select(n => Enumerable.Range(0, n + 1).Aggregate(BigInteger.Zero, (s, i) => s + (x[i] * y[n - i]))).ToList();
            Assert.Equal(new QExpansion(expected), new QExpansion(x) * new QExpansion(y));
        }
    }

    [Fact]
    public void Delta_is_the_combination_of_Eisenstein_series()
    {
        var delta = ModularForms.Delta(500);
        Assert.Equal(1728 * delta, ModularForms.Eisenstein(4, 500).Power(3) - ModularForms.Eisenstein(6, 500).Power(2));
    }

    [Fact]
    public void J_begins_as_moonshine_says()
    {
        var j = ModularForms.JTimesQ(5);
        Assert.Equal(new QExpansion(1, 744, 196884, 21493760, 864299970), j);
    }

    [Fact]
    public void Tau_is_multiplicative_and_keeps_the_congruence_modulo_691()
    {
        var delta = ModularForms.Delta(1000);
        for (int m = 1; m < 1000; m++)
        {
            Assert.True(((delta[m] - Arithmetic.DivisorSum(m, 11)) % 691).IsZero);
            for (int n = 1; n < 1000 / m; n++)
            {
                if (Arithmetic.Gcd(m, n) == 1 && m * n < 1000)
                    Assert.Equal(delta[m] * delta[n], delta[m * n]);
            }
        }
    }

    [Theory]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(18)]
    [InlineData(20)]
    [InlineData(22)]
    public void Cusp_forms_alone_in_their_weight_are_eigenforms_of_every_operator(int weight)
    {
        var form = ModularForms.CuspForm(weight, 900);
        foreach (int p in MonsterPrimes.All)
        {
            var image = HeckeOperator.Apply(form, p, weight);
            Assert.Equal(form[p] * form.Truncate(image.Precision), image);
            Assert.True(form[p] * form[p] <= 4 * BigInteger.Pow(p, weight - 1), "Deligne's bound");
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(14)]
    public void Eisenstein_series_have_divisor_sums_as_eigenvalues(int weight)
    {
        var form = ModularForms.Eisenstein(weight, 600);
        foreach (int m in new[] { 2, 3, 4, 6, 12, 71 })
        {
            var image = HeckeOperator.Apply(form, m, weight);
            Assert.Equal(Arithmetic.DivisorSum(m, weight - 1) * form.Truncate(image.Precision), image);
        }
    }

    [Fact]
    public void The_Leech_lattice_has_its_theta_series() =>
        Assert.Equal(new QExpansion(1, 0, 196560, 16773120, 398034000), ModularForms.ThetaLeech(5));

    [Fact]
    public void The_elliptic_curve_11a1_is_an_eta_product()
    {
        var form = ModularForms.EtaQuotient([(1, 2), (11, 2)], 14);
        Assert.Equal(new QExpansion(0, 1, -2, -1, 2, 1, 2, -2, 0, -2, -2, 1, -2, 4), form);
    }

    [Fact]
    public void An_eta_quotient_with_a_broken_power_of_q_is_refused() =>
        Assert.Throws<ArgumentException>(() => ModularForms.EtaQuotient([(1, 1)], 10));
}
