using Monster.Arcade;
using Monster.Arcade.Observatory;
using Monster.Arcade.Screens;
using Monster.Arcade.Tests;
using Monster.Bbs.Arcade;
using Monster.Hecke.Modules;
using Monster.Testing;

namespace Monster.Bbs.Tests.Arcade;

using Cartridge = Monster.Arcade.Cartridge;

/// <summary>A board with an arcade of two games: the sample at 20 ticks a second, and turn-based. It can be closed as a killed process leaves it, and opened again.</summary>
internal sealed class ArcadeBoard : IAsyncDisposable
{
    public const int Ticking = 17;
    public const int Turns = 1;

    /// <summary>The real modules: made once for all tests.</summary>
    private static readonly Lazy<HeckeAtlas> Map = new(() => new HeckeAtlas(() => HeckeModuleHost.Of(HeckeModule.BuildAll())));

    private readonly TestFolder _folder = new();
    private readonly CartridgeRuntime _runtime = new();
    private readonly Catalogue _catalogue;
    private readonly byte[] _demo;

    private ArcadeBoard()
    {
        string games = Directory.CreateDirectory(Path.Combine(_folder.Path, "games")).FullName;
        string list = Add(games, "Melody Mix", Ticking, rate: 20) + Add(games, "Maze Run", Turns, rate: 0);
        _catalogue = new Catalogue(_runtime, CartridgeLock.Parse(list, "test"), games);
        using var play = new Play(_catalogue.Load(_catalogue.Entries[Ticking]), default);
        for (int i = 0; i < 400; i++)
            play.Tick(i % 9 == 0 ? 'k' : 0);
        _demo = RecordingWriter.Encode(play.ToRecording());
        File.WriteAllBytes(Path.Combine(games, "MelodyMix.play"), _demo);
        Games = games;
        Host = BoardHost.Open(Path.Combine(_folder.Path, "data"));
        Service = NewService();
    }

    public static ArcadePlayer Ann { get; } = new(1, "ann");

    public static ArcadePlayer Bob { get; } = new(2, "bob");

    public static ArcadePlayer Guest { get; } = new(0, "guest");

    public ManualTime Time { get; } = new();

    public string Games { get; }

    public BoardHost Host { get; private set; }

    public ArcadeService Service { get; private set; }

    public CartridgeRuntime Runtime => _runtime;

    public Cartridge Game => _catalogue.Load(_catalogue.Entries[Ticking]);

    public Cartridge TurnGame => _catalogue.Load(_catalogue.Entries[Turns]);

    public static async Task<ArcadeBoard> OpenAsync()
    {
        var board = new ArcadeBoard();
        await board.Service.PrepareAsync();
        return board;
    }

    /// <summary>Everything in memory is gone, and nobody was asked to save anything.</summary>
    public async Task CrashAsync()
    {
        await Service.DisposeAsync();
        await Host.DisposeAsync();
        Host = BoardHost.Open(Path.Combine(_folder.Path, "data"));
        Service = NewService();
        await Service.PrepareAsync();
    }

    /// <summary>A session of somebody, with a play going on.</summary>
    public async Task<Seat> SitAsync(ArcadePlayer player, Cartridge? game = null, bool daily = false)
    {
        var hall = Service.HallFor(player);
        var seat = new Seat(this, daily ? hall.Daily() : hall);
        seat.Stage.Open(new PlayView(seat.Hall, game ?? Game, Time));
        await seat.Stage.UntilAsync(() => seat.Stage.Text().Contains("could not begin", StringComparison.Ordinal) || Service.Live.All().Any(live => live.Player == player.Name));
        return seat;
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Host.DisposeAsync();
        _catalogue.Dispose();
        _runtime.Dispose();
        _folder.Dispose();
    }

    private static string Add(string folder, string title, int shard, int rate)
    {
        byte[] file = Sample.Build(Sample.Manifest with { Title = title, Shard = shard, TicksPerSecond = rate });
        string name = title.Replace(" ", "", StringComparison.Ordinal);
        File.WriteAllBytes(Path.Combine(folder, name + ".wasm"), file);
        return $"{name} {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file))}\n";
    }

    private ArcadeService NewService() =>
        new(Host, _catalogue, new ArcadeSettings { Node = "test", DemoFolder = Games, CostFolder = Path.Combine(Games, "costs"), NameOf = (_, account) => account switch { 1 => "ann", 2 => "bob", _ => $"player {account}" } }, Map.Value, Time);
}
