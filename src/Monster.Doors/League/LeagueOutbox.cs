using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Monster.Arcade;

namespace Monster.Doors;

/// <summary>
/// Ranked plays on their way to the board elsewhere, each in a file of its own, oldest first: they survive whatever becomes of the process that queued them, and whoever comes
/// next sends them. Used by the doors on all nodes at once.
/// </summary>
public sealed class LeagueOutbox
{
    /// <summary>How many may wait. Past that a play is not queued, and its player is told.</summary>
    public const int Most = 500;

    /// <summary>How long something is tried; a ticket lapses long before.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    private const string TimeFormat = "yyyyMMddHHmmssfff";
    private const string Claim = ".claim";
    private const int MaxBytes = 512 * 1024;
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private readonly string _folder;
    private readonly TimeProvider _time;

    /// <summary>The queue in a folder, which is made when something is queued.</summary>
    public LeagueOutbox(string folder, TimeProvider time) => (_folder, _time) = (folder, time);

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => !Directory.Exists(_folder) || !Directory.EnumerateFiles(_folder, "*.json").Any();

    /// <summary>Queues something, synced.</summary>
    /// <returns>Its file.</returns>
    /// <exception cref="ArcadeException">The queue is full, or cannot be written.</exception>
    public string Add(LeaguePost post)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            using var turn = StoreLock.Take(_folder);
            if (Directory.EnumerateFiles(_folder, "*.json").Count() >= Most)
                throw new ArcadeException($"Too many plays wait to be sent already ({Most}).");
            byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(post, LeagueJson.Default.LeaguePost);
            string path = Path.Combine(_folder, $"{post.Queued.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}.json");
            AtomicFile.Write(path, bytes, ownerOnly: true);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArcadeException($"The play could not be put where it waits to be sent: {e.Message}", e);
        }
    }

    /// <summary>What waits, oldest first. What cannot be read is put aside.</summary>
    public IReadOnlyList<(string Path, LeaguePost Post)> Waiting()
    {
        if (!Directory.Exists(_folder))
            return [];
        var waiting = new List<(string, LeaguePost)>();
        foreach (string path in Directory.GetFiles(_folder, "*.json").Order(StringComparer.Ordinal))
        {
            if (Read(path) is { } post)
                waiting.Add((path, post));
        }

        return waiting;
    }

    /// <summary>The right to send one thing, which one process has at a time. Null when another has it, or it is not there any more.</summary>
    public static IDisposable? TryClaim(string path)
    {
        if (Lock(path + Claim) is not { } claim)
            return null;
        if (File.Exists(path))
            return claim;
        claim.Dispose();
        File.Delete(path + Claim);
        return null;
    }

    /// <summary>It has arrived, or never will. Called by who has claimed it.</summary>
    public static void Remove(string path)
    {
        File.Delete(path);
        File.Delete(path + Claim);
    }

    /// <summary>The right to send what waits: one process has it at a time. Null when another has it.</summary>
    public IDisposable? TryLead()
    {
        Sweep();
        return Lock(Path.Combine(_folder, ".sending"));
    }

    private static FileStream? Lock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static LeaguePost? Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length <= MaxBytes
                && JsonSerializer.Deserialize(File.ReadAllBytes(path), LeagueJson.Default.LeaguePost) is { Version: LeaguePost.CurrentVersion, Board: not null, Caller: not null, Folder: not null, Title: not null } post
                && Path.GetFileName(post.Folder) == post.Folder)
                return post;
        }
        catch (FileNotFoundException)
        {
            return null; // sent by another process just now
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            // Put aside below.
        }

        try
        {
            File.Move(path, path + ".damaged", overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays, and is passed over.
        }

        return null;
    }

    /// <summary>What processes that were killed while they wrote have left.</summary>
    private void Sweep()
    {
        foreach (string path in Directory.GetFiles(_folder, "*.tmp"))
        {
            if (_time.GetUtcNow() - File.GetLastWriteTimeUtc(path) > Abandoned)
                File.Delete(path);
        }
    }
}
