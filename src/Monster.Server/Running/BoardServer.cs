using Microsoft.Extensions.Logging;
using Monster.Arcade;
using Monster.Arcade.Screens;
using Monster.Bbs;
using Monster.Bbs.Screens;
using Monster.Bbs.Sessions;
using Monster.Terminal;

namespace Monster.Server;

/// <summary>A whole board: its data directory, its people's screens, and the ports. This is where the parts are put together.</summary>
public sealed class BoardServer : IAsyncDisposable
{
    private static readonly Action<ILogger, string, Exception?> BoardNoted = LoggerMessage.Define<string>(LogLevel.Information, new EventId(1, "Board"), "{Text}");

    private readonly BoardHost _board;
    private readonly BbsServices _services;

    private BoardServer(BoardHost board, BbsServices services, ServerHost host) => (_board, _services, Host) = (board, services, host);

    /// <summary>The code that makes the first account the sysop's; null when there is a sysop.</summary>
    public string? SysopCode => _services.Desk.SysopCode?.Text;

    /// <summary>A sysop wants the board to end, after so much notice.</summary>
    public event Action<TimeSpan>? ShutDownAsked;

    /// <summary>The ports, and where callers are brought.</summary>
    public ServerHost Host { get; }

    /// <summary>Opens the data directory, then the ports.</summary>
    /// <param name="data">The data directory.</param>
    /// <param name="settings">How the board is run.</param>
    /// <param name="games">The games.</param>
    /// <param name="demos">Where their demo recordings are; null for nowhere.</param>
    /// <param name="logs">Where the server's log goes.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ServerException">A port cannot be opened.</exception>
    /// <exception cref="LogException">The data directory cannot be used.</exception>
    public static async Task<BoardServer> StartAsync(string data, ServerSettings settings, Catalogue games, string? demos, ILoggerFactory logs, TimeProvider time)
    {
        var board = BoardHost.Open(data);
        BbsServices? services = null;
        try
        {
            var store = new PlayerStore(Path.Combine(data, "arcade"));
            var hall = new LocalHall(games, store, demos);
            var nodes = new Nodes(settings.Nodes, time);
            services = new BbsServices(board, nodes, time)
            {
                Arcade = (action, _) => action switch
                {
                    "play" => GameOfToday(hall, time),
                    "arcade" => new GridView(hall, time),
                    _ => null,
                },
            };
            var log = logs.CreateLogger("Monster.Board");
            services.Log.Added += text => BoardNoted(log, text, null);
            var parts = new ServerParts(services.First, nodes, () => board.ReadOnlyBecause, logs, time) { Export = services.Export.Find };
            var server = new BoardServer(board, services, await ServerHost.StartAsync(settings, parts));
            services.ShutDown = notice => server.ShutDownAsked?.Invoke(notice);
            return server;
        }
        catch
        {
            services?.Dispose();
            await board.DisposeAsync();
            throw;
        }
    }

    /// <summary>For whoever wants to play at once: another of the games that there are each day; the grid when it cannot be loaded.</summary>
    private static View GameOfToday(LocalHall hall, TimeProvider time)
    {
        Place[] places = [.. hall.Places.Where(place => place.Exists)];
        if (places.Length == 0)
            return new GridView(hall, time);
        var place = places[(int)(time.GetUtcNow().Ticks / TimeSpan.TicksPerDay % places.Length)];
        try
        {
            return new PlayView(hall, hall.Load(place), time);
        }
        catch (ArcadeException)
        {
            return new GridView(hall, time);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _services.Dispose();
        await _board.DisposeAsync();
    }
}
