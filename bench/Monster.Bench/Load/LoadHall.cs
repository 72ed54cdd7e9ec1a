using Monster.Arcade;
using Monster.Arcade.Observatory;
using Monster.Arcade.Screens;
using Monster.Hecke;

namespace Monster.Bench.Load;

/// <summary>A hall of one game, whose plays begin with the seed of its recorded play, so that recorded keys mean what they meant.</summary>
internal sealed class LoadHall(Recording recording) : IHall
{
    public HeckeAtlas Atlas { get; } = new(() => new MissingHeckeModules("There is no map here."));

    public IReadOnlyList<Place> Places => [];

    public Arcade.Cartridge Load(Place place) => throw new ArcadeException("There is one game here.");

    public IReel? Reel(Place place) => null;

    public Standing StandingOf(Arcade.Cartridge cartridge) => new(null, null, 0);

    public ValueTask<Play> BeginAsync(Arcade.Cartridge cartridge) => new(new Play(cartridge, recording.Seed));

    public ValueTask<KeptNote> KeepAsync(Recording recording, Arcade.Cartridge cartridge) => new(new KeptNote("Not kept: this is a measurement."));

    public void Save(Play play)
    {
    }

    public Play? TakeUp(Arcade.Cartridge cartridge) => null;

    public void Forget(Arcade.Cartridge cartridge)
    {
    }

    public IReadOnlyList<KeptPlay> Recent(int most) => [];

    public (Arcade.Cartridge Cartridge, Recording Recording) Open(KeptPlay play) => throw new ArcadeException("Nothing is kept here.");
}
