using System.Text.Json;
using Monster.Arcade;

namespace Monster.Doors;

/// <summary>When the board elsewhere is tried again after it could not be reached: known to the doors on all nodes by a file, so that ten nodes knock as seldom as one.</summary>
public sealed class LeagueBackOff
{
    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);

    private readonly string _folder;
    private readonly TimeProvider _time;

    /// <summary>The back-off of a folder, which exists when something has failed.</summary>
    public LeagueBackOff(string folder, TimeProvider time) => (_folder, _time) = (folder, time);

    private string File => Path.Combine(_folder, "backoff");

    /// <summary>When the board may be tried again; in the past when at once.</summary>
    public DateTimeOffset Until => Read()?.Until ?? DateTimeOffset.MinValue;

    /// <summary>Whether it is not to be tried now.</summary>
    public bool IsOn => Until > _time.GetUtcNow();

    /// <summary>It could not be reached. Several that fail at the same time count once.</summary>
    /// <param name="wanted">What the board asked for; null for nothing.</param>
    public void Failed(TimeSpan? wanted)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            using var turn = StoreLock.Take(_folder);
            var before = Read();
            var now = _time.GetUtcNow();
            if (before?.Until > now)
                return;
            int failures = Math.Min((before?.Failures ?? 0) + 1, 10);
            var wait = TimeSpan.FromSeconds(Math.Clamp(Math.Max(Shortest.TotalSeconds * Math.Pow(2, failures - 1), wanted?.TotalSeconds ?? 0), 0, Longest.TotalSeconds));
            AtomicFile.Write(File, JsonSerializer.SerializeToUtf8Bytes(new Content(failures, now + wait), LeagueJson.Default.LeagueBackOffContent));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArcadeException)
        {
            // Then it is tried again sooner.
        }
    }

    /// <summary>It answers.</summary>
    public void Succeeded()
    {
        try
        {
            System.IO.File.Delete(File);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It runs out by itself.
        }
    }

    private Content? Read()
    {
        try
        {
            var content = System.IO.File.Exists(File) ? JsonSerializer.Deserialize(System.IO.File.ReadAllBytes(File), LeagueJson.Default.LeagueBackOffContent) : null;
            // A clock that was set back does not shut the board out for long.
            return content?.Until > _time.GetUtcNow() + Longest ? null : content;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal sealed record Content(int Failures, DateTimeOffset Until);
}
