using Microsoft.Extensions.Logging;
using Monster.Arcade;
using Monster.Arcade.Observatory;
using Monster.Bbs;
using Monster.Bbs.Arcade;
using Monster.Bbs.Control;
using Monster.Bbs.Screens;
using Monster.Bbs.Sessions;
using Monster.Board.People;

namespace Monster.Server;

/// <summary>A whole board: its data directory, its people's screens, and the ports. This is where the parts are put together.</summary>
public sealed class BoardServer : IAsyncDisposable
{
    private static readonly Action<ILogger, string, Exception?> BoardNoted = LoggerMessage.Define<string>(LogLevel.Information, new EventId(1, "Board"), "{Text}");

    private static readonly Action<ILogger, string, Exception?> GameLeftOut = LoggerMessage.Define<string>(LogLevel.Warning, new EventId(2, "GameLeftOut"), "{Text}");

    private readonly BoardHost _board;
    private readonly BbsServices _services;

    private readonly ArcadeService _arcade;
    private readonly ControlSocket? _control;

    private BoardServer(BoardHost board, BbsServices services, ArcadeService arcade, ServerHost host, ILogger log)
    {
        (_board, _services, _arcade, Host) = (board, services, arcade, host);
        services.ShutDown = notice => ShutDownAsked?.Invoke(notice);
        Control = new ControlDesk(services);
        _control = ControlSocket.Open(board.Directory, Control, log);
    }

    /// <summary>The code that makes the first account the sysop's; null when there is a sysop.</summary>
    public string? SysopCode => _services.Desk.SysopCode?.Text;

    /// <summary>A sysop wants the board to end, after so much notice.</summary>
    public event Action<TimeSpan>? ShutDownAsked;

    /// <summary>Why games cannot be played here, a sentence for each; empty when all can.</summary>
    public IReadOnlyList<string> GameFaults { get; private init; } = [];

    /// <summary>The board's services.</summary>
    internal BbsServices Services => _services;

    /// <summary>The board's arcade.</summary>
    internal ArcadeService Arcade => _arcade;

    /// <summary>Programs of others, as doors of this board.</summary>
    private BoardDoors? Doors { get; init; }

    /// <summary>The ports, and where callers are brought.</summary>
    public ServerHost Host { get; }

    /// <summary>What programs of the board's owner can ask for at the socket in the data directory.</summary>
    public ControlDesk Control { get; }

    /// <summary>Opens the data directory, then the ports.</summary>
    /// <param name="data">The data directory.</param>
    /// <param name="settings">How the board is run.</param>
    /// <param name="games">The games.</param>
    /// <param name="demos">Where their demo recordings are; null for nowhere.</param>
    /// <param name="atlas">The map of the 71 games.</param>
    /// <param name="logs">Where the server's log goes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="pages">Where the web pages were built; null for nowhere.</param>
    /// <exception cref="ServerException">A port cannot be opened.</exception>
    /// <exception cref="LogException">The data directory cannot be used.</exception>
    public static async Task<BoardServer> StartAsync(string data, ServerSettings settings, Catalogue games, string? demos, HeckeAtlas atlas, ILoggerFactory logs, TimeProvider time, string? pages = null)
    {
        var board = BoardHost.Open(data);
        BbsServices? services = null;
        ArcadeService? arcade = null;
        var doors = new BoardDoors(board.Directory, settings, time);
        try
        {
            arcade = new ArcadeService(board, games, new ArcadeSettings { Node = NodeName(settings.Name), DemoFolder = demos, CostFolder = GuestCosts.FolderOf(data), NameOf = (store, account) => Accounts.NameOf(store, (uint)account) }, atlas, time);
            var faults = await arcade.PrepareAsync();
            var nodes = new Nodes(settings.Nodes, time);
            services = new BbsServices(board, nodes, time)
            {
                Arcade = (action, visit) => new ArcadeScreens(arcade, new ArcadePlayer(visit.Account, visit.Name), visit.Do).Open(action),
                Doors = visit => doors.Open(visit),
                PlayFacts = account => arcade.FactsOf(account),
            };
            services.Export.Plays = account => arcade.ExportOf(account);
            var log = logs.CreateLogger("Monster.Board");
            foreach (string fault in faults)
                GameLeftOut(log, fault, null);
            services.Log.Added += text => BoardNoted(log, text, null);
            var site = SiteFiles.Open(pages, new ArcadeSite(games, demos));
            var parts = new ServerParts(services.First, nodes, () => board.ReadOnlyBecause, logs, time) { Export = services.Export.Find, KnowsKey = key => services.SshKeys.Find(key) is not null, Web = new WebParts(services, arcade, site) };
            _ = site.WarmAsync();
            return new BoardServer(board, services, arcade, await ServerHost.StartAsync(settings, parts), log) { GameFaults = faults, Doors = doors };
        }
        catch
        {
            services?.Dispose();
            doors.Dispose();
            if (arcade is not null)
                await arcade.DisposeAsync();
            await board.DisposeAsync();
            throw;
        }
    }

    /// <summary>The board's name as recordings have it: at most 64 bytes.</summary>
    private static string NodeName(string name)
    {
        while (System.Text.Encoding.UTF8.GetByteCount(name) > Recording.MaxNameBytes)
            name = name[..^1];
        return name;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_control is not null)
            await _control.DisposeAsync();
        await Host.DisposeAsync();
        Doors?.Dispose();
        _services.Dispose();
        await _arcade.DisposeAsync();
        await _board.DisposeAsync();
    }
}
