using System.Numerics;

namespace Monster.Hecke.Tests;

public sealed class EllipticCurveTests
{
    [Fact]
    public void The_curves_of_least_conductor_of_their_rank_have_the_coefficients_that_are_known()
    {
        Assert.Equal([0, 1, -2, -1, 2, 1, 2, -2, 0, -2, -2, 1, -2, 4], EllipticCurve.Curve11a1.NewformCoefficients(14));
        Assert.Equal([0, 1, -2, -3, 2, -2, 6, -1, 0, 6, 4, -5, -6, -2], EllipticCurve.Curve37a1.NewformCoefficients(14));
        Assert.Equal([0, 1, -2, -2, 2, -3, 4, -5, 0, 1, 6, -4, -4, -3], EllipticCurve.Curve389a1.NewformCoefficients(14));
        Assert.Equal([0, 1, -2, -3, 2, -4, 6, -4, 0, 6, 8, -6, -6, -4], EllipticCurve.Curve5077a1.NewformCoefficients(14));
    }

    [Fact]
    public void Baby_steps_and_giant_steps_count_as_the_eta_product_does()
    {
        const int Limit = 200_000;
        int[] curve = EllipticCurve.Curve11a1.NewformCoefficients(Limit + 1);
        int[] product = EtaProducts.Level11(Limit);
        for (int n = 0; n <= Limit; n++)
            Assert.True(product[n] == curve[n], $"a_{n} is {product[n]}, counted as {curve[n]}");
    }

    [Theory]
    [InlineData(0, 0, 0, 1, 0)]
    [InlineData(0, 0, 0, 0, 1)]
    [InlineData(1, 0, 1, 4, -6)]
    [InlineData(0, 0, 1, -7, 6)]
    [InlineData(1, -1, 0, -4, 4)]
    public void Random_primes_give_the_same_by_steps_and_by_the_sum_of_characters(long a1, long a2, long a3, long a4, long a6)
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        var curve = new EllipticCurve(a1, a2, a3, a4, a6);
        for (int round = 0; round < 40; round++)
        {
            int p = random.Next(1_500, 60_000);
            while (!Arithmetic.IsPrime(p))
                p++;
            Assert.True(BySquares(curve, p) == curve.TraceOfFrobenius(p), $"seed {seed}: p = {p}");
        }
    }

    [Fact]
    public void Reduction_at_bad_primes_is_told_apart()
    {
        Assert.Equal(1, EllipticCurve.Curve11a1.TraceOfFrobenius(11));
        Assert.Equal(-1, EllipticCurve.Curve37a1.TraceOfFrobenius(37));
        Assert.Equal(0, new EllipticCurve(0, 0, 0, -1, 0).TraceOfFrobenius(2));
        Assert.Equal(0, new EllipticCurve(0, 0, 1, 0, -7).TraceOfFrobenius(3));
    }

    [Fact]
    public void A_curve_that_is_singular_or_not_minimal_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new EllipticCurve(0, 0, 0, 0, 0));
        Assert.Throws<ArgumentException>(() => new EllipticCurve(0, 0, 0, -16, 0).Coefficients.Count + new EllipticCurve(0, 0, 0, 0, 4096).Coefficients.Count);
        Assert.Throws<ArgumentException>(() => new EllipticCurve(0, 0, 0, 100_001, 1));
    }

    /// <summary>Counts each y of each x.</summary>
    private static int BySquares(EllipticCurve curve, int p)
    {
        var a = curve.Coefficients;
        var roots = new int[p];
        for (long y = 0; y < p; y++)
            roots[y * y % p]++;

        // y^2 + (a1 x + a3) y = f has as many solutions as z^2 = (a1 x + a3)^2 + 4 f.
        long points = 1;
        for (long x = 0; x < p; x++)
        {
            var f = (BigInteger.Pow(x, 3) + (a[1] * x * x) + (a[3] * x) + a[4]) * 4;
            f += BigInteger.Pow((a[0] * x) + a[2], 2);
            points += roots[(int)(((f % p) + p) % p)];
        }

        return (int)(p + 1 - points);
    }
}
