using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Monster.Server;

/// <summary>The plain port beside HTTPS: whoever comes there is sent on, and nothing else is answered.</summary>
internal static class SecureWay
{
    private const int HttpsPort = 443;

    private static readonly object Mark = new();

    /// <summary>Marks the connections of a port as plain ones.</summary>
    public static void MarkPlain(ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(next => connection =>
        {
            connection.Items[Mark] = true;
            return next(connection);
        });
    }

    /// <summary>The middleware.</summary>
    /// <param name="port">The port that answers HTTPS.</param>
    public static Func<HttpContext, RequestDelegate, Task> SendOn(Func<int?> port) => (context, next) =>
    {
        if (context.Features.Get<IConnectionItemsFeature>()?.Items.ContainsKey(Mark) != true)
            return next(context);
        string host = context.Request.Host.Host;
        if (host.Length == 0 || port() is not { } secure)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        var there = secure == HttpsPort ? new HostString(host) : new HostString(host, secure);
        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        context.Response.Headers.Location = UriHelper.BuildAbsolute("https", there, context.Request.PathBase, context.Request.Path, context.Request.QueryString);
        return Task.CompletedTask;
    };
}
