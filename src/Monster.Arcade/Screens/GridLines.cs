using System.Globalization;

namespace Monster.Arcade.Screens;

/// <summary>The grid told in lines, for a terminal in line mode: the games there are, not seventy-one small pictures.</summary>
internal static class GridLines
{
    /// <summary>The lines.</summary>
    /// <param name="shown">The tiles that the search leaves, in their order.</param>
    /// <param name="selected">What Enter plays.</param>
    /// <param name="search">What was typed to find a game.</param>
    /// <param name="notice">What came of the last key.</param>
    /// <param name="doors">The other ways on from here.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<Tile> shown, Tile? selected, string search, string notice, IReadOnlyList<HallDoor> doors)
    {
        bool isSearch = search.Length > 0;
        var playable = shown.Where(tile => tile.Place.Exists).ToList();
        int missing = shown.Count - playable.Count;
        string enter = selected is null ? "no game has such a name" : selected.Place.Exists ? $"Enter plays {selected.Place.Name}" : $"{selected.Place.Name} is not made yet";
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"{(isSearch ? $"Found for '{search}'" : "Arcade")}: {playable.Count} {(playable.Count == 1 ? "game" : "games")}{(missing > 0 ? $", and {missing} that are not made yet" : "")}."),
            .. playable.Select(tile => (isSearch ? "Found: " : "") + Tell(tile)),
            isSearch ? $"Of '{search}': {enter}." : $"{enter}.",
            .. notice.Length > 0 ? [notice] : Array.Empty<string>(),
            $"Type a part of a name, or a shard's number, to find a game. F2 recent plays, {string.Concat(doors.Select(door => $"{door.Key} {door.Does}, "))}? help, esc back",
        ];
    }

    private static string Tell(Tile tile)
    {
        string best = tile.Standing.Best is null ? "" : $", your best {ScreenParts.Score(tile.Standing.Best)}";
        string record = tile.Standing.Record is null ? "" : $", record {ScreenParts.Score(tile.Standing.Record)}";
        return string.Create(CultureInfo.InvariantCulture, $"{tile.Place.Shard}. {tile.Place.Name}{(tile.IsToday ? ", today's game" : "")}{best}{record}");
    }
}
