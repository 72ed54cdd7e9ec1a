using Monster.Board;
using Monster.Board.Messages;

namespace Monster.Bbs;

/// <summary>Which entries of the state can be searched by their words, and what their words are.</summary>
/// <param name="Table">The table whose entries are searched. New ones come behind those that are there.</param>
/// <param name="Read">The words of such an entry; null when it has none, as a deleted post.</param>
public sealed record SearchIndex(byte Table, SearchIndex.Reader Read)
{

    /// <summary>Gives the words of an entry, or null.</summary>
    public delegate SearchEntry? Reader(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);

    /// <summary>What a board searches: the subjects and texts of posts.</summary>
    public static SearchIndex OfBoard { get; } = new(
        (byte)Board.Table.Posts,
        (key, value) => Posts.Words(key, value) is { } words ? new SearchEntry(words.Id, $"{words.Subject}\n{words.Body}") : null);

    /// <summary>Whether the entry of a key is searched.</summary>
    public bool Covers(ReadOnlySpan<byte> key) => key[0] == Table;

    /// <summary>A search for all the words of a text, whatever signs are in it: FTS5 has an own language, in which people do not write.</summary>
    /// <returns>Null when there is no word in it.</returns>
    internal static string? Query(string text)
    {
        var words = new List<string>();
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MaxWords))
        {
            string plain = string.Concat(word.Where(char.IsLetterOrDigit));
            if (plain.Length > 0)
                words.Add(word.EndsWith('*') ? $"\"{plain}\"*" : $"\"{plain}\"");
        }

        return words.Count == 0 ? null : string.Join(' ', words);
    }

    private const int MaxWords = 16;
}
