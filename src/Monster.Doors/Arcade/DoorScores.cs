using System.Text.Json;
using Monster.Arcade;

namespace Monster.Doors;

/// <summary>
/// The scores of all callers of a board, in one file that the door's processes on all nodes share: whoever changes it holds the folder's lock, and it is
/// replaced whole, so that a node that is killed leaves it as it was.
/// </summary>
public sealed class DoorScores
{
    /// <summary>Scores that are kept for each game and version of its rules: one a caller, the best.</summary>
    public const int MostPerGame = 50;

    private const int Version = 1;
    private const int MaxBytes = 8 * 1024 * 1024;

    private readonly string _folder;
    private readonly TimeProvider _time;

    /// <summary>The scores in a folder, which is made when there is something to keep.</summary>
    public DoorScores(string folder, TimeProvider time) => (_folder, _time) = (folder, time);

    private string File => Path.Combine(_folder, "scores.json");

    /// <summary>The scores of a game under one version of its rules, best first; of equal ones the older first.</summary>
    public IReadOnlyList<DoorScore> Of(string title, int rules) => [.. (TryRead() ?? []).Where(score => score.Title == title && score.Rules == rules)];

    /// <summary>Adds a score, unless the caller has a better one.</summary>
    /// <returns>Its place, counted from 1; null when it is not among those kept.</returns>
    /// <exception cref="ArcadeException">The file cannot be written; the message says why.</exception>
    public int? Add(DoorScore score)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            using var _ = StoreLock.Take(_folder);
            var all = TryRead() ?? PutAside();
            var game = all.Where(other => other.Title == score.Title && other.Rules == score.Rules).ToList();
            if (game.Exists(other => IsSame(other.Name, score.Name) && other.Score >= score.Score))
                return null;
            game.RemoveAll(other => IsSame(other.Name, score.Name));
            int place = game.TakeWhile(other => other.Score >= score.Score).Count();
            if (place >= MostPerGame)
                return null;
            game.Insert(place, score);
            all.RemoveAll(other => other.Title == score.Title && other.Rules == score.Rules);
            all.AddRange(game.Take(MostPerGame));
            AtomicFile.Write(File, JsonSerializer.SerializeToUtf8Bytes(new Content(Version, all), DoorScoresJson.Default.Content));
            return place + 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArcadeException($"The score could not be kept in '{_folder}': {e.Message}", e);
        }
    }

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>A file that cannot be read is not written over: it may be of a newer version, or worth mending.</summary>
    private List<DoorScore> PutAside()
    {
        System.IO.File.Move(File, $"{File}.damaged-{_time.GetUtcNow().ToUnixTimeSeconds()}", overwrite: true);
        return [];
    }

    private List<DoorScore>? TryRead()
    {
        try
        {
            if (!System.IO.File.Exists(File))
                return [];
            if (new FileInfo(File).Length > MaxBytes)
                return null;
            var content = JsonSerializer.Deserialize(System.IO.File.ReadAllBytes(File), DoorScoresJson.Default.Content);
            return content is { Version: Version, Scores: { } scores } && scores.TrueForAll(score => score is { Title: not null, Name: not null, Score: >= 0 }) ? scores : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal sealed record Content(int Version, List<DoorScore>? Scores);
}
