using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Monster.Bbs.Sessions;
using OpenTelemetry.Metrics;

namespace Monster.Server;

/// <summary>A board that answers: telnet and browsers, by Kestrel. One object a process; disposing it closes the ports.</summary>
public sealed class ServerHost : IAsyncDisposable
{
    /// <summary>The most connections at a time, telnet and web together.</summary>
    private const long MaxConnections = 20_000;

    private static readonly Action<ILogger, string, Exception?> CertificateFault = LoggerMessage.Define<string>(LogLevel.Warning, new EventId(1, "Certificate"), "{Text}");

    /// <summary>How long the last caller may take to be gone after the notice.</summary>
    private static readonly TimeSpan LeavingTime = TimeSpan.FromSeconds(8);

    private static readonly double[] LatenessBounds = [0.001, 0.002, 0.005, 0.01, 0.015, 0.02, 0.025, 0.03, 0.04, 0.05, 0.075, 0.1, 0.25, 0.5, 1];

    private readonly WebApplication _application;
    private readonly OpenLines _lines;
    private readonly ServerMetrics _metrics;
    private readonly WebApi? _web;

    private ServerHost(WebApplication application, OpenLines lines, ServerMetrics metrics, WebApi? web, Switchboard board) =>
        (_application, _lines, _metrics, _web, Board) = (application, lines, metrics, web, board);

    /// <summary>Where callers are brought, from any transport.</summary>
    public Switchboard Board { get; }

    /// <summary>Where telnet is answered; null for nowhere.</summary>
    public IPEndPoint? Telnet { get; private set; }

    /// <summary>Whether browsers are answered by HTTPS.</summary>
    public bool IsSecure { get; private set; }

    /// <summary>Where browsers are answered; null for nowhere.</summary>
    public IPEndPoint? Web { get; private set; }

    /// <summary>Where browsers are sent on to HTTPS; null for nowhere.</summary>
    public IPEndPoint? WebPlain { get; private set; }

    /// <summary>Where other boards send callers; null for nowhere.</summary>
    public IPEndPoint? Rlogin { get; private set; }

    /// <summary>The socket over which sshd brings callers; null for none.</summary>
    public string? Calls { get; private set; }

    /// <summary>Opens the ports.</summary>
    /// <exception cref="ServerException">A port is in use, or may not be used.</exception>
    public static async Task<ServerHost> StartAsync(ServerSettings settings, ServerParts parts)
    {
        if (settings.WebPlain is not null && (settings.Web is null || settings.WebCertificate.Length == 0))
            throw new ServerException("web-plain sends browsers on to HTTPS, but there is none: give web-certificate, too, or leave web-plain out.");
        var metrics = new ServerMetrics(parts.Nodes);
        var board = new Switchboard(Handler(settings, parts, metrics), parts.Time);
        var lines = new OpenLines(parts.Time);
        var application = Build(settings, parts, board, lines, metrics);
        var web = parts.Web is null ? null : new WebApi(settings, parts.Web, parts.Time);
        var host = new ServerHost(application, lines, metrics, web, board);
        WebPaths.Map(application, settings, parts, host, lines, metrics, web);
        try
        {
            if (settings.Calls is { } calls)
                BridgeSocket.Clear(calls);
            await application.StartAsync();
            if (settings.Calls is not null)
                BridgeSocket.Open(settings.Calls);
        }
        catch (ServerException)
        {
            await host.DisposeAsync();
            throw;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await host.DisposeAsync();
            throw new ServerException(Explain(settings, e), e);
        }

        host.Learn(settings);
        return host;
    }

    /// <summary>Closes the board with notice; see <see cref="Switchboard.CloseAsync"/>.</summary>
    public Task<bool> CloseAsync(TimeSpan notice, CancellationToken hurry) => Board.CloseAsync(notice, LeavingTime, hurry);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _web?.Board.Events.Dispose(); // event streams end, and nothing waits for them
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2)))
            await _application.StopAsync(limit.Token);
        await _application.DisposeAsync();
        _web?.Dispose();
        await _lines.DisposeAsync();
        _metrics.Dispose();
    }

    private static SessionHandler Handler(ServerSettings settings, ServerParts parts, ServerMetrics metrics)
    {
        var log = new CallLog(parts.Logs.CreateLogger("Monster.Calls"));
        return SessionPipeline.Build(
            ScreenSession.Create(parts.First, metrics.Woken),
            metrics.Middleware,
            log.Middleware,
            SessionRecovery.Create((caller, fault, report) =>
            {
                metrics.Fault();
                log.Fault(caller, fault, report);
            }),
            new CallLimit(settings.CallsPerAddress, settings.CallsPerSubnet, settings.CallsPerMinute, settings.LimitLoopback, parts.Time) { PerBoard = settings.CallsPerBoard }.Middleware,
            NodeEntry.Create(parts.Nodes),
            new IdleLimit(settings.Idle, settings.LoginTime).Middleware,
            new Greeting(settings.Name, settings.ProbeTime).Middleware);
    }

    private static WebApplication Build(ServerSettings settings, ServerParts parts, Switchboard board, OpenLines lines, ServerMetrics metrics)
    {
        var certificate = settings.WebCertificate.Length == 0 ? null : new CertificateFile(
            settings.WebCertificate, settings.WebKey.Length == 0 ? settings.WebCertificate : settings.WebKey, parts.Time, text => CertificateFault(parts.Logs.CreateLogger("Monster.Web"), text, null));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxConcurrentUpgradedConnections = MaxConnections;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            if (settings.Telnet is { } telnet)
                kestrel.Listen(telnet, listen => listen.UseConnectionHandler<TelnetConnectionHandler>());
            if (settings.Web is { } web)
                kestrel.Listen(web, listen => Secure(listen, certificate));
            if (settings.WebPlain is { } plain)
                kestrel.Listen(plain, SecureWay.MarkPlain);
            if (settings.Rlogin is { } rlogin)
                kestrel.Listen(rlogin, listen => listen.UseConnectionHandler<RloginConnectionHandler>());
            if (settings.Calls is { } calls)
                kestrel.ListenUnixSocket(calls, listen => listen.UseConnectionHandler<BridgeConnectionHandler>());
        });
        builder.Services.RemoveAll<ILoggerFactory>();
        builder.Services.AddSingleton(parts.Logs);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(parts);
        builder.Services.AddSingleton(board);
        builder.Services.AddSingleton(lines);
        builder.Services.AddSingleton(metrics);
        builder.Services.AddSingleton(parts.Time);
        builder.Services.AddRoutingCore();
        builder.Services.ConfigureHttpJsonOptions(options => ApiJson.Make(options.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        ApiDocument.Add(builder.Services, settings);
        builder.Services.AddOpenTelemetry().WithMetrics(meters => meters
            .AddMeter(ServerMetrics.MeterName)
            .AddRuntimeInstrumentation()
            .AddView(ServerMetrics.Lateness, new ExplicitBucketHistogramConfiguration { Boundaries = LatenessBounds })
            .AddPrometheusExporter());
        if (settings.BehindProxy)
            builder.Services.Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        return builder.Build();
    }

    private static void Secure(ListenOptions listen, CertificateFile? certificate)
    {
        listen.Protocols = certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
        if (certificate is not null)
            listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(certificate.Options) });
    }

    /// <summary>The ports that were opened, where 0 asked for any.</summary>
    private void Learn(ServerSettings settings)
    {
        var bound = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Where(address => !address.Contains("unix:", StringComparison.Ordinal)).Select(address => new Uri(address).Port).ToList();
        int next = 0;
        if (settings.Telnet is { } telnet)
            Telnet = new IPEndPoint(telnet.Address, bound[next++]);
        IsSecure = settings.WebCertificate.Length > 0;
        if (settings.Web is { } web)
            Web = new IPEndPoint(web.Address, bound[next++]);
        if (settings.WebPlain is { } plain)
            WebPlain = new IPEndPoint(plain.Address, bound[next++]);
        if (settings.Rlogin is { } rlogin)
            Rlogin = new IPEndPoint(rlogin.Address, bound[next]);
        Calls = settings.Calls;
    }

    private static string Explain(ServerSettings settings, Exception e)
    {
        if (settings.Calls is { } calls && e.Message.Contains(calls, StringComparison.Ordinal))
            return $"The socket for callers by ssh cannot be made: {e.Message.TrimEnd('.')}. Choose another place with --calls PATH, or --calls off.";
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is AddressInUseException || cause is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
            {
                var (name, endpoint) = Which(settings, e);
                return $"Port {endpoint.Port} is in use, perhaps by another board on this machine. Choose another with --{name} {endpoint.Address}:PORT, or --{name} off.";
            }

            if (cause is SocketException { SocketErrorCode: SocketError.AccessDenied })
            {
                var (name, endpoint) = Which(settings, e);
                return $"Port {endpoint.Port} may not be opened: ports below 1024 are for root, or need CAP_NET_BIND_SERVICE (docs/sysops.md). Choose another with --{name}.";
            }

            if (cause is SocketException { SocketErrorCode: SocketError.AddressNotAvailable })
            {
                var (name, endpoint) = Which(settings, e);
                return $"{endpoint.Address} is no address of this machine. Choose another with --{name} HOST:PORT.";
            }
        }

        return e.Message;
    }

    /// <summary>Whether an address is one of this machine.</summary>
    private static bool IsOurs(IPAddress address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Kestrel's message has the address where it is taken, else the address itself tells.</summary>
    private static (string Name, IPEndPoint Endpoint) Which(ServerSettings settings, Exception e)
    {
        var all = new List<(string Name, IPEndPoint Endpoint)>();
        foreach (var (name, endpoint) in new[] { ("telnet", settings.Telnet), ("web", settings.Web), ("web-plain", settings.WebPlain), ("rlogin", settings.Rlogin) })
        {
            if (endpoint is not null)
                all.Add((name, endpoint));
        }

        return all.FirstOrDefault(one => e.Message.Contains(string.Create(CultureInfo.InvariantCulture, $":{one.Endpoint.Port}"), StringComparison.Ordinal), all.FirstOrDefault(one => !IsOurs(one.Endpoint.Address), all[0]));
    }
}
