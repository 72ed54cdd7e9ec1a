using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using Monster.Bbs.Sessions;

namespace Monster.Server;

/// <summary>What is answered to browsers and monitors.</summary>
internal static class WebPaths
{
    public static void Map(WebApplication web, ServerSettings settings, ServerParts parts, ServerHost host, OpenLines lines, ServerMetrics metrics, WebApi? api)
    {
        web.Use(SecureWay.SendOn(() => host.Web?.Port));
        web.Use(new HostNames(settings.WebHosts).InvokeAsync);
        if (settings.BehindProxy)
            web.UseForwardedHeaders();
        web.Use(SecurityHeaders.Add);
        web.Use(new ProblemAnswers(parts.Logs.CreateLogger("Monster.Web"), parts.ReadOnlyBecause).InvokeAsync);
        web.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(30), KeepAliveTimeout = TimeSpan.FromSeconds(30) });
        if (api is not null)
            web.Use(api.Gate.InvokeAsync);
        web.UseRouting();
        web.Use(async (context, next) =>
        {
            if (context.Request.Path == "/metrics" && !settings.PublicMetrics && context.Connection.RemoteIpAddress is { } from && !IPAddress.IsLoopback(from))
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            else
                await next(context);
        });
        web.UseOpenTelemetryPrometheusScrapingEndpoint("/metrics");
        web.MapGet("/health", context => HealthAsync(context, parts, host.Board)).ExcludeFromDescription();
        web.MapGet("/export/{name}", (string name) => parts.Export(name) is { } file ? Results.File(file, "application/zip", name) : Results.NotFound()).ExcludeFromDescription();
        web.Map("/ws", context => TerminalAsync(context, parts, host.Board, lines, metrics, api?.Board.Terminals)).ExcludeFromDescription();
        if (api is null)
            return;
        new ApiDocument(web.Services).Map(web);
        api.Map(web, () => host.Telnet?.Port);
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

    private static async Task TerminalAsync(HttpContext context, ServerParts parts, Switchboard board, OpenLines lines, ServerMetrics metrics, TerminalTokens? tokens)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            context.Response.Headers.Upgrade = "websocket";
            await context.Response.WriteAsync("A WebSocket is wanted here.\n");
            return;
        }

        // A page of another site must not call this board from its visitors' browsers.
        if (!SameOrigin.Allows(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("This board answers its own pages only.\n");
            return;
        }

        var from = context.Connection.RemoteIpAddress ?? IPAddress.None;
        var known = context.Request.Query["token"] is [{ Length: > 0 } token] ? tokens?.Take(token, from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from) : null;
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await using var line = new WebSocketLine(socket, Size(context.Request.Query), parts.Time, metrics);
        lines.Add(line);
        try
        {
            await line.RunAsync(board, new CallerOrigin("web", from) { Known = known });
        }
        finally
        {
            lines.Remove(line);
        }
    }

    private static (int Width, int Height)? Size(IQueryCollection query) =>
        Number(query["columns"]) is { } width && Number(query["rows"]) is { } height ? (width, height) : null;

    private static int? Number(StringValues text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : null;
}
