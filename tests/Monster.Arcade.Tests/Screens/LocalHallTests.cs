using Monster.Arcade.Observatory;
using Monster.Arcade.Screens;
using Monster.Hecke;

namespace Monster.Arcade.Tests.Screens;

/// <summary>The hall of one machine: what the screens keep is what the player's files say.</summary>
public sealed class LocalHallTests : IDisposable
{
    private readonly ArcadeFixture _arcade;
    private readonly Folder _folder = new();
    private readonly Catalogue _catalogue;
    private readonly PlayerStore _store;
    private readonly LocalHall _hall;
    private readonly Place _place;

    public LocalHallTests(ArcadeFixture arcade)
    {
        _arcade = arcade;
        Directory.CreateDirectory(_folder["games"]);
        Directory.CreateDirectory(_folder["demo"]);
        byte[] file = Sample.Build(Sample.Manifest with { Title = "Melody Mix", Shard = 17 });
        string sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file));
        File.WriteAllBytes(_folder["games", "MelodyMix.wasm"], file);
        _catalogue = new Catalogue(arcade.Runtime, CartridgeLock.Parse($"MelodyMix {sha256}", "test"), _folder["games"]);
        _store = new PlayerStore(_folder["data"]);
        _hall = new LocalHall(_catalogue, _store, _folder["demo"], new HeckeAtlas(() => new MissingHeckeModules("MANIFEST.json is missing.")), TimeProvider.System);
        _place = _hall.Places[17];
    }

    public void Dispose()
    {
        _catalogue.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void All_places_are_there_and_one_has_a_game()
    {
        Assert.Equal(Shards.Names, _hall.Places.Select(place => place.Name));
        Assert.Equal(_place, Assert.Single(_hall.Places, place => place.Exists));
    }

    [Fact]
    public async Task A_kept_play_counts_at_once_and_stands_in_the_list()
    {
        var cartridge = _hall.Load(_place);
        Assert.Equal(new Standing(null, null, 0), _hall.StandingOf(cartridge));
        var recording = Play(cartridge, keys: 7);
        await _hall.KeepAsync(recording, cartridge);
        await _hall.KeepAsync(Play(cartridge, keys: 3), cartridge);
        Assert.Equal(new Standing(8, 8, 2), _hall.StandingOf(cartridge));
        var kept = Assert.Single(_hall.Recent(10), play => play.Score == 8);
        Assert.Equal(("Melody Mix", 8), (kept.Title, kept.Ticks));
        Assert.Equal(recording.Id(), _hall.Open(kept).Recording.Id());
    }

    [Fact]
    public async Task The_demos_score_is_the_record_until_it_is_beaten()
    {
        var cartridge = _hall.Load(_place);
        File.WriteAllBytes(_folder["demo", "MelodyMix.play"], RecordingWriter.Encode(Play(cartridge, keys: 20)));
        Assert.Equal(21, _hall.Demo(_place)!.Score);
        Assert.Equal(new Standing(null, 21, 0), _hall.StandingOf(cartridge));
        await _hall.KeepAsync(Play(cartridge, keys: 30), cartridge);
        Assert.Equal(new Standing(31, 31, 1), _hall.StandingOf(cartridge));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_demo_of_another_version_or_a_damaged_one_is_left_out(bool damaged)
    {
        byte[] demo = damaged ? [1, 2, 3] : RecordingWriter.Encode(_arcade.Record(100));
        File.WriteAllBytes(_folder["demo", "MelodyMix.play"], demo);
        Assert.Null(_hall.Demo(_place));
    }

    [Fact]
    public void A_saved_play_is_taken_up_and_dropped_when_it_has_ended()
    {
        var cartridge = _hall.Load(_place);
        Assert.Null(_hall.TakeUp(cartridge));
        _hall.Forget(cartridge); // nothing to forget is no error
        using (var play = New(cartridge))
        {
            play.Tick('a');
            _hall.Save(play);
        }

        using var again = _hall.TakeUp(cartridge);
        Assert.Equal(1, again!.Ticks);
        _hall.Forget(cartridge);
        Assert.Null(_hall.TakeUp(cartridge));
    }

    [Fact]
    public void A_damaged_saved_play_does_not_keep_its_game_from_being_played()
    {
        var cartridge = _hall.Load(_place);
        using (var play = New(cartridge))
        {
            play.Tick('a');
            _hall.Save(play);
        }

        string saved = Assert.Single(Directory.GetFiles(_folder["data", "saved"], "*.play"));
        File.WriteAllText(saved, "damaged");
        Assert.Null(_hall.TakeUp(cartridge));
        Assert.True(File.Exists(saved));
    }

    [Fact]
    public void No_two_seeds_are_the_same()
    {
        var cartridge = _hall.Load(_place);
        using var one = New(cartridge);
        using var other = New(cartridge);
        Assert.NotEqual(one.Seed, other.Seed);
    }

    private Play New(Cartridge cartridge) => _hall.BeginAsync(cartridge).AsTask().Result; // a local arcade answers at once

    private Recording Play(Cartridge cartridge, int keys)
    {
        using var play = New(cartridge);
        for (int i = 0; i < keys; i++)
            play.Tick('a');
        play.Tick(Sample.EndKey);
        return play.ToRecording();
    }
}
