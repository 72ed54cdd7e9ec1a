using System.Diagnostics;
using System.Globalization;
using System.Numerics;

namespace Monster.Hecke.Modules;

/// <summary>The same things asked of PARI/GP, when the command <c>gp</c> is there.</summary>
internal static class PariChecks
{
    private const int Coefficients = 2_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const string Script = """
        default(parisizemax, "1G");
        M = msinit(853, 2, 1);
        foreach([2,3,5,7,11,13,17,19,23,29,31,41,47,59,71], p, print(Vecrev(charpoly(mshecke(M, p)))));
        foreach([[0,-1,1,-10,-20],[0,0,1,-1,0],[0,1,1,-2,0],[0,0,1,-7,6]], e, print(ellan(ellinit(e), 2000)));
        print(mfcoefs(mfDelta(), 2000));
        quit
        """;

    /// <summary>The comparison, or null without gp.</summary>
    public static Comparison? Compare(GraphChecks graph)
    {
        if (Ask() is not { } lines)
            return null;
        var c = new Comparison("with PARI/GP: the 15 characteristic polynomials at level 853, a_n of 11a1, 37a1, 389a1, 5077a1 and tau(n), n up to 2,000");
        c.Equal(MonsterPrimes.All.Length + 5, lines.Count, "the lines of gp's answer");
        if (lines.Count != MonsterPrimes.All.Length + 5)
            return c;
        for (int i = 0; i < MonsterPrimes.All.Length; i++)
        {
            var polynomial = graph.Characteristic(MonsterPrimes.All[i]);
            c.Same(lines[i], Enumerable.Range(0, polynomial.Degree + 1).Select(n => polynomial[n]), $"the polynomials of T_{MonsterPrimes.All[i]}");
        }

        EllipticCurve[] curves = [EllipticCurve.Curve11a1, EllipticCurve.Curve37a1, EllipticCurve.Curve389a1, EllipticCurve.Curve5077a1];
        for (int i = 0; i < curves.Length; i++)
        {
            int[] a = curves[i].NewformCoefficients(Coefficients + 1);
            c.Same(lines[MonsterPrimes.All.Length + i], a.Skip(1).Select(x => (BigInteger)x), $"the coefficients of the curve {curves[i]}");
        }

        var delta = ModularForms.Delta(Coefficients + 1);
        c.Same(lines[^1], Enumerable.Range(0, Coefficients + 1).Select(n => delta[n]), "tau(n)");
        return c;
    }

    private static List<BigInteger[]>? Ask()
    {
        try
        {
            using var gp = Process.Start(new ProcessStartInfo("gp", ["-q", "-f"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
            gp.StandardInput.Write(Script + "\n");
            gp.StandardInput.Close();
            var said = gp.StandardOutput.ReadToEndAsync();
            var complaints = gp.StandardError.ReadToEndAsync();
            if (!gp.WaitForExit(Patience))
            {
                gp.Kill();
                return [];
            }

            complaints.GetAwaiter().GetResult();
            return [.. said.GetAwaiter().GetResult().Split('\n').Where(line => line.StartsWith('[')).Select(Numbers)];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static BigInteger[] Numbers(string line) =>
        [.. line.Trim('[', ']', ' ').Split(',').Select(word => BigInteger.Parse(word.Trim(), CultureInfo.InvariantCulture))];
}
