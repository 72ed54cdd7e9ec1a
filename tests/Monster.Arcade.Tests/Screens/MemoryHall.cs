using Monster.Arcade.Observatory;
using Monster.Arcade.Screens;
using Monster.Hecke;

namespace Monster.Arcade.Tests.Screens;

/// <summary>A hall that keeps everything in memory: two places have the sample game.</summary>
internal sealed class MemoryHall(ArcadeFixture arcade) : IHall
{
    private const int FirstSample = 1;
    private const int SecondSample = 17;

    private uint _seeds;
    private (Recording Recording, byte[] State)? _saved;

    public List<Recording> Kept { get; } = [];

    public Recording? Saved => _saved?.Recording;

    public bool DiskIsFull { get; set; }

    public Recording? DemoPlay { get; set; }

    public HeckeAtlas Atlas { get; set; } = new(() => new MissingHeckeModules("hecke_layer_17_prime_5.wasm is missing."));

    public int? Today { get; set; }

    public int? TodaysGame() => Today;

    public IReadOnlyList<Place> Places { get; } =
        [.. Shards.Names.Select((name, shard) => new Place(shard, name, shard is FirstSample or SecondSample))];

    public Cartridge Load(Place place) =>
        place.Shard == SecondSample && DiskIsFull ? throw new ArcadeException("The game's file is damaged.") : arcade.Sample;

    public IReel? Reel(Place place) => DemoPlay is { } demo ? new ReplayReel(arcade.Sample, demo) : null;

    public Standing StandingOf(Cartridge cartridge) => new(Kept.Max(r => r.Score), Kept.Max(r => r.Score) is { } best ? Math.Max(best, 12_345) : 12_345, Kept.Count);

    public async ValueTask<Play> BeginAsync(Cartridge cartridge)
    {
        await Slowly.Task;
        Begun++;
        return CannotBegin is { } why ? throw new ArcadeException(why) : new Play(cartridge, new Seed(++_seeds, 0, 0, 0));
    }

    /// <summary>What plays wait for before they begin, and ends before they are kept; done unless a test sets it.</summary>
    public TaskCompletionSource Slowly { get; set; } = Done();

    public int Begun { get; private set; }

    public string? CannotBegin { get; set; }

    /// <summary>Where plays are live; null when nobody can watch.</summary>
    public Func<Play, Action, IPlayCompany?> Company { get; set; } = (_, _) => null;

    public IPlayCompany? Join(Play play, Action ask) => Company(play, ask);

    public void Keep(Recording recording)
    {
        if (DiskIsFull)
            throw new ArcadeException("The disk is full: the play is not kept.");
        Kept.Add(recording);
    }

    public async ValueTask<KeptNote> KeepAsync(Recording recording, Cartridge cartridge)
    {
        Keep(recording);
        await Slowly.Task;
        return new KeptNote($"Kept as {recording.Id()[..12]}");
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    public void Save(Play play) => _saved = DiskIsFull ? throw new ArcadeException("The disk is full.") : (play.ToRecording(), play.SaveState());

    public void Forget(Cartridge cartridge) => _saved = null;

    public Play? TakeUp(Cartridge cartridge) => _saved is { } saved ? Play.Resume(cartridge, saved.Recording, saved.State) : null;

    public IReadOnlyList<KeptPlay> Recent(int most) =>
        [.. Kept.AsEnumerable().Reverse().Take(most).Select(r => new KeptPlay(r.Id(), "Sample", r.Score, r.Ended, r.Ticks))];

    public (Cartridge Cartridge, Recording Recording) Open(KeptPlay play) => (arcade.Sample, Kept.First(r => r.Id() == play.Id));
}
