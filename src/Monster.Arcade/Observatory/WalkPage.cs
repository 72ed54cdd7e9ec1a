using System.Globalization;
using Monster.Hecke;
using Monster.Terminal;

namespace Monster.Arcade.Observatory;

/// <summary>The random walk on the graph, from the chosen shard: how likely each shard is, and how far that is from all being equal, against the bound.</summary>
internal sealed class WalkPage(ObservatoryState state) : ObservatoryPage(state)
{
    private const double Mixed = 0.01;
    private const double Smallest = 1e-4;
    private static readonly TimeSpan StepTime = TimeSpan.FromMilliseconds(400);

    private readonly List<double> _distances = [];
    private (IsogenyGraph Graph, int Shard) _of;
    private IsogenyWalk? _walk;
    private double _rho;
    private bool _runs = true;
    private TimeSpan? _next;

    public override string Name => "Walk";

    public override (string Key, string Does)[] Keys => [("Space", "step"), ("r", "reset"), ("p", _next is null ? "go on" : "pause")];

    public override TimeSpan? WakeAt => _next;

    public override void Changed(TimeSpan now)
    {
        if (State.Graph is not { Fault: null } graph)
            _walk = null;
        else if (_walk is null || _of != (graph, State.Shard))
            Restart(graph, now);
    }

    public override void Wake(TimeSpan now)
    {
        Step();
        _next = _walk is not null && _distances[^1] > Mixed ? now + StepTime : null;
    }

    public override bool Press(KeyPress key, TimeSpan now)
    {
        if (key.Is(' '))
            (_runs, _next) = (false, null);
        else if (key.Is('p'))
            (_runs, _next) = (_next is null, _next is null ? now + StepTime : null);
        else if (key.Is('r') && _walk is not null)
            Restart(_of.Graph, now);
        else
            return false;
        if (key.Is(' '))
            Step();
        return true;
    }

    public override void Draw(CellBuffer screen)
    {
        if (!IsWhole(screen) || _walk is null)
            return;
        int left = Math.Max(4, (screen.Width - Shards.Count) / 2);
        int steps = Math.Min(8, (screen.Height - Top) / 3);
        int rows = screen.Height - Top - steps - 6;
        DrawDistribution(screen, left, rows);
        int y = Top + rows + 2;
        screen.Text(left, y, "step   distance", Ink.Grey);
        screen.Text(left + 19, y, "from all shards being equally likely, 1 down to 0.0001", Ink.Grey);
        int first = Math.Max(0, _distances.Count - steps);
        for (int t = first; t < _distances.Count; t++)
            DrawStep(screen, left, ++y, t);
        int need = StepsNeeded();
        screen.TextIn(left, screen.Height - 2, screen.Width - left - 1, $"│ the bound 1/2 √70 {Number(_rho, 4)}^t. It promises 1 % after {need} steps of T_{State.Prime}.", Ink.Grey);
    }

    private static string Number(double value, int digits) => value.ToString("F" + digits, CultureInfo.InvariantCulture);

    private int StepsNeeded()
    {
        int steps = 0;
        while (IsogenyWalk.Bound(Shards.Count, _rho, steps) > Mixed)
            steps++;
        return steps;
    }

    private void DrawDistribution(CellBuffer screen, int left, int rows)
    {
        var likely = _walk!.Distribution;
        double most = likely.Max();
        var picture = new HalfBlocks(Shards.Count, 2 * rows);
        for (int s = 0; s < Shards.Count; s++)
        {
            int height = likely[s] == 0 ? 0 : Math.Max(1, (int)Math.Round(likely[s] / most * 2 * rows));
            for (int k = 0; k < height; k++)
                picture.Point(s, (2 * rows) - 1 - k, s == State.Shard ? Ink.Yellow : Ink.DarkCyan);
        }

        int level = rows - 1 - (int)(rows / most / Shards.Count);
        screen.Fill(left, Top + Math.Clamp(level, 0, rows - 1), Shards.Count, 1, new Cell('─', Ink.Grey));
        picture.Draw(screen, left, Top);
        screen.Fill(left, Top + rows, Shards.Count, 1, new Cell('─', Ink.Grey));
        screen.Put(left + State.Shard, Top + rows, '▲', Ink.Yellow);
        screen.TextIn(left, Top - 1, Shards.Count, $"How likely each shard is, {_walk.Steps} steps from shard {State.Shard}; at most {Number(most * 100, 2)} %", Ink.Silver);
    }

    private void DrawStep(CellBuffer screen, int left, int y, int t)
    {
        double distance = _distances[t];
        double bound = IsogenyWalk.Bound(Shards.Count, _rho, t);
        bool isNow = t == _distances.Count - 1;
        screen.TextRight(left + 4, y, $"{t}", isNow ? Ink.White : Ink.Silver);
        screen.Text(left + 7, y, Number(distance, 6), isNow ? Ink.White : Ink.Silver);
        int width = 36;
        int bar = Length(distance, width);
        screen.Fill(left + 19, y, bar, 1, new Cell('█', isNow ? Ink.White : Ink.Silver));
        int mark = Length(bound, width);
        screen.Put(left + 19 + mark, y, bound > 1 ? '►' : '│', Ink.Red);
        bool holds = distance <= bound + 1e-12;
        screen.Text(left + 19 + width + 2, y, holds ? "√" : "ABOVE", holds ? Ink.Green : Ink.Red);
        screen.Text(left + 19 + width + 4, y, "≤ " + Number(bound, 4), Ink.Grey);
    }

    /// <summary>A length on a logarithmic scale.</summary>
    private static int Length(double value, int width) =>
        (int)Math.Round(width * Math.Clamp(1 - (Math.Log(Math.Max(value, Smallest)) / Math.Log(Smallest)), 0, 1));

    private void Restart(IsogenyGraph graph, TimeSpan now)
    {
        _of = (graph, State.Shard);
        _walk = new IsogenyWalk(graph.ToMatrix(), State.Shard);
        _rho = IsogenyWalk.Rho(graph.Spectrum!);
        _distances.Clear();
        _distances.Add(_walk.TotalVariation);
        _next = _runs ? now + StepTime : null;
    }

    private void Step()
    {
        if (_walk is null || _walk.Steps >= 999)
            return;
        _walk.Step();
        _distances.Add(_walk.TotalVariation);
    }
}
