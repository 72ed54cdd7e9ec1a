using Monster.Terminal;

namespace Monster.Arcade.Observatory;

/// <summary>T_p as a picture: a point for each entry, brighter for more isogenies. The chosen shard's row is marked.</summary>
internal sealed class MatrixPage(ObservatoryState state) : ObservatoryPage(state)
{
    private static readonly Ink[] Brightness = [Ink.Black, Ink.DarkCyan, Ink.Cyan, Ink.White];

    public override string Name => "Matrix";

    public override void Draw(CellBuffer screen)
    {
        if (State.Graph is not { } graph)
        {
            IsWhole(screen);
            return;
        }

        int rows = Math.Min(Shards.Count, 2 * (screen.Height - Top - 2));
        int first = rows == Shards.Count ? 0 : Math.Clamp((State.Shard / 2 * 2) - (rows / 2), 0, Shards.Count - rows + 1) / 2 * 2;
        var picture = new HalfBlocks(Shards.Count, (rows + 1) / 2 * 2);
        for (int i = 0; i < rows && first + i < Shards.Count; i++)
        {
            for (int k = 0; k < Shards.Count; k++)
                picture.Point(k, i, Color(graph, first + i, k));
        }

        bool isWide = screen.Width >= Shards.Count + 40;
        int left = isWide ? (screen.Width - Shards.Count - 34) / 2 : 4;
        picture.Draw(screen, left, Top);
        int mark = Top + ((State.Shard - first) / 2);
        screen.TextRight(left - 1, mark, $"{State.Shard}", Ink.Yellow);
        screen.Put(left - 1, mark, '►', Ink.Yellow);
        screen.Put(left + State.Shard, Top - 1, '▼', Ink.Yellow);
        string what = $"{(first > 0 || rows < Shards.Count ? $"rows {first} to {Math.Min(Shards.Count, first + rows) - 1}; " : "")}0 · dark 1 · bright 2 · white 3 and more";
        if (isWide)
            DrawFacts(screen, left + Shards.Count + 3, graph);
        screen.TextIn(left, screen.Height - 2, screen.Width - left - 1, graph.Fault ?? (isWide ? what : $"T_{State.Prime}: {Facts(graph)}; {what}"), graph.Fault is null ? Ink.Grey : Ink.Red);
    }

    private static Ink Color(IsogenyGraph graph, int row, int column) => graph.Edges(row, column) switch
    {
        null => Ink.Red,
        0 => Ink.Black,
        { } edges => Brightness[Math.Min(edges, Brightness.Length - 1)],
    };

    private static string Facts(IsogenyGraph graph) => $"trace {Trace(graph)}";

    private static int Trace(IsogenyGraph graph) => Enumerable.Range(0, Shards.Count).Sum(s => graph.Edges(s, s) ?? 0);

    private void DrawFacts(CellBuffer screen, int x, IsogenyGraph graph)
    {
        int y = Top;
        screen.Text(x, y, $"T_{State.Prime} on the 71 shards", Ink.White);
        y = Fact(screen, x, y + 2, "rows", $"add up to {State.Prime + 1}");
        if (graph.Fault is not null)
            return;
        var all = Enumerable.Range(0, Shards.Count).ToList();
        bool isSymmetric = all.TrueForAll(s => all.TrueForAll(k => graph.Edges(s, k) == graph.Edges(k, s)));
        y = Fact(screen, x, y, "symmetric", isSymmetric ? "yes" : "NO", isSymmetric ? Ink.Green : Ink.Red);
        y = Fact(screen, x, y, "trace", $"{Trace(graph)}");
        y = Fact(screen, x, y, "entries", $"{all.Sum(s => all.Count(k => graph.Edges(s, k) > 0))} not 0");
        Fact(screen, x, y, "largest", $"{all.Max(s => all.Max(k => graph.Edges(s, k) ?? 0))}");
    }
}
