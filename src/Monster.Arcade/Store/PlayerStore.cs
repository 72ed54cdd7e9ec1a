using System.Globalization;
using System.Security.Cryptography;

namespace Monster.Arcade;

/// <summary>
/// What a player keeps on this machine: recordings, best scores, plays left in the middle, and the cartridges they were played with, so
/// that an old recording can be checked after its game has changed. Files are written whole or not at all; several processes may use
/// the same folder at once.
/// </summary>
public sealed class PlayerStore
{
    private const string TimeFormat = "yyyyMMdd-HHmmss";
    private const int MaxListed = 10_000;

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly int _mostRecordings;

    /// <summary>A store in a folder, which is made when something is first kept.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="time">The clock.</param>
    /// <param name="mostRecordings">How many recordings are kept: past that the oldest go, but never one of a best score.</param>
    public PlayerStore(string folder, TimeProvider? time = null, int mostRecordings = int.MaxValue)
    {
        _mostRecordings = mostRecordings;
        _folder = folder;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Where recordings are kept.</summary>
    public string Recordings => Path.Combine(_folder, "recordings");

    /// <summary>Where cartridges are kept, <c>SHA256.wasm</c>.</summary>
    public string Cartridges => Path.Combine(_folder, "cartridges");

    /// <summary>Where plays are that were left in the middle.</summary>
    internal string Saved => Path.Combine(_folder, "saved");

    private string BestsFile => Path.Combine(_folder, "bests.json");

    private string KeyFile => Path.Combine(_folder, "signing.key");

    /// <summary>Keeps a play that has ended or was given up: signed, with its cartridge, and counted among the bests when it came to its end.</summary>
    /// <returns>The file, and whether the score is a new best.</returns>
    /// <exception cref="ArcadeException">It could not be kept; the message says why and what to do.</exception>
    public (string Path, bool IsBest) Keep(Recording recording, Cartridge cartridge) => Guarded("The recording", () =>
    {
        KeepCartridge(cartridge);
        using var key = Key();
        var signed = key.Sign(recording);
        var now = _time.GetUtcNow();
        string name = $"{now.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{Slug(cartridge.Manifest.Title)}-{recording.Id()[..8]}.play";
        string path = Path.Combine(Made(Recordings), name);
        AtomicFile.Write(path, RecordingWriter.Encode(signed));
        bool best = recording is { Status: PlayStatus.Over, Score: > 0 } &&
            AddBest(new BestScore(cartridge.Manifest.Title, recording.Rules, recording.Score.Value, now, name));
        DropOldest(name);
        return (path, best);
    });

    /// <summary>The best play of a game under rules of a version; null when there is none.</summary>
    public BestScore? Best(string title, int rules) => BestScores.TryRead(BestsFile)?.Find(title, rules);

    /// <summary>All bests.</summary>
    public IReadOnlyList<BestScore> Bests() => BestScores.TryRead(BestsFile)?.All ?? [];

    /// <summary>The newest recordings, newest first.</summary>
    public IReadOnlyList<StoredRecording> Recent(int most)
    {
        if (!Directory.Exists(Recordings))
            return [];
        return [.. Directory.EnumerateFiles(Recordings, "*.play").Take(MaxListed).OrderDescending(StringComparer.Ordinal).Select(Describe).OfType<StoredRecording>().Take(most)];
    }

    /// <summary>Reads a recording's file.</summary>
    /// <exception cref="ArcadeException">It cannot be read, or is not a recording.</exception>
    public static Recording Read(string path) => RecordingReader.Decode(ReadFile(path));

    /// <summary>A recording's file, as bytes; a file too large to be one is cut just past the limit, so that the reader says so.</summary>
    /// <exception cref="ArcadeException">It cannot be read.</exception>
    public static byte[] ReadFile(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            byte[] bytes = new byte[Recording.MaxBytes + 1];
            return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArcadeException(
                Directory.Exists(path) ? $"'{path}' is a folder, not a file." : File.Exists(path) ? $"'{path}' cannot be read: {e.Message}" : $"There is no file '{path}'.", e);
        }
    }

    /// <summary>Saves a play to go on with later. A play of the same game saved before becomes a recording, unless it is this one.</summary>
    /// <exception cref="ArcadeException">It could not be saved.</exception>
    public void Save(Play play) => Guarded("The play", () =>
    {
        KeepCartridge(play.Cartridge);
        using var _ = StoreLock.Take(Made(Saved));
        string path = SavedPath(play.Cartridge);
        byte[] file = RecordingWriter.Encode(play.ToRecording());
        if (File.Exists(path) && !IsBeginningOf(path, play))
            File.Move(path, Path.Combine(Made(Recordings), $"{_time.GetUtcNow().ToString(TimeFormat, CultureInfo.InvariantCulture)}-{Slug(play.Cartridge.Manifest.Title)}-{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))[..8]}.play"));
        AtomicFile.Write(StatePath(path), play.SaveState());
        AtomicFile.Write(path, file);
        return true;
    });

    /// <summary>Whether a play of a game waits to be gone on with.</summary>
    public bool HasSaved(Cartridge cartridge) => File.Exists(SavedPath(cartridge));

    /// <summary>The names of the files of all saved plays.</summary>
    internal IEnumerable<string> SavedNames() => Directory.Exists(Saved) ? Directory.EnumerateFiles(Saved, "*.play").Select(path => Path.GetFileName(path)) : [];

    /// <summary>Goes on with a saved play; it stays saved until <see cref="Forget"/>. Null when there is none.</summary>
    /// <exception cref="ArcadeException">It is damaged; the file stays where it is.</exception>
    public Play? Resume(Cartridge cartridge)
    {
        string path = SavedPath(cartridge);
        if (!File.Exists(path))
            return null;
        byte[] state = File.Exists(StatePath(path)) ? ReadFile(StatePath(path)) : [];
        return Play.Resume(cartridge, Read(path), state);
    }

    /// <summary>Drops the saved play of a game: it was gone on with and has ended, and is kept as a recording.</summary>
    public void Forget(Cartridge cartridge)
    {
        File.Delete(SavedPath(cartridge));
        File.Delete(StatePath(SavedPath(cartridge)));
    }

    /// <summary>This machine's signing key, made when it is first asked for.</summary>
    /// <exception cref="ArcadeException">Its file is damaged or cannot be written.</exception>
    public SigningKey Key() => Guarded("The signing key", () =>
    {
        if (File.Exists(KeyFile))
            return SigningKey.FromText(File.ReadAllText(KeyFile));
        using var _ = StoreLock.Take(Made(_folder));
        if (File.Exists(KeyFile))
            return SigningKey.FromText(File.ReadAllText(KeyFile));
        var key = SigningKey.Create();
        AtomicFile.Write(KeyFile, System.Text.Encoding.UTF8.GetBytes(key.ToText()), ownerOnly: true);
        return key;
    });

    /// <summary>A title as part of a file's name.</summary>
    internal static string Slug(string title) => string.Join('-', title.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => string.Concat(w.Where(char.IsAsciiLetterOrDigit))).Where(w => w.Length > 0).DefaultIfEmpty("game"));

    private static bool IsBeginningOf(string path, Play play)
    {
        try
        {
            var before = Read(path);
            return before.Seed == play.Seed && before.Ticks <= play.Ticks && play.ToRecording().Keys.Pairs.Take(before.Keys.Pairs.Count).SequenceEqual(before.Keys.Pairs);
        }
        catch (ArcadeException)
        {
            return false;
        }
    }

    private static StoredRecording? Describe(string path)
    {
        string[] parts = Path.GetFileNameWithoutExtension(path).Split('-');
        if (parts.Length < 4 || !DateTimeOffset.TryParseExact($"{parts[0]}-{parts[1]}", TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var when))
            return null;
        string slug = string.Join(' ', parts[2..^1]);
        return new StoredRecording(path, Shards.Find(slug) is { } shard ? Shards.Names[shard] : slug, when);
    }

    private static string Made(string folder) => Directory.CreateDirectory(folder).FullName;

    private static string StatePath(string savedPath) => Path.ChangeExtension(savedPath, ".state");

    /// <summary>What stands in the way of writing, said so that the player can do something about it.</summary>
    private T Guarded<T>(string what, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArcadeException($"{what} could not be kept in '{_folder}': {e.Message.TrimEnd('.')}. What was there before is unharmed; make room or set MONSTER_DATA to another folder.", e);
        }
    }

    /// <summary>What the files of a game's plays that were left in the middle begin with.</summary>
    internal static string SavedName(string title, string sha256) => $"{Slug(title)}-{sha256[..12]}";

    private string SavedPath(Cartridge cartridge) => Path.Combine(Saved, SavedName(cartridge.Manifest.Title, cartridge.Sha256) + ".play");

    /// <summary>Names begin with the time, so their order is that of the plays.</summary>
    private void DropOldest(string kept)
    {
        if (_mostRecordings == int.MaxValue)
            return;
        string[] all = Directory.GetFiles(Recordings, "*.play");
        if (all.Length <= _mostRecordings || BestScores.TryRead(BestsFile) is not { } bests)
            return;
        var best = bests.All.Select(score => score.File).Append(kept).ToHashSet(StringComparer.Ordinal);
        foreach (string path in all.Order(StringComparer.Ordinal).Where(path => !best.Contains(Path.GetFileName(path))).Take(all.Length - _mostRecordings))
            File.Delete(path);
    }

    private void KeepCartridge(Cartridge cartridge)
    {
        string path = Path.Combine(Made(Cartridges), cartridge.Sha256 + ".wasm");
        if (!File.Exists(path))
            AtomicFile.Write(path, cartridge.File.Span);
    }

    private bool AddBest(BestScore score)
    {
        using var _ = StoreLock.Take(Made(_folder));
        var kept = BestScores.TryRead(BestsFile);
        var bests = kept ?? Rebuild(score.File);
        bool better = bests.Add(score);
        if (better || kept is null)
            bests.Write(BestsFile);
        return better;
    }

    /// <summary>A damaged list of bests is put aside, not overwritten, and made again from the recordings.</summary>
    private BestScores Rebuild(string except)
    {
        File.Move(BestsFile, $"{BestsFile}.damaged-{_time.GetUtcNow().ToString(TimeFormat, CultureInfo.InvariantCulture)}", overwrite: true);
        var bests = BestScores.Empty();
        foreach (var stored in Recent(MaxListed).Where(r => Path.GetFileName(r.Path) != except))
        {
            try
            {
                if (Read(stored.Path) is { Status: PlayStatus.Over, Score: > 0 } recording)
                    bests.Add(new BestScore(stored.Title, recording.Rules, recording.Score.Value, stored.When, Path.GetFileName(stored.Path)));
            }
            catch (ArcadeException)
            {
                // A damaged recording has no score.
            }
        }

        return bests;
    }
}
