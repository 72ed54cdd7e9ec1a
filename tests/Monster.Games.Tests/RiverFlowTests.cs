using Monster.Cartridge;

namespace Monster.Games.Tests;

public sealed class RiverFlowTests : GameTests<RiverFlow>
{
    protected override (int Early, int Middle, int Late) GoldenTicks => (20, 400, 1_500);

    /// <summary>Two minutes: the planner does not tire, and looking ahead takes its time.</summary>
    protected override int MaxTicks => 2_400;

    protected override int LargeScore => 20_000;

    protected override Func<RiverFlow, int> SensibleBot(uint seed) => new Planner().NextKey;

    /// <summary>
    /// Looks ahead as a player does, only further: a beam search over hops in time, because lanes move predictably.
    /// It follows its plan to the pad and makes a new one for each frog.
    /// </summary>
    private sealed class Planner
    {
        private const int Beam = 10;
        private const int Horizon = 24; // hops

        private static readonly int[] Moves = [Key.Up, Key.None, Key.Left, Key.Right, Key.Down];

        private readonly Queue<int> _plan = new();

        public int NextKey(RiverFlow game)
        {
            if (!game.CanHop)
            {
                _plan.Clear();
                return Key.None;
            }

            if (_plan.Count == 0)
                Plan(game);
            return _plan.Count > 0 ? _plan.Dequeue() : Key.None;
        }

        private void Plan(RiverFlow game)
        {
            var front = new List<Node> { new(game.FrogLane, game.FrogX, Key.None, null) };
            for (int hop = 0; hop < Horizon; hop++)
            {
                var next = new Dictionary<(int, int), Node>();
                foreach (var node in front)
                {
                    foreach (int move in Moves)
                    {
                        if (After(game, node, move, hop * RiverFlow.HopTime) is { } after)
                            next.TryAdd((after.Lane, after.X / 32), after);
                    }
                }

                front = [.. next.Values.OrderBy(n => Distance(game, n)).Take(Beam)];
                if (front.Count == 0)
                    return;
                if (front[0].Lane == RiverFlow.HomeLane)
                    break;
            }

            var keys = new Stack<int>();
            for (Node? node = front[0]; node?.Before is not null; node = node.Before)
                keys.Push(node.Key);
            foreach (int key in keys)
            {
                _plan.Enqueue(key);
                for (int wait = 1; wait < RiverFlow.HopTime; wait++)
                    _plan.Enqueue(Key.None);
            }
        }

        private static int Distance(RiverFlow game, Node node) =>
            (node.Lane * 20) + (node.Lane is > 0 and < 4 ? Math.Abs(game.ToNearestPad(node.X)) : 0);

        private static Node? After(RiverFlow game, Node node, int move, int start)
        {
            int x = node.X + game.Current(node.Lane);
            int lane = node.Lane;
            if (move == Key.Up && lane == 1)
                return game.PadAt(x) >= 0 ? new Node(RiverFlow.HomeLane, x, move, node) : null;
            lane += move == Key.Up ? -1 : move == Key.Down ? 1 : 0;
            x += (move == Key.Left ? -RiverFlow.FrogWidth : move == Key.Right ? RiverFlow.FrogWidth : 0) * RiverFlow.Unit;
            if (lane > RiverFlow.StartLane || (game.Current(lane) == 0 && x is < 0 or > 76 * RiverFlow.Unit))
                return null;
            for (int tick = 1; tick <= RiverFlow.HopTime; tick++)
            {
                if (tick > 1)
                    x += game.Current(lane);
                if (!game.Safe(lane, x, start + tick))
                    return null;
            }

            return new Node(lane, x, move, node);
        }

        private sealed record Node(int Lane, int X, int Key, Node? Before);
    }
}
