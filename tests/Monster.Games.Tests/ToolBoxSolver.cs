using Monster.Cartridge;

namespace Monster.Games.Tests;

/// <summary>Solves a room of Tool Box with the fewest pushes: breadth first over the crates' places and the floor the player can reach.</summary>
internal sealed class ToolBoxSolver
{
    private const int Side = ToolBox.Side;

    private readonly bool[] _floor = new bool[ToolBox.CellCount];
    private readonly UInt128 _places;
    private readonly State _start;

    public ToolBoxSolver(ReadOnlySpan<byte> rows)
    {
        UInt128 crates = 0;
        int player = 0;
        int x = 1, y = 1;
        foreach (byte what in rows)
        {
            if (what == '/')
            {
                (x, y) = (1, y + 1);
                continue;
            }

            int cell = (y * Side) + x++;
            _floor[cell] = what != '#';
            crates |= what == 'o' ? UInt128.One << cell : 0;
            _places |= what is (byte)'x' or (byte)'+' ? UInt128.One << cell : 0;
            player = what is (byte)'@' or (byte)'+' ? cell : player;
        }

        _start = new State(crates, player);
    }

    /// <summary>Crates and places in the room.</summary>
    public (int Crates, int Places) Counts => ((int)UInt128.PopCount(_start.Crates), (int)UInt128.PopCount(_places));

    /// <summary>The directions of a solution with the fewest pushes, walks included, and the number of its pushes; null when there is none.</summary>
    public (List<int> Walk, int Pushes)? Solve()
    {
        var seen = new Dictionary<State, (State Before, int Pushed, int Direction)>();
        var queue = new Queue<State>();
        var first = new State(_start.Crates, Reach(_start).Min());
        seen[first] = default;
        queue.Enqueue(first);
        while (queue.TryDequeue(out var state))
        {
            if (state.Crates == _places)
                return Path(seen, state, first);
            var reach = Reach(state);
            foreach (int cell in Crates(state.Crates))
            {
                for (int direction = 0; direction < 4; direction++)
                {
                    int by = ToolBox.StepBy(direction);
                    if (!reach.Contains(cell - by) || !IsFree(state.Crates, cell + by))
                        continue;
                    var crates = (state.Crates & ~(UInt128.One << cell)) | (UInt128.One << (cell + by));
                    var next = new State(crates, cell);
                    next = next with { Player = Reach(next).Min() };
                    if (seen.TryAdd(next, (state, cell, direction)))
                        queue.Enqueue(next);
                }
            }
        }

        return null;
    }

    private (List<int> Walk, int Pushes) Path(Dictionary<State, (State Before, int Pushed, int Direction)> seen, State end, State first)
    {
        var pushes = new Stack<(State Before, int Pushed, int Direction)>();
        for (var state = end; state != first; state = seen[state].Before)
            pushes.Push(seen[state]);
        var walk = new List<int>();
        int player = _start.Player;
        foreach (var (before, pushed, direction) in pushes)
        {
            walk.AddRange(Way(before.Crates, player, pushed - ToolBox.StepBy(direction)));
            walk.Add(direction);
            player = pushed;
        }

        return (walk, pushes.Count);
    }

    /// <summary>The shortest walk between two cells that moves no crate.</summary>
    private List<int> Way(UInt128 crates, int from, int to)
    {
        var before = new Dictionary<int, (int Cell, int Direction)> { [from] = default };
        var queue = new Queue<int>([from]);
        while (queue.TryDequeue(out int cell) && cell != to)
        {
            for (int direction = 0; direction < 4; direction++)
            {
                int next = cell + ToolBox.StepBy(direction);
                if (IsFree(crates, next) && before.TryAdd(next, (cell, direction)))
                    queue.Enqueue(next);
            }
        }

        var way = new List<int>();
        for (int cell = to; cell != from; cell = before[cell].Cell)
            way.Insert(0, before[cell].Direction);
        return way;
    }

    private HashSet<int> Reach(State state)
    {
        var reach = new HashSet<int> { state.Player };
        var stack = new Stack<int>([state.Player]);
        while (stack.TryPop(out int cell))
        {
            for (int direction = 0; direction < 4; direction++)
            {
                int next = cell + ToolBox.StepBy(direction);
                if (IsFree(state.Crates, next) && reach.Add(next))
                    stack.Push(next);
            }
        }

        return reach;
    }

    private bool IsFree(UInt128 crates, int cell) => _floor[cell] && (crates >> cell & 1) == 0;

    private static IEnumerable<int> Crates(UInt128 crates) => Enumerable.Range(0, ToolBox.CellCount).Where(c => (crates >> c & 1) != 0);

    private readonly record struct State(UInt128 Crates, int Player);
}
