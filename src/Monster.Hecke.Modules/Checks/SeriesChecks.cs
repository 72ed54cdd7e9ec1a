using System.Numerics;

namespace Monster.Hecke.Modules;

/// <summary>Identities of modular forms, of the trace formula and of elliptic curves.</summary>
internal static class SeriesChecks
{
    public static Comparison TauMultiplicative()
    {
        const int Limit = 1000;
        var c = new Comparison($"tau(mn) with tau(m) tau(n) for coprime m, n below {Limit:N0}");
        var tau = RamanujanTau.Table(Limit * Limit);
        for (int m = 2; m < Limit; m++)
        {
            for (int n = m + 1; n < Limit; n++)
            {
                if (Arithmetic.Gcd(m, n) == 1)
                    c.Equal(tau[m] * tau[n], tau[m * n], $"tau({m} * {n})");
            }
        }

        return c;
    }

    public static Comparison TauModulo691()
    {
        const int Limit = 1_000_000;
        var c = new Comparison($"tau(n) with sigma_11(n) modulo 691, n up to {Limit:N0}");
        var tau = RamanujanTau.Table(Limit);
        var sums = new long[Limit + 1];
        for (int d = 1; d <= Limit; d++)
        {
            long power = (long)BigInteger.ModPow(d, 11, 691);
            for (int n = d; n <= Limit; n += d)
                sums[n] += power;
        }

        for (int n = 1; n <= Limit; n++)
            c.Equal((int)(sums[n] % 691), (int)(((tau[n] % 691) + 691) % 691), $"n = {n}");
        return c;
    }

    public static Comparison TauByTrace()
    {
        var c = new Comparison("tau(n) with the trace of T_n on S_12, n up to 200");
        var delta = ModularForms.Delta(201);
        for (int n = 1; n <= 200; n++)
            c.Equal(TraceFormula.Trace(n, 1, 12), delta[n], $"n = {n}");
        return c;
    }

    public static Comparison Eisenstein()
    {
        var c = new Comparison("T_p E_k with sigma_(k-1)(p) E_k, k = 4, 6, 8, 10, 14, the fifteen p, 100 coefficients");
        foreach (int weight in new[] { 4, 6, 8, 10, 14 })
        {
            var form = ModularForms.Eisenstein(weight, (71 * 99) + 1);
            foreach (int p in MonsterPrimes.All)
            {
                var image = HeckeOperator.Apply(form, p, weight).Truncate(100);
                c.Equal(Arithmetic.DivisorSum(p, weight - 1) * form.Truncate(100), image, $"T_{p} E_{weight}");
            }
        }

        return c;
    }

    public static Comparison CuspForms()
    {
        var c = new Comparison("T_p f with a_p f and |a_p| with Deligne's bound, f of weight 12, 16, 18, 20, 22, the fifteen p, 100 coefficients");
        foreach (int weight in new[] { 12, 16, 18, 20, 22 })
        {
            var form = ModularForms.CuspForm(weight, (71 * 99) + 1);
            foreach (int p in MonsterPrimes.All)
            {
                c.Equal(form[p] * form.Truncate(100), HeckeOperator.Apply(form, p, weight).Truncate(100), $"T_{p} in weight {weight}");
                c.True(form[p] * form[p] <= 4 * BigInteger.Pow(p, weight - 1), $"a_{p} in weight {weight} is within Deligne's bound");
            }
        }

        return c;
    }

    public static Comparison ThetaSeries()
    {
        const int Precision = 500;
        var c = new Comparison("theta series counted from the lattices with E4 and with E4^3 - 720 Delta, 500 coefficients; T_p Theta_E8 with sigma_3(p) Theta_E8");
        c.Equal(ModularForms.Eisenstein(4, Precision), LatticeTheta.E8(Precision), "Theta_E8");
        c.Equal(ModularForms.Eisenstein(4, Precision).Power(3) - (720 * ModularForms.Delta(Precision)), LatticeTheta.Leech(Precision), "Theta_Leech");
        var theta = LatticeTheta.E8((71 * 20) + 1);
        foreach (int p in MonsterPrimes.All)
            c.Equal(Arithmetic.DivisorSum(p, 3) * theta.Truncate(20), HeckeOperator.Apply(theta, p, 4).Truncate(20), $"T_{p} Theta_E8");
        return c;
    }

    public static Comparison Characters()
    {
        const int Outputs = 200;
        var c = new Comparison("T_p f and U_23 f with a_p f, f = eta(z) eta(23z) of weight 1, level 23 and the character (-23/.), 200 coefficients");
        var form = ModularForms.EtaQuotient([(1, 1), (23, 1)], (71 * Outputs) + 1);
        foreach (int p in MonsterPrimes.All)
        {
            var image = HeckeOperator.Apply(form, p, 1, d => d == 1 ? 1 : d % 23 == 0 ? 0 : Arithmetic.Kronecker(-23, d));
            c.Equal(form[p] * form.Truncate(Outputs), image.Truncate(Outputs), $"T_{p}");
        }

        return c;
    }

    public static Comparison Sturm()
    {
        var c = new Comparison("forms up to Sturm's bound, which proves them equal: E4^2 = E8, E4 E6 = E10, E4 E10 = E14, 691 E12 and Theta_Leech, 11a1 and its eta product");
        var (e4, e6) = (ModularForms.Eisenstein(4, 20), ModularForms.Eisenstein(6, 20));
        c.True(DimensionFormula.AreEqual(e4 * e4, ModularForms.Eisenstein(8, 20), 1, 8), "E4^2 = E8");
        c.True(DimensionFormula.AreEqual(e4 * e6, ModularForms.Eisenstein(10, 20), 1, 10), "E4 E6 = E10");
        c.True(DimensionFormula.AreEqual(e4 * ModularForms.Eisenstein(10, 20), ModularForms.Eisenstein(14, 20), 1, 14), "E4 E10 = E14");
        var (e12, number) = ModularForms.IntegralEisenstein(12, 20);
        c.Equal(691, number, "what makes E12 integral");
        c.True(DimensionFormula.AreEqual(e12 - (65_520 * ModularForms.Delta(20)), number * LatticeTheta.Leech(20), 1, 12), "E12 - (65520/691) Delta = Theta_Leech");
        c.True(DimensionFormula.AreEqual(EllipticCurve.Curve11a1.Newform(20), ModularForms.EtaQuotient([(1, 2), (11, 2)], 20), 11, 2), "11a1");
        return c;
    }

    public static Comparison Dimensions()
    {
        var c = new Comparison("the dimension formula with the trace of T_1, levels 1 to 71, weights 2 to 14");
        for (int level = 1; level <= 71; level++)
        {
            for (int weight = 2; weight <= 14; weight += 2)
                c.Equal((long)TraceFormula.Trace(1, level, weight), DimensionFormula.CuspForms(level, weight), $"level {level}, weight {weight}");
        }

        return c;
    }

    public static Comparison Ogg()
    {
        var c = new Comparison("the primes p below 200 with genus 0 of X_0(p)+ with the fifteen; the genus with the number of conjugate pairs of supersingular curves");
        int[] primes = [.. Primes.UpTo(199)];
        c.Same(MonsterPrimes.All, primes.Where(p => GenusFormula.OfX0Plus(p) == 0), "the primes");
        foreach (int p in primes.Where(p => p >= 5))
        {
            var graph = new SupersingularGraph(p, 2);
            c.Equal(GenusFormula.OfX0Plus(p), Enumerable.Range(0, graph.Vertices.Length).Count(i => graph.Conjugate[i] > i), $"p = {p}");
            c.Equal(graph.Vertices.Length - 1, GenusFormula.OfX0(p), $"the genus of X_0({p}) and the curves less one");
        }

        return c;
    }

    public static Comparison Curve11()
    {
        const int Precision = 10_000;
        var c = new Comparison("a_n of 11a1 by counting points with eta(z)^2 eta(11z)^2 and with the trace formula");
        var curve = EllipticCurve.Curve11a1.Newform(Precision);
        c.Equal(ModularForms.EtaQuotient([(1, 2), (11, 2)], Precision), curve, "10,000 coefficients");
        c.Same(EtaProducts.Level11(Precision - 1).Select(a => (BigInteger)a), Enumerable.Range(0, Precision).Select(n => curve[n]), "the table of the eta product and the curve");
        for (int n = 1; n <= 100; n++)
            c.Equal(TraceFormula.Trace(n, 11, 2), curve[n], $"a_{n}");
        return c;
    }

    public static Comparison Curves()
    {
        var c = new Comparison("a_p of 11a1, 37a1, 389a1, 5077a1 with the eigenvalues on modular symbols of their level, the p up to 47 (5077a1: 2 and 3)");
        foreach (var (curve, level) in new[] { (EllipticCurve.Curve11a1, 11), (EllipticCurve.Curve37a1, 37), (EllipticCurve.Curve389a1, 389), (EllipticCurve.Curve5077a1, 5077) })
        {
            var symbols = new ModularSymbols(level);
            foreach (int p in Primes.UpTo(level > 1_000 ? 3 : 47).Where(p => level % p != 0))
            {
                long[] polynomial = symbols.HeckeMatrix(p).CharacteristicPolynomial();
                long a = curve.TraceOfFrobenius(p);
                long value = polynomial.Aggregate(0L, (sum, x) => (((sum * a) + x) % PrimeMatrix.DefaultModulus));
                c.Equal(0L, value, $"level {level}: the characteristic polynomial of T_{p} at {a}");
            }
        }

        return c;
    }
}
