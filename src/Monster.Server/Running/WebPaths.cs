using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Monster.Bbs.Sessions;

namespace Monster.Server;

/// <summary>What is answered to browsers and monitors.</summary>
internal static class WebPaths
{
    public static void Map(WebApplication web, ServerSettings settings, ServerParts parts, ServerHost host, OpenLines lines, ServerMetrics metrics)
    {
        if (settings.BehindProxy)
            web.UseForwardedHeaders();
        web.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(30), KeepAliveTimeout = TimeSpan.FromSeconds(30) });
        web.UseRouting();
        web.Use(async (context, next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            if (context.Request.Path == "/metrics" && !settings.PublicMetrics && context.Connection.RemoteIpAddress is { } from && !IPAddress.IsLoopback(from))
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            else
                await next(context);
        });
        web.UseOpenTelemetryPrometheusScrapingEndpoint("/metrics");
        web.MapGet("/", context => context.Response.WriteAsync(
            $"This is {settings.Name}, a bulletin board with an arcade.\n{(host.Telnet is { } telnet ? string.Create(CultureInfo.InvariantCulture, $"Call it by telnet on port {telnet.Port}.\n") : "")}"));
        web.MapGet("/health", context => HealthAsync(context, parts, host.Board));
        web.MapGet("/export/{name}", (string name) => parts.Export(name) is { } file ? Results.File(file, "application/zip", name) : Results.NotFound());
        web.MapGet("/plays/{name}", (string name) => parts.ArcadeFile(name) is { } file
            ? Results.Bytes(file, name.EndsWith(".json", StringComparison.Ordinal) ? "application/json" : name.EndsWith(".wasm", StringComparison.Ordinal) ? "application/wasm" : "application/cbor")
            : Results.NotFound());
        web.MapGet("/ws", context => TerminalAsync(context, parts, host.Board, lines, metrics));
    }

    private static async Task HealthAsync(HttpContext context, ServerParts parts, Switchboard board)
    {
        string? readOnly = parts.ReadOnlyBecause();
        bool isWell = readOnly is null && !board.IsClosing;
        context.Response.StatusCode = isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("status", isWell ? "ok" : board.IsClosing ? "closing" : "read-only");
        json.WriteNumber("callers", parts.Nodes.Count);
        json.WriteNumber("nodes", parts.Nodes.Max);
        if (readOnly is not null)
            json.WriteString("readOnlyBecause", readOnly);
        json.WriteEndObject();
    }

    private static async Task TerminalAsync(HttpContext context, ServerParts parts, Switchboard board, OpenLines lines, ServerMetrics metrics)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            context.Response.Headers.Upgrade = "websocket";
            await context.Response.WriteAsync("A WebSocket is wanted here.\n");
            return;
        }

        // A page of another site must not call this board from its visitors' browsers.
        if (context.Request.Headers.Origin is [{ Length: > 0 } origin] && !IsSameSite(origin, context.Request.Host))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("This board answers its own pages only.\n");
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await using var line = new WebSocketLine(socket, Size(context.Request.Query), parts.Time, metrics);
        lines.Add(line);
        try
        {
            await line.RunAsync(board, new CallerOrigin("web", context.Connection.RemoteIpAddress ?? IPAddress.None));
        }
        finally
        {
            lines.Remove(line);
        }
    }

    private static bool IsSameSite(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, host.Value, StringComparison.OrdinalIgnoreCase);

    private static (int Width, int Height)? Size(IQueryCollection query) =>
        Number(query["columns"]) is { } width && Number(query["rows"]) is { } height ? (width, height) : null;

    private static int? Number(StringValues text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : null;
}
