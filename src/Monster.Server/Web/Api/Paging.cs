using System.Globalization;

namespace Monster.Server;

/// <summary>Lists come in pages: how many rows, and from where on.</summary>
internal static class Paging
{
    private const int Most = 100;
    private const int Usual = 50;

    /// <summary>How many rows are given.</summary>
    /// <exception cref="ProblemException">So many are not.</exception>
    public static int Limit(int? limit) => limit is null ? Usual : limit is >= 1 and <= Most ? limit.Value : throw new ProblemException(400, "bad-request", $"A limit is 1 to {Most}.");

    /// <summary>The row before the first one wanted; 0 for the beginning.</summary>
    public static ulong After(string? after) => string.IsNullOrEmpty(after) ? 0
        : ulong.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number
        : throw new ProblemException(400, "bad-request", "'after' is what a list gave as its 'next'.");

    /// <summary>A page of rows, one more than wanted having been read.</summary>
    public static (IReadOnlyList<T> Items, string? Next) Page<T>(IEnumerable<T> rows, int limit, Func<T, ulong> numberOf)
    {
        var read = rows.Take(limit + 1).ToList();
        bool isMore = read.Count > limit;
        if (isMore)
            read.RemoveAt(limit);
        return (read, isMore ? numberOf(read[^1]).ToString(CultureInfo.InvariantCulture) : null);
    }
}
