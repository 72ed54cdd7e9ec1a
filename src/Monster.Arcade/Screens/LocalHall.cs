using System.Security.Cryptography;
using Monster.Arcade.Observatory;
using Monster.Cartridge;
using Monster.Hecke;
using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>The arcade of one player on this machine: the catalogue's games, and the player's own files.</summary>
public sealed class LocalHall : IHall
{
    private readonly Catalogue _catalogue;
    private readonly PlayerStore _store;
    private readonly string? _demos;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly RunningPlays _running;
    private IReadOnlyDictionary<string, int>? _plays;
    private IReadOnlyList<BestScore>? _bests;

    /// <summary>A hall.</summary>
    /// <param name="catalogue">The games.</param>
    /// <param name="store">The player's files.</param>
    /// <param name="demos">A folder with a recording for each game, <c>MazeRun.play</c>; null when there is none.</param>
    /// <param name="atlas">The map of the 71 places.</param>
    /// <param name="time">The clock.</param>
    public LocalHall(Catalogue catalogue, PlayerStore store, string? demos, HeckeAtlas atlas, TimeProvider time)
    {
        (_catalogue, _store, _demos, Atlas, _time) = (catalogue, store, demos, atlas, time);
        _running = new RunningPlays(store.Saved, time);
        Doors = [new HallDoor(KeyCode.F4, "daily", place => ObservatoryView.Of(this, time, place.Shard, daily: true)), new HallDoor(KeyCode.F7, "observatory", place => ObservatoryView.Of(this, time, place.Shard))];
        Places = [.. catalogue.Entries.Select(entry => new Place(entry.Shard, entry.Title, entry.Exists))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Place> Places { get; }

    /// <inheritdoc/>
    public HeckeAtlas Atlas { get; }

    /// <inheritdoc/>
    public IReadOnlyList<HallDoor> Doors { get; }

    /// <inheritdoc/>
    public int? TodaysGame()
    {
        try
        {
            var day = Atlas.Walk.Until(DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime))[^1];
            return Atlas.Walk.ToGame(day, shard => Places[shard].Exists)[^1];
        }
        catch (Exception e) when (e is HeckeModuleException or ArgumentException)
        {
            return null; // the screen of the daily walk says why
        }
    }

    /// <inheritdoc/>
    public Cartridge Load(Place place) => _catalogue.Load(_catalogue.Entries[place.Shard]);

    /// <inheritdoc/>
    public IReel? Reel(Place place) => Demo(place) is { } demo ? new ReplayReel(Load(place), demo) : null;

    /// <inheritdoc/>
    public Standing StandingOf(Cartridge cartridge)
    {
        var manifest = cartridge.Manifest;
        int? best = Bests().FirstOrDefault(b => b.Title == manifest.Title && b.Rules == manifest.Rules)?.Score;
        int? record = Demo(manifest.Title, cartridge.Sha256)?.Score;
        return new Standing(best, Larger(best, record), Plays().GetValueOrDefault(manifest.Title));
    }

    /// <inheritdoc/>
    public ValueTask<Play> BeginAsync(Cartridge cartridge) =>
        new(new Play(cartridge, Seed.FromBytes(RandomNumberGenerator.GetBytes(Abi.SeedBytes))));

    /// <inheritdoc/>
    public ValueTask<KeptNote> KeepAsync(Recording recording, Cartridge cartridge)
    {
        var (path, _) = _store.Keep(recording, cartridge);
        lock (_lock)
            (_plays, _bests) = (null, null);
        return new(new KeptNote($"Kept as {Path.GetFileName(path)}"));
    }

    /// <inheritdoc/>
    public void Save(Play play)
    {
        _store.Save(play);
        _running.Drop();
    }

    /// <inheritdoc/>
    public void Note(Play play, bool isResting) => _running.Note(NameOf(play.Cartridge), play, isResting);

    /// <summary>The places with a play that was left in the middle, saved or cut off.</summary>
    public IReadOnlyList<Place> Waiting()
    {
        var names = RunningPlays.LeftBehind(_store.Saved).Concat(_store.SavedNames()).ToList();
        return [.. Places.Where(place => _catalogue.Entries[place.Shard].Sha256 is { } sha256 && names.Exists(name => name.StartsWith(PlayerStore.SavedName(place.Name, sha256) + ".", StringComparison.Ordinal)))];
    }

    /// <inheritdoc/>
    public Play? TakeUp(Cartridge cartridge)
    {
        try
        {
            return _running.TakeUp(NameOf(cartridge), cartridge) ?? _store.Resume(cartridge);
        }
        catch (ArcadeException)
        {
            return null; // damaged: its file stays for whoever wants to look at it, and the game can be played
        }
    }

    /// <inheritdoc/>
    public void Forget(Cartridge cartridge)
    {
        _running.Drop();
        if (_store.HasSaved(cartridge))
            _store.Forget(cartridge);
    }

    /// <inheritdoc/>
    public IReadOnlyList<KeptPlay> Recent(int most) => [.. _store.Recent(most).Select(Describe)];

    /// <inheritdoc/>
    public (Cartridge Cartridge, Recording Recording) Open(KeptPlay play)
    {
        var recording = PlayerStore.Read(play.Id);
        var cartridge = _catalogue.FindBySha256(recording.Cartridge)
            ?? throw new ArcadeException($"This play of {play.Title} was made with a version of the game that is not here any more.");
        return (cartridge, recording);
    }

    /// <summary>The recording that shows a game on its tile; null when there is none of today's version.</summary>
    internal Recording? Demo(Place place) => _catalogue.Entries[place.Shard].Sha256 is { } sha256 ? Demo(place.Name, sha256) : null;

    private static string NameOf(Cartridge cartridge) => PlayerStore.SavedName(cartridge.Manifest.Title, cartridge.Sha256);

    private static int? Larger(int? a, int? b) => a is null ? b : b is null ? a : Math.Max(a.Value, b.Value);

    private static KeptPlay Describe(StoredRecording stored)
    {
        try
        {
            var recording = PlayerStore.Read(stored.Path);
            return new KeptPlay(stored.Path, stored.Title, recording.Score, stored.When, recording.Ticks);
        }
        catch (ArcadeException)
        {
            return new KeptPlay(stored.Path, stored.Title, null, stored.When, 0); // choosing it says what is wrong
        }
    }

    private Recording? Demo(string title, string sha256) => DemoRecordings.Find(_demos, _catalogue.Packed, title, sha256);

    private IReadOnlyList<BestScore> Bests()
    {
        lock (_lock)
            return _bests ??= _store.Bests();
    }

    private IReadOnlyDictionary<string, int> Plays()
    {
        lock (_lock)
            return _plays ??= _store.Recent(int.MaxValue).CountBy(stored => stored.Title).ToDictionary();
    }
}
