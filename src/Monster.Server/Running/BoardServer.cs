using Microsoft.Extensions.Logging;
using Monster.Arcade;
using Monster.Arcade.Screens;
using Monster.Bbs;
using Monster.Bbs.Sessions;
using Monster.Terminal;

namespace Monster.Server;

/// <summary>A whole board: its data directory, its people's screens, and the ports. This is where the parts are put together.</summary>
public sealed class BoardServer : IAsyncDisposable
{
    private readonly BoardHost _board;

    private BoardServer(BoardHost board, ServerHost host) => (_board, Host) = (board, host);

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
        try
        {
            var store = new PlayerStore(Path.Combine(data, "arcade"));
            var hall = new LocalHall(games, store, demos);
            var nodes = new Nodes(settings.Nodes, time);
            var parts = new ServerParts(First, nodes, () => board.ReadOnlyBecause, logs, time);
            return new BoardServer(board, await ServerHost.StartAsync(settings, parts));

            View First(Caller caller) => new GridView(hall, time);
        }
        catch
        {
            await board.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _board.DisposeAsync();
    }
}
