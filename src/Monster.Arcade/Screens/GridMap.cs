using System.Globalization;
using Monster.Arcade.Observatory;
using Monster.Hecke;

namespace Monster.Arcade.Screens;

/// <summary>An order of the grid that comes from mathematics, or once was said to.</summary>
internal sealed class GridMap
{
    private readonly Dictionary<int, int> _places = [];
    private readonly string[] _notes = new string[Shards.Count];
    private readonly string[] _facts = new string[Shards.Count];

    private GridMap(GridOrder order, string title) => (Order, Title) = (order, title);

    /// <summary>Which it is.</summary>
    public GridOrder Order { get; }

    /// <summary>What the order is called.</summary>
    public string Title { get; }

    /// <summary>A module that is missing, in its own words; null when all that were asked answered.</summary>
    public string? Fault { get; private set; }

    /// <summary>The other shard of a shard's cell; null where there is none.</summary>
    public int?[] Partners { get; } = new int?[Shards.Count];

    /// <summary>Makes a map. Asks modules, so it may take a moment.</summary>
    /// <param name="order">Next door, the cells, or legacy.</param>
    /// <param name="atlas">The graphs.</param>
    /// <param name="centre">The chosen shard.</param>
    /// <param name="shows">Which of the two shards of a cell is to be shown.</param>
    public static GridMap Of(GridOrder order, HeckeAtlas atlas, int centre, Func<int, int, int> shows) => order switch
    {
        GridOrder.NextDoor => NextDoor(atlas, centre),
        GridOrder.Cells => Cells(atlas, shows),
        _ => Legacy(),
    };

    /// <summary>Where a shard comes; null when it is not shown.</summary>
    public int? PlaceOf(int shard) => _places.TryGetValue(shard, out int place) ? place : null;

    /// <summary>A word for a shard's tile.</summary>
    public string NoteOf(int shard) => _notes[shard];

    /// <summary>A sentence about a shard.</summary>
    public string FactOf(int shard) => _facts[shard];

    /// <summary>The formula that the arcade's first version called Hecke: p s + p^2 and two terms of decoration.</summary>
    internal static decimal LegacyValue(int shard)
    {
        int p = MonsterPrimes.OfShard(shard);
        return (p * shard) + (p * p) + ((196_883 - (2_770 * shard)) / 1_000m) + ((180 - (5 * shard % 360)) / 100m);
    }

    private static GridMap NextDoor(HeckeAtlas atlas, int centre)
    {
        int p = MonsterPrimes.OfShard(centre);
        var graph = atlas.Graph(p);
        var map = new GridMap(GridOrder.NextDoor, $"next door to {Shards.Names[centre]} by T_{p}") { Fault = graph.FaultOf(centre) ?? graph.Fault };
        var doors = graph.DoorsFrom(centre);
        foreach (int shard in Enumerable.Range(0, Shards.Count).OrderBy(s => doors[s] ?? int.MaxValue))
        {
            int edges = graph.Edges(centre, shard) ?? 0;
            string times = edges > 1 ? $" x{edges}" : "";
            (string note, string fact) = doors[shard] switch
            {
                0 => ("here", $"has {p + 1} doors by T_{p}{(edges > 0 ? $", {edges} of them to itself" : "")}"),
                1 => ("next" + times, $"next door to {Shards.Names[centre]} by T_{p}{(edges > 1 ? $", by {edges} doors" : "")}"),
                null => ("?", "no way known: a module is missing"),
                { } far => ($"{far} doors", $"{far} doors from {Shards.Names[centre]} by T_{p}"),
            };
            map.Add(shard, note, fact);
        }

        return map;
    }

    private static GridMap Cells(HeckeAtlas atlas, Func<int, int, int> shows)
    {
        var map = new GridMap(GridOrder.Cells, "the 38 cells");
        for (int shard = 0; shard < Shards.Count; shard++)
        {
            int conjugate;
            try
            {
                conjugate = atlas.Modules.Conjugate(shard);
            }
            catch (HeckeModuleException e)
            {
                map.Fault ??= e.Message;
                map.Add(shard, $"{shard} ?", "its cell is not known: its module is missing");
                continue;
            }

            if (conjugate == shard)
            {
                map.Add(shard, $"{shard} alone", "a cell by itself: its j is rational, its own Frobenius conjugate");
                continue;
            }

            map.Partners[shard] = conjugate;
            if (conjugate > shard)
                map.Pair(shard, conjugate, shows(shard, conjugate));
        }

        return map;
    }

    private static GridMap Legacy()
    {
        var map = new GridMap(GridOrder.Legacy, "legacy order, not a Hecke operator");
        foreach (int shard in Enumerable.Range(0, Shards.Count).OrderBy(LegacyValue))
        {
            string value = LegacyValue(shard).ToString("N1", CultureInfo.InvariantCulture);
            map.Add(shard, value, $"p s + p² + ... = {value}, p = {MonsterPrimes.OfShard(shard)}: once called Hecke, but it is none");
        }

        return map;
    }

    private void Pair(int shard, int conjugate, int shown)
    {
        foreach (int one in new[] { shard, conjugate })
        {
            int other = one == shard ? conjugate : shard;
            (_notes[one], _facts[one]) = ($"{shard}+{conjugate}", $"one cell with shard {other}, {Shards.Names[other]}, its Frobenius conjugate");
        }

        _places[shown] = _places.Count;
    }

    private void Add(int shard, string note, string fact)
    {
        _places[shard] = _places.Count;
        (_notes[shard], _facts[shard]) = (note, fact);
    }
}
