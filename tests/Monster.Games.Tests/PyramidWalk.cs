namespace Monster.Games.Tests;

/// <summary>
/// Shortest walks over the cubes of a pyramid that visit all of them.
/// <para>
/// A hop changes the row by one, so the hop graph is bipartite: even rows (1 + 3 + 5 + 7 = 16 cubes) against odd rows
/// (2 + 4 + 6 = 12). A walk alternates between the two. Between two visits to even cubes lies a visit to an odd one, so a walk
/// that starts on an even cube and visits all 16 needs at least 2 * 15 = 30 hops (from an odd cube 31): fewer than 30 are not
/// enough. The search finds a walk of 30 from the top, so 30 are. The same count bounds every branch of the search.
/// </para>
/// </summary>
internal sealed class PyramidWalk(int rows)
{
    private readonly List<int> _ways = [];
    private int _nodes;

    public int Cubes => rows * (rows + 1) / 2;

    /// <summary>
    /// The ways (0 up-left, 1 up-right, 2 down-left, 3 down-right) of a shortest walk from a cube that visits all cubes
    /// missing from <paramref name="visited"/> (bit = cube); null when <paramref name="nodes"/> steps of search found none.
    /// </summary>
    public List<int>? Shortest(int cube, int visited, int nodes = 200_000)
    {
        _nodes = nodes;
        for (int hops = AtLeast(cube, visited); _nodes > 0; hops++)
        {
            _ways.Clear();
            if (Search(cube, visited, hops))
                return [.. _ways];
        }

        return null;
    }

    /// <summary>The parity bound: hops that a walk over the missing cubes takes at least.</summary>
    public int AtLeast(int cube, int visited)
    {
        int same = 0, other = 0;
        for (int missing = 0; missing < Cubes; missing++)
        {
            if ((visited >> missing & 1) != 0)
                continue;
            if ((RowOf(missing) - RowOf(cube)) % 2 == 0)
                same++;
            else
                other++;
        }

        return Math.Max(2 * same, (2 * other) - 1) is var hops && hops < 0 ? 0 : hops;
    }

    public int Neighbour(int cube, int way)
    {
        int row = RowOf(cube);
        int column = cube - (row * (row + 1) / 2);
        row += way < 2 ? -1 : 1;
        column += way == 0 ? -1 : way == 3 ? 1 : 0;
        return row < 0 || row >= rows || column < 0 || column > row ? -1 : (row * (row + 1) / 2) + column;
    }

    private bool Search(int cube, int visited, int hops)
    {
        if (visited == (1 << Cubes) - 1)
            return true;
        if (AtLeast(cube, visited) > hops || --_nodes <= 0)
            return false;
        foreach (int way in Enumerable.Range(0, 4).Where(way => Neighbour(cube, way) >= 0).OrderBy(way => Promise(Neighbour(cube, way), visited)))
        {
            int next = Neighbour(cube, way);
            _ways.Add(way);
            if (Search(next, visited | (1 << next), hops - 1))
                return true;
            _ways.RemoveAt(_ways.Count - 1);
        }

        return false;
    }

    /// <summary>Fresh cubes first, and among them those with the fewest ways on (Warnsdorff).</summary>
    private int Promise(int cube, int visited)
    {
        int onward = 0;
        for (int way = 0; way < 4; way++)
            onward += Neighbour(cube, way) is >= 0 and var next && (visited >> next & 1) == 0 ? 1 : 0;
        return onward + ((visited >> cube & 1) * 8);
    }

    private static int RowOf(int cube)
    {
        int row = 0;
        while (cube > row)
            cube -= ++row;
        return row;
    }
}
