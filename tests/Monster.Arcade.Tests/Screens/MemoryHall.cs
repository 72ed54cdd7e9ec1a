using Monster.Arcade.Screens;

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

    public IReadOnlyList<Place> Places { get; } =
        [.. Shards.Names.Select((name, shard) => new Place(shard, name, shard is FirstSample or SecondSample))];

    public Cartridge Load(Place place) =>
        place.Shard == SecondSample && DiskIsFull ? throw new ArcadeException("The game's file is damaged.") : arcade.Sample;

    public Recording? Demo(Place place) => DemoPlay;

    public Standing StandingOf(Cartridge cartridge) => new(Kept.Max(r => r.Score), Kept.Max(r => r.Score) is { } best ? Math.Max(best, 12_345) : 12_345, Kept.Count);

    public Seed NewSeed() => new(++_seeds, 0, 0, 0);

    public string Keep(Recording recording, Cartridge cartridge)
    {
        if (DiskIsFull)
            throw new ArcadeException("The disk is full: the play is not kept.");
        Kept.Add(recording);
        return recording.Id()[..12];
    }

    public void Save(Play play) => _saved = (play.ToRecording(), play.SaveState());

    public void Forget(Cartridge cartridge) => _saved = null;

    public Play? TakeUp(Cartridge cartridge) => _saved is { } saved ? Play.Resume(cartridge, saved.Recording, saved.State) : null;

    public IReadOnlyList<KeptPlay> Recent(int most) =>
        [.. Kept.AsEnumerable().Reverse().Take(most).Select(r => new KeptPlay(r.Id(), "Sample", r.Score, r.Ended, r.Ticks))];

    public (Cartridge Cartridge, Recording Recording) Open(KeptPlay play) => (arcade.Sample, Kept.First(r => r.Id() == play.Id));
}
