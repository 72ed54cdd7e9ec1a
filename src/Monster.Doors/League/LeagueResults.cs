using System.Text.Json;
using Monster.Arcade;

namespace Monster.Doors;

/// <summary>What became of a caller's ranked plays, the last ones: a file in the caller's folder.</summary>
public sealed class LeagueResults
{
    /// <summary>How many are kept.</summary>
    public const int Most = 50;

    private const int Version = 1;
    private const int MaxBytes = 256 * 1024;

    private readonly string _folder;

    /// <summary>The results of a caller.</summary>
    /// <param name="folder">The caller's folder.</param>
    public LeagueResults(string folder) => _folder = folder;

    /// <summary>The results, newest first.</summary>
    public IReadOnlyList<LeagueResult> All => Read();

    private string File => Path.Combine(_folder, "league.json");

    /// <summary>Adds one. The same ticket again changes nothing: a door that was killed in between sends twice.</summary>
    /// <exception cref="ArcadeException">It cannot be written.</exception>
    public void Add(LeagueResult result) => Change(all => all.Exists(other => other.Serial == result.Serial) ? all : [result, .. all.Take(Most - 1)]);

    /// <summary>Marks all as told.</summary>
    public void MarkTold()
    {
        try
        {
            if (Read().Exists(result => !result.IsTold))
                Change(all => all.ConvertAll(result => result with { IsTold = true }));
        }
        catch (ArcadeException)
        {
            // They are told once more.
        }
    }

    private void Change(Func<List<LeagueResult>, List<LeagueResult>> change)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            using var turn = StoreLock.Take(_folder);
            AtomicFile.Write(File, JsonSerializer.SerializeToUtf8Bytes(new Content(Version, change(Read())), LeagueJson.Default.LeagueResultsContent));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArcadeException($"What the board said could not be noted: {e.Message}", e);
        }
    }

    private List<LeagueResult> Read()
    {
        try
        {
            var content = System.IO.File.Exists(File) && new FileInfo(File).Length <= MaxBytes ? JsonSerializer.Deserialize(System.IO.File.ReadAllBytes(File), LeagueJson.Default.LeagueResultsContent) : null;
            return content is { Version: Version, Results: { } results } && results.TrueForAll(result => result is { Title: not null, Text: not null }) ? results : [];
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    internal sealed record Content(int Version, List<LeagueResult>? Results);
}
