using System.Numerics;

namespace Monster.Hecke.Tests;

/// <summary>Products by transforms in every width, against the schoolbook.</summary>
public sealed class TransformTests
{
    private static readonly int Seed = Random.Shared.Next();

    public static TheoryData<TransformKernel> Kernels =>
        [.. new[] { TransformKernel.Avx512, TransformKernel.Avx2, TransformKernel.Scalar }.Where(IsThere)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Products_modulo_2_64_and_modulo_m_are_those_of_the_schoolbook(TransformKernel kernel)
    {
        var random = new Random(Seed);
        foreach (ulong modulus in new ulong[] { 0, 2, 691, 4_294_967_291, 1UL << 63, (1UL << 63) - 25 })
        {
            foreach (int precision in new[] { 1, 2, 7, 8, 9, 64, 257, 600 })
            {
                long[] x = [.. Enumerable.Range(0, precision).Select(_ => random.NextInt64(long.MinValue, long.MaxValue))];
                long[] y = [.. Enumerable.Range(0, precision).Select(n => n % 3 == 0 ? long.MinValue : random.NextInt64(long.MinValue, long.MaxValue))];
                var product = ResidueExpansion.Multiply(ResidueExpansion.Of(x, modulus), ResidueExpansion.Of(y, modulus), kernel);
                BigInteger m = modulus == 0 ? BigInteger.One << 64 : modulus;
                for (int n = 0; n < precision; n++)
                {
                    var expected = Enumerable.Range(0, n + 1).Aggregate(BigInteger.Zero, (sum, i) => sum + ((BigInteger)x[i] * y[n - i]));
                    Assert.True((ulong)(((expected % m) + m) % m) == product[n], $"seed {Seed}: coefficient {n} of {precision} modulo {m} with {kernel}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_largest_values_at_every_place_do_not_overflow(TransformKernel kernel)
    {
        // All coefficients as large as they can be, at a length where they all add up: any loss of a bit shows.
        const int Precision = 70_000;
        long[] x = new long[Precision];
        Array.Fill(x, long.MinValue);
        var series = ResidueExpansion.Of(x, (1UL << 63) - 25);
        ulong a = series[0];
        var square = ResidueExpansion.Multiply(series, series, kernel);
        for (int n = 0; n < Precision; n++)
            Assert.Equal((ulong)((BigInteger)a * a * (n + 1) % ((1UL << 63) - 25)), square[n]);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Tau_is_the_same_in_every_width_and_that_of_the_trace_formula(TransformKernel kernel)
    {
        const int Limit = 40_000;
        var table = RamanujanTau.Table(Limit, kernel);
        Assert.Equal(RamanujanTau.Table(Limit, TransformKernel.Scalar), table);
        for (int n = 1; n <= 100; n++)
            Assert.Equal(TraceFormula.Trace(n, 1, 12), (BigInteger)table[n]);
        Assert.Equal(TraceFormula.Trace(9_973, 1, 12), (BigInteger)table[9_973]);
    }

    [Fact]
    public void Values_of_tau_that_need_the_third_prime_are_products_whatever_their_sign()
    {
        var tau = RamanujanTau.Table(1_000_000);
        for (int m = 990; m < 1000; m++)
        {
            foreach (int n in Enumerable.Range(900, 90).Where(n => BigInteger.GreatestCommonDivisor(m, n).IsOne))
                Assert.Equal(tau[m] * tau[n], tau[m * n]);
        }
    }

    [Fact]
    public void Tau_of_a_million_is_known() =>
        Assert.Equal(Int128.Parse("262191418612588689102548992000000", System.Globalization.CultureInfo.InvariantCulture), RamanujanTau.Table(1_000_000)[1_000_000]);

    [Fact]
    public void Beyond_128_bits_the_expansion_of_Delta_stays_exact()
    {
        // 2^21 is above the table: tau at a power of two follows from tau(2) alone.
        var delta = ModularForms.Delta((1 << 21) + 1);
        BigInteger previous = 1, current = -24;
        for (int e = 1; e < 21; e++)
            (previous, current) = (current, (-24 * current) - (2048 * previous));
        Assert.Equal(current, delta[1 << 21]);
    }

    [Fact]
    public void Exact_products_with_coefficients_of_hundreds_of_bits_agree_with_the_schoolbook()
    {
        var random = new Random(Seed);
        foreach (int bits in new[] { 40, 130, 270, 400 })
        {
            const int Precision = 100;
            BigInteger[] x = [.. Enumerable.Range(0, Precision).Select(_ => Integer(random, bits))];
            BigInteger[] y = [.. Enumerable.Range(0, Precision).Select(_ => Integer(random, bits))];
            var product = new QExpansion(x) * new QExpansion(y);
            for (int n = 0; n < Precision; n++)
                Assert.True(Enumerable.Range(0, n + 1).Aggregate(BigInteger.Zero, (s, i) => s + (x[i] * y[n - i])) == product[n], $"seed {Seed}: {bits} bits, coefficient {n}");
        }
    }

    [Theory]
    [InlineData(TransformKernel.Avx512)]
    [InlineData(TransformKernel.Avx2)]
    public void A_width_that_the_processor_lacks_is_refused(TransformKernel kernel)
    {
        if (!IsThere(kernel))
            Assert.Throws<PlatformNotSupportedException>(() => RamanujanTau.Table(10, kernel));
    }

    [Fact]
    public void A_modulus_that_is_none_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ResidueExpansion.Of([1L], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ResidueExpansion.Of([1L], (1UL << 63) + 1));
        Assert.Throws<ArgumentException>(() => ResidueExpansion.Of([1L], 5) * ResidueExpansion.Of([1L], 7));
    }

    [Fact]
    public void Hecke_operators_on_residues_are_those_on_integers_reduced()
    {
        var delta = ModularForms.Delta(1_000);
        foreach (ulong modulus in new ulong[] { 0, 691, (1UL << 61) - 1 })
        {
            var reduced = ResidueExpansion.Of(delta, modulus);
            foreach (int m in new[] { 2, 3, 4, 12, 71 })
            {
                foreach (int chi in new[] { -1, 0, 1 })
                {
                    int Character(long d) => d == 1 ? 1 : chi;
                    Assert.Equal(ResidueExpansion.Of(HeckeOperator.Apply(delta, m, 12, Character), modulus), reduced.Hecke(m, 12, Character));
                }
            }

            Assert.Equal(ResidueExpansion.Of(delta + delta - (3 * delta), modulus), reduced + reduced - (reduced + reduced + reduced));
            Assert.Equal(ResidueExpansion.Of(delta.Power(5), modulus), reduced.Power(5));
        }
    }

    private static BigInteger Integer(Random random, int bits)
    {
        byte[] bytes = new byte[(bits / 8) + 1];
        random.NextBytes(bytes);
        return new BigInteger(bytes) >> random.Next(bits);
    }

    private static bool IsThere(TransformKernel kernel) => kernel switch
    {
        TransformKernel.Avx512 => System.Runtime.Intrinsics.X86.Avx512F.IsSupported,
        TransformKernel.Avx2 => System.Runtime.Intrinsics.X86.Fma.IsSupported && System.Runtime.Intrinsics.X86.Avx2.IsSupported,
        _ => true,
    };
}
