using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Monster.Bbs.People;
using Monster.Bbs.Sessions;
using Monster.Terminal;
using Monster.Testing;

namespace Monster.Server.Tests;

/// <summary>A server on ports of the system's choice, with one simple screen. Its patience with a terminal's answer is long, so that a busy machine changes nothing.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private TestServer(ServerHost host, Nodes nodes) => (Host, Nodes) = (host, nodes);

    public ServerHost Host { get; }

    public Nodes Nodes { get; }

    public static async Task<TestServer> StartAsync(Func<ServerSettings, ServerSettings>? change = null, Func<Caller, View>? first = null, TimeProvider? time = null, Func<SshPublicKey, bool>? knowsKey = null)
    {
        var settings = new ServerSettings { Telnet = new IPEndPoint(IPAddress.Loopback, 0), Web = new IPEndPoint(IPAddress.Loopback, 0), ClosingNotice = TimeSpan.Zero, ProbeTime = TimeSpan.FromMinutes(5) };
        settings = change?.Invoke(settings) ?? settings;
        var clock = time ?? TimeProvider.System;
        var nodes = new Nodes(settings.Nodes, clock);
        var parts = new ServerParts(first ?? (caller => new EchoView(caller)), nodes, () => null, NullLoggerFactory.Instance, clock) { KnowsKey = knowsKey ?? (_ => false) };
        return new TestServer(await ServerHost.StartAsync(settings, parts), nodes);
    }

    /// <summary>Waits until so many callers have a node.</summary>
    public Task CountAsync(int callers) => Until.TrueAsync(() => Nodes.Count == callers, handler => Nodes.Changed += handler, handler => Nodes.Changed -= handler);

    public Task<TelnetClient> CallAsync() => TelnetClient.ConnectAsync(Host.Telnet!);

    public async ValueTask DisposeAsync()
    {
        await Host.CloseAsync(TimeSpan.Zero, CancellationToken.None);
        await Host.DisposeAsync();
    }
}
