using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Monster.Arcade;
using Monster.Arcade.Screens;
using Monster.Bbs.Sessions;
using Monster.Server;

namespace Monster.Bench.Load;

/// <summary>
/// The measured process: the board's own server, sessions and play screens, with games of 20 ticks a second instead of menus. It says its
/// ports on standard output and ends when standard input does.
/// </summary>
internal static class LoadServer
{
    /// <summary>Runs it.</summary>
    /// <param name="folder">Modules and recordings, as <see cref="LoadGames.Write"/> leaves them.</param>
    /// <param name="nodes">The most callers.</param>
    public static async Task RunAsync(string folder, int nodes)
    {
        using var runtime = new CartridgeRuntime();
        var games = LoadGames.Names(folder).Select(name => (
            Hall: new LoadHall(RecordingReader.Decode(File.ReadAllBytes(Path.Combine(folder, name + ".play")))),
            Cartridge: runtime.Load(File.ReadAllBytes(Path.Combine(folder, name + ".wasm")), name))).ToList();
        var settings = new ServerSettings { Telnet = new IPEndPoint(IPAddress.Loopback, 0), Web = new IPEndPoint(IPAddress.Loopback, 0), Nodes = nodes };
        var parts = new ServerParts(First, new Nodes(nodes, TimeProvider.System), () => null, NullLoggerFactory.Instance, TimeProvider.System);
        await using var host = await ServerHost.StartAsync(settings, parts);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{host.Telnet!.Port} {host.Web!.Port}"));
        await Console.In.ReadToEndAsync();
        await host.CloseAsync(TimeSpan.Zero, CancellationToken.None);

        PlayView First(Caller caller)
        {
            var (hall, cartridge) = games[(caller.Node - 1) % games.Count];
            return new PlayView(hall, cartridge, TimeProvider.System);
        }
    }
}
