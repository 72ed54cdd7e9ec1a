using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Monster.Arcade;
using Monster.Arcade.Observatory;
using Monster.Arcade.Tests;
using Monster.Hecke.Modules;

namespace Monster.Server.Tests.Web;

using Cartridge = Monster.Arcade.Cartridge;

/// <summary>A whole board with its web pages on ports of the system's choice: two games, one at 20 ticks a second and one turn-based. It can be closed and opened again.</summary>
internal sealed class WebBoardServer : IAsyncDisposable
{
    public const int Ticking = 17;
    public const int Turns = 1;
    public const string Page = "<!doctype html><title>Arcade</title>";
    public const string Password = "correct horse 9";

    private static readonly Lazy<HeckeAtlas> Map = new(() => new HeckeAtlas(() => HeckeModuleHost.Of(HeckeModule.BuildAll())));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monster-web");
    private readonly CartridgeRuntime _runtime = new();
    private readonly Catalogue _catalogue;
    private readonly Func<ServerSettings, ServerSettings> _change;
    private readonly ILoggerFactory _logs;

    private WebBoardServer(Func<ServerSettings, ServerSettings> change, TimeProvider time, ILoggerFactory logs)
    {
        (_change, Time, _logs) = (change, time, logs);
        string games = _folder.CreateSubdirectory("games").FullName;
        string list = Add(games, "Melody Mix", Ticking, 20) + Add(games, "Maze Run", Turns, 0);
        _catalogue = new Catalogue(_runtime, CartridgeLock.Parse(list, "test"), games);
        Pages = _folder.CreateSubdirectory("pages").FullName;
        Directory.CreateDirectory(Path.Combine(Pages, "assets"));
        File.WriteAllText(Path.Combine(Pages, "index.html"), Page);
        File.WriteAllText(Path.Combine(Pages, "assets", "app-1a2b.js"), string.Concat(Enumerable.Repeat("console.log('hello');\n", 200)));
        File.WriteAllText(Path.Combine(Pages, ".built"), "");
        File.WriteAllText(Path.Combine(_folder.FullName, "secret.txt"), "secret");
    }

    public TimeProvider Time { get; }

    private HeckeAtlas Atlas { get; init; } = Map.Value;

    public string Pages { get; }

    public BoardServer Board { get; private set; } = null!;

    public Uri Address => new($"{(Board.Host.IsSecure ? "https" : "http")}://{Board.Host.Web}");

    public Cartridge TurnGame => _catalogue.Load(_catalogue.Entries[Turns]);

    public Cartridge TickingGame => _catalogue.Load(_catalogue.Entries[Ticking]);

    public static async Task<WebBoardServer> StartAsync(Func<ServerSettings, ServerSettings>? change = null, TimeProvider? time = null, bool hasPages = true, ILoggerFactory? logs = null, HeckeAtlas? atlas = null)
    {
        var server = new WebBoardServer(change ?? (settings => settings), time ?? TimeProvider.System, logs ?? NullLoggerFactory.Instance) { Atlas = atlas ?? Map.Value };
        if (!hasPages)
            Directory.Delete(server.Pages, recursive: true);
        await server.OpenAsync();
        return server;
    }

    public async Task ReopenAsync()
    {
        await Board.DisposeAsync();
        await OpenAsync();
    }

    public WebClient Client() => new(Address);

    /// <summary>A client of somebody new.</summary>
    public async Task<WebClient> MemberAsync(string name, bool asSysop = false)
    {
        var client = Client();
        await client.RegisterAsync(name, Password, asSysop ? Board.SysopCode! : "");
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await Board.DisposeAsync();
        _catalogue.Dispose();
        _runtime.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task OpenAsync()
    {
        var settings = _change(new ServerSettings { Telnet = new IPEndPoint(IPAddress.Loopback, 0), Web = new IPEndPoint(IPAddress.Loopback, 0), ClosingNotice = TimeSpan.Zero });
        Board = await BoardServer.StartAsync(Path.Combine(_folder.FullName, "data"), settings, _catalogue, null, Atlas, _logs, Time, Directory.Exists(Pages) ? Pages : null);
    }

    private static string Add(string folder, string title, int shard, int rate)
    {
        byte[] file = Sample.Build(Sample.Manifest with { Title = title, Shard = shard, TicksPerSecond = rate });
        string name = title.Replace(" ", "", StringComparison.Ordinal);
        File.WriteAllBytes(Path.Combine(folder, name + ".wasm"), file);
        return $"{name} {Convert.ToHexStringLower(SHA256.HashData(file))}\n";
    }
}
