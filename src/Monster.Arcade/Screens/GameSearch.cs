using System.Globalization;

namespace Monster.Arcade.Screens;

/// <summary>Finds a game by what somebody types: part of its name, its first letters, letters in order, or its shard number.</summary>
public static class GameSearch
{
    /// <summary>Whether a place fits a search. Everything fits an empty one.</summary>
    public static bool Matches(Place place, string search) => Rank(place, search) > 0;

    /// <summary>How well a place fits: 0 not at all; higher is better. A game that can be played wins over one that cannot.</summary>
    public static int Rank(Place place, string search)
    {
        string wanted = search.Trim();
        int rank = wanted.Length == 0 ? 1
            : int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out int shard) ? RankNumber(place.Shard, shard, wanted)
            : RankName(place.Name, wanted);
        return rank == 0 ? 0 : (rank * 2) + (place.Exists ? 1 : 0);
    }

    /// <summary>The one place a search means, or the places it may mean.</summary>
    /// <returns>One when the best fit is alone at its rank, else all that fit best.</returns>
    public static IReadOnlyList<Place> Best(IEnumerable<Place> places, string search)
    {
        var ranked = places.Select(place => (Place: place, Rank: Rank(place, search))).Where(r => r.Rank > 0).ToList();
        int best = ranked.Count == 0 ? 0 : ranked.Max(r => r.Rank);
        return [.. ranked.Where(r => r.Rank == best).Select(r => r.Place)];
    }

    private static int RankNumber(int shard, int wanted, string typed)
    {
        if (shard == wanted)
            return 9;
        return shard.ToString(CultureInfo.InvariantCulture).StartsWith(typed, StringComparison.Ordinal) ? 3 : 0;
    }

    private static int RankName(string name, string wanted)
    {
        string letters = Letters(name);
        string sought = Letters(wanted);
        if (sought.Length == 0)
            return 0;
        if (letters == sought)
            return 9;
        if (letters.StartsWith(sought, StringComparison.Ordinal))
            return 8;
        if (name.Split(' ').Any(word => Letters(word).StartsWith(sought, StringComparison.Ordinal)))
            return 7;
        if (Initials(name) == sought)
            return 6;
        if (letters.Contains(sought, StringComparison.Ordinal))
            return 5;
        return sought.Length >= 3 && InOrder(letters, sought) ? 2 : 0;
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static string Initials(string name) => string.Concat(name.Split(' ').Select(word => char.ToLowerInvariant(word[0])));

    private static bool InOrder(string letters, string sought)
    {
        int at = 0;
        foreach (char letter in letters)
            at += at < sought.Length && letter == sought[at] ? 1 : 0;
        return at == sought.Length;
    }
}
