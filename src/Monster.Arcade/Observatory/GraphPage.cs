using Monster.Hecke;
using Monster.Terminal;

namespace Monster.Arcade.Observatory;

/// <summary>The 71 shards on a ring, the chosen one lit, and its isogenies of degree p.</summary>
internal sealed class GraphPage(ObservatoryState state) : ObservatoryPage(state)
{
    private const int Panel = 30;
    private bool _all;

    public override string Name => "Graph";

    public override (string Key, string Does)[] Keys => [("a", _all ? "these edges" : "all edges"), ("Enter", "next door")];

    public override bool Press(KeyPress key, TimeSpan now)
    {
        if (key.Is('a'))
        {
            _all = !_all;
            return true;
        }

        if (key.Is(KeyCode.Enter) && State.Graph?.Neighbours(State.Shard) is { } doors)
        {
            // To the next of the neighbours after the chosen shard, around the ring.
            int here = State.Shard;
            State.GoTo(doors.Where(d => d != here).DefaultIfEmpty(here).MinBy(d => (d - here + Shards.Count) % Shards.Count));
            return true;
        }

        return false;
    }

    public override void Draw(CellBuffer screen)
    {
        int width = screen.Width - Panel - 1;
        int height = 2 * (screen.Height - Top - 2);
        var picture = new HalfBlocks(width, height);
        double radiusY = (height / 2.0) - 2;
        double radiusX = Math.Min((width / 2.0) - 5, radiusY * 1.35);
        (int X, int Y)[] at = [.. Enumerable.Range(0, Shards.Count).Select(s =>
        {
            double angle = (2 * Math.PI * s / Shards.Count) - (Math.PI / 2);
            return ((int)Math.Round((width / 2.0) + (radiusX * Math.Cos(angle))), (int)Math.Round(((height - 1) / 2.0) + (radiusY * Math.Sin(angle))));
        })];
        var graph = State.Graph;
        var doors = graph?.Neighbours(State.Shard) ?? [];
        for (int s = 0; s < at.Length && _all; s++)
        {
            foreach (int n in graph?.Neighbours(s) ?? [])
                picture.Line(at[s].X, at[s].Y, at[n].X, at[n].Y, Ink.DarkBlue);
        }

        foreach (int n in doors)
            picture.Line(at[State.Shard].X, at[State.Shard].Y, at[n].X, at[n].Y, Ink.DarkCyan);
        for (int s = 0; s < at.Length; s++)
            picture.Point(at[s].X, at[s].Y, graph is not null && graph.Neighbours(s) is null ? Ink.Red : Ink.Grey);
        foreach (int n in doors)
            picture.Point(at[n].X, at[n].Y, Ink.White);
        picture.Draw(screen, 1, Top);
        foreach (int n in doors.Distinct().Where(n => n != State.Shard))
            Label(screen, at[n], n, width, height, Ink.White);
        screen.Put(1 + at[State.Shard].X, Top + (at[State.Shard].Y / 2), '☼', Ink.Yellow);
        Label(screen, at[State.Shard], State.Shard, width, height, Ink.Yellow);
        DrawPanel(screen, doors);
    }

    /// <summary>A shard's number beside its point, away from the middle; left out where another number stands.</summary>
    private static void Label(CellBuffer screen, (int X, int Y) at, int shard, int width, int height, Ink ink)
    {
        string text = $"{shard}";
        int y = Top + (at.Y / 2) + (at.Y * 5 < height ? -1 : at.Y * 5 > 4 * height ? 1 : 0);
        int x = 1 + at.X + (at.X * 2 < width ? -1 - text.Length : 2);
        if (at.Y * 5 < height || at.Y * 5 > 4 * height)
            x = 1 + at.X - (text.Length / 2);
        x = Math.Clamp(x, 0, screen.Width - text.Length);
        y = Math.Clamp(y, Top - 1, screen.Height - 2);
        for (int i = -1; i <= text.Length; i++)
        {
            if (x + i >= 0 && x + i < screen.Width && screen[x + i, y].CodePoint is >= '0' and <= '9')
                return;
        }

        screen.Text(x, y, text, ink);
    }

    private void DrawPanel(CellBuffer screen, IReadOnlyList<int> doors)
    {
        int x = screen.Width - Panel;
        int y = Top;
        screen.TextIn(x, y++, Panel - 1, State.NameOf(State.Shard), Ink.Yellow);
        y++;
        y = Fact(screen, x, y, "shard", $"{State.Shard}");
        y = Fact(screen, x, y, "its prime", $"{MonsterPrimes.OfShard(State.Shard)}");
        y = Fact(screen, x, y, "conjugate", Conjugate());
        y = Fact(screen, x, y, "operator", $"T_{State.Prime}, {State.Prime + 1} isogenies");
        y++;
        if (State.Graph is null)
        {
            screen.Text(x, y, "Asking the modules...", Ink.Grey);
            return;
        }

        if (State.Graph.FaultOf(State.Shard) is { } fault)
        {
            foreach (string line in TextLines.Wrap(fault, Panel - 2))
                screen.Text(x, y++, line, Ink.Red);
            return;
        }

        screen.Text(x, y++, "next door", Ink.Grey);
        int room = screen.Height - 2 - y;
        var counted = doors.GroupBy(n => n).ToList();
        foreach (var door in counted.Take(counted.Count > room ? room - 1 : room))
        {
            int end = screen.Text(x, y, $"{door.Key,2}", door.Key == 17 ? Ink.Cyan : Ink.White);
            end = screen.TextIn(end + 1, y, Panel - 9, State.NameOf(door.Key), State.Places[door.Key].Exists ? Ink.Silver : Ink.Grey);
            string how = (door.Count() > 1 ? $" x{door.Count()}" : "") + (door.Key == State.Shard ? " loop" : "");
            screen.Text(end, y++, how, Ink.Grey);
        }

        if (counted.Count > room)
            screen.Text(x, y, $"and {counted.Count - room + 1} more", Ink.Grey);
    }

    private string Conjugate()
    {
        try
        {
            int conjugate = State.Atlas.Modules.Conjugate(State.Shard);
            return conjugate == State.Shard ? "itself: j is rational" : $"{conjugate}, by Frobenius";
        }
        catch (HeckeModuleException)
        {
            return "module missing";
        }
    }
}
