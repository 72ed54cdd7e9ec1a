using System.Globalization;
using Monster.Hecke;
using Monster.Terminal;

namespace Monster.Arcade.Observatory;

/// <summary>The 70 eigenvalues of T_p after the trivial one, against the Ramanujan bound and the distribution they tend to.</summary>
internal sealed class SpectrumPage(ObservatoryState state) : ObservatoryPage(state)
{
    private const int Bins = 35;

    public override string Name => "Spectrum";

    public override void Draw(CellBuffer screen)
    {
        if (!IsWhole(screen))
            return;
        int p = State.Prime;
        var spectrum = State.Graph!.Spectrum!;
        double bound = 2 * Math.Sqrt(p);
        int wide = Math.Clamp((screen.Width - 10) / Bins, 1, 4);
        int width = wide * Bins;
        int left = (screen.Width - width) / 2;
        int axis = screen.Height - 8;
        int rows = axis - Top;
        int[] bins = new int[Bins];
        foreach (double value in spectrum.Eigenvalues.Skip(1))
            bins[Math.Clamp((int)((value + bound) / (2 * bound) * Bins), 0, Bins - 1)]++;
        double scale = 2.0 * rows / Math.Max(6, bins.Max()); // half rows an eigenvalue
        var picture = new HalfBlocks(width, 2 * rows);
        for (int x = 0; x < width; x++)
        {
            for (int k = 0; k < (int)(bins[x / wide] * scale) && (wide == 1 || x % wide != wide - 1); k++)
                picture.Point(x, (2 * rows) - 1 - k, Ink.Cyan);
        }

        picture.Draw(screen, left, Top);
        for (int x = 0; x < width; x++)
        {
            double height = Plancherel(p, ((x + 0.5) / width * 4) - 2) * 4 / Bins * 70 * scale / 2;
            int y = axis - 1 - (int)Math.Min(rows - 1, height);
            if (screen[left + x, y].CodePoint == ' ')
                screen.Put(left + x, y, '·', Ink.White);
        }

        screen.Fill(left, axis, width, 1, new Cell('─', Ink.Grey));
        for (int y = Top; y <= axis; y++)
        {
            screen.Put(left - 1, y, '│', Ink.Red);
            screen.Put(left + width, y, '│', Ink.Red);
        }

        screen.Put(left + (width / 2), axis, '┴', Ink.Grey);
        Number(screen, left - 1, axis + 1, -bound);
        Number(screen, left + (width / 2), axis + 1, 0);
        Number(screen, left + width, axis + 1, bound);
        DrawFacts(screen, left, axis + 3, spectrum, bound);
    }

    /// <summary>The density of lambda / sqrt(p) that the eigenvalues tend to as the level grows (J.-P. Serre, 1997).</summary>
    private static double Plancherel(int p, double x)
    {
        double edge = Math.Sqrt(p) + (1 / Math.Sqrt(p));
        return (p + 1) / Math.PI * Math.Sqrt(Math.Max(0, 1 - (x * x / 4))) / ((edge * edge) - (x * x));
    }

    private static void Number(CellBuffer screen, int x, int y, double value)
    {
        string text = value.ToString("0.###", CultureInfo.InvariantCulture);
        screen.Text(Math.Clamp(x - (text.Length / 2), 0, screen.Width - text.Length - 1), y, text, value == 0 ? Ink.Grey : Ink.Red);
    }

    private void DrawFacts(CellBuffer screen, int x, int y, Spectrum spectrum, double bound)
    {
        string Text(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
        int end = screen.Text(screen.Text(x, y, "trivial ", Ink.Grey), y, $"{State.Prime + 1}", Ink.White);
        end = screen.Text(screen.Text(end, y, "   largest after it ", Ink.Grey), y, Text(spectrum.Eigenvalues[1]), Ink.White);
        end = screen.Text(screen.Text(end, y, "   smallest ", Ink.Grey), y, Text(spectrum.Eigenvalues[^1]), Ink.White);
        screen.Text(screen.Text(end, y, "   rho ", Ink.Grey), y, Text(IsogenyWalk.Rho(spectrum)), Ink.White);
        bool holds = State.Graph!.IsRamanujan == true;
        screen.Text(
            screen.Text(x, y + 1, holds ? "√ Ramanujan" : "NOT Ramanujan", holds ? Ink.Green : Ink.Red), y + 1,
            $": all 70 lie within 2√{State.Prime} = {Text(bound)}, decided exactly.", Ink.Silver);
        screen.TextIn(x, y + 2, screen.Width - x - 1, "Dots: Serre's density, to which the eigenvalues tend as the level grows.", Ink.Grey);
    }
}
