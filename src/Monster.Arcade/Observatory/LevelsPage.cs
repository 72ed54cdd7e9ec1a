using Monster.Hecke;
using Monster.Terminal;

namespace Monster.Arcade.Observatory;

/// <summary>The levels 1 to 71: how many cusp forms of weight 2 each has, and for which primes X_0(p)+ has genus 0.</summary>
internal sealed class LevelsPage(ObservatoryState state) : ObservatoryPage(state)
{
    private const int Most = 71;

    private readonly int[] _genus = [.. Enumerable.Range(1, Most).Select(n => GenusFormula.OfX0(n))];
    private readonly (int Prime, int Genus)[] _primes = [.. Primes.UpTo(199).Select(p => (p, GenusFormula.OfX0Plus(p)))];
    private int _level = 37;

    public override string Name => "Levels";

    public override (string Key, string Does)[] Keys => [("← →", "level"), ("PgUp PgDn", "next prime")];

    public override bool Press(KeyPress key, TimeSpan now)
    {
        int to = key.Code switch
        {
            KeyCode.Left => _level - 1,
            KeyCode.Right => _level + 1,
            KeyCode.Home => 1,
            KeyCode.End => Most,
            KeyCode.PageDown => _primes.Select(p => p.Prime).First(p => p > _level),
            KeyCode.PageUp => _primes.Select(p => p.Prime).LastOrDefault(p => p < _level, 1),
            _ => 0,
        };
        if (to == 0)
            return key.Is(KeyCode.Left);
        _level = Math.Min(to, Most);
        return true;
    }

    public override void Draw(CellBuffer screen)
    {
        int wide = screen.Width >= (2 * Most) + 8 ? 2 : 1;
        int left = (screen.Width - (wide * Most)) / 2;
        int axis = screen.Height - 12;
        int unit = Math.Max(1, (axis - Top) / _genus.Max());
        for (int n = 1; n <= Most; n++)
        {
            int x = left + (wide * (n - 1));
            int height = Math.Min(_genus[n - 1] * unit, axis - Top);
            var ink = n == _level ? Ink.Yellow : MonsterPrimes.All.Contains(n) ? Ink.Green : Arithmetic.IsPrime(n) ? Ink.Silver : Ink.Grey;
            screen.Fill(x, axis - height, 1, height, new Cell('█', ink));
            screen.Put(x, axis, MonsterPrimes.All.Contains(n) ? '▲' : Arithmetic.IsPrime(n) ? '┴' : '─', ink);
            if (Arithmetic.IsPrime(n))
                screen.Put(x, axis + 1, (char)('0' + _primes.First(p => p.Prime == n).Genus), MonsterPrimes.All.Contains(n) ? Ink.Green : Ink.White);
        }

        screen.Put(left + (wide * (_level - 1)), axis, '▲', Ink.Yellow);
        screen.Text(Math.Max(1, left - 3), Top - 1, "The genus of X_0(N), N = 1 to 71: the number of cusp forms of weight 2", Ink.Silver);
        screen.TextIn(Math.Max(1, left - 3), axis + 2, screen.Width - 5, "▲ Ogg's primes; the digit below a prime p is the genus of X_0(p)+", Ink.Grey);
        DrawLevel(screen, left, axis + 4);
        DrawOgg(screen, left, axis + 7);
    }

    private void DrawLevel(CellBuffer screen, int x, int y)
    {
        int end = screen.Text(x, y, $"Level {_level}", Ink.Yellow);
        screen.Text(
            end + 2, y,
            $"genus {_genus[_level - 1]}, of which new {DimensionFormula.NewCuspForms(_level, 2)}; index {Arithmetic.Index(_level)}, {DimensionFormula.Cusps(_level)} {(_level == 1 ? "cusp" : "cusps")}", Ink.White);
        string text = Arithmetic.IsPrime(_level)
            ? $"X_0({_level})+ has genus {GenusFormula.OfX0Plus(_level)}: {(MonsterPrimes.All.Contains(_level) ? "one of Ogg's primes" : "not one of Ogg's primes")}."
            : $"{_level} is not a prime.";
        var traces = MonsterPrimes.All.Take(4).Where(p => _level % p != 0).Select(p => $"T_{p} {TraceFormula.Trace(p, _level, 2)}");
        screen.TextIn(x, y + 1, screen.Width - x - 1, _genus[_level - 1] == 0 ? text + " No cusp forms." : $"{text} Traces: {string.Join(", ", traces)}.", Ink.Silver);
    }

    private void DrawOgg(CellBuffer screen, int x, int y)
    {
        var zero = _primes.Where(p => p.Genus == 0).Select(p => p.Prime).ToList();
        bool isOgg = zero.SequenceEqual(MonsterPrimes.All);
        screen.Text(screen.Text(x, y, isOgg ? "√ " : "≠ ", isOgg ? Ink.Green : Ink.Red), y, $"Of all primes p below 200, X_0(p)+ has genus 0 for these alone:", Ink.White);
        screen.TextIn(x + 2, y + 1, screen.Width - x - 3, $"{string.Join(" ", zero)}, the primes that divide the", Ink.White);
        screen.TextIn(x + 2, y + 2, screen.Width - x - 3, "order of the Monster (Ogg, 1975). 853 was chosen because it has 71 super-", Ink.White);
        screen.TextIn(x + 2, y + 3, screen.Width - x - 3, "singular curves, the shards: that is arithmetic, not moonshine.", Ink.White);
    }
}
