using System.Text.Json;

namespace Monster.Arcade;

/// <summary>The file <c>bests.json</c>: the best score for each game and rules version. It is an extract of the recordings and can be made again from them.</summary>
internal sealed class BestScores
{
    private const int Version = 1;
    private const int MaxBytes = 4 * 1024 * 1024;

    private readonly List<BestScore> _bests;

    private BestScores(List<BestScore> bests) => _bests = bests;

    public IReadOnlyList<BestScore> All => _bests;

    /// <summary>Reads the file; null when it is damaged or of a version this program does not know.</summary>
    public static BestScores? TryRead(string path)
    {
        if (!File.Exists(path))
            return new BestScores([]);
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
                return null;
            var content = JsonSerializer.Deserialize(File.ReadAllBytes(path), StoreJson.Default.Bests);
            return content is { Version: Version, Bests: { } bests } && bests.TrueForAll(b => b is { Title: not null, File: not null, Score: >= 0 }) ? new BestScores(bests) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static BestScores Empty() => new([]);

    /// <summary>Titles that make the same file name are the same game.</summary>
    public BestScore? Find(string title, int rules) => _bests.Find(b => PlayerStore.Slug(b.Title) == PlayerStore.Slug(title) && b.Rules == rules);

    /// <returns>Whether it is better than what was there.</returns>
    public bool Add(BestScore score)
    {
        if (Find(score.Title, score.Rules) is { } before)
        {
            if (score.Score <= before.Score)
                return false;
            _bests.Remove(before);
        }

        _bests.Add(score);
        return true;
    }

    public void Write(string path) => AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(new Content(Version, _bests), StoreJson.Default.Bests));

    internal sealed record Content(int Version, List<BestScore>? Bests);
}
