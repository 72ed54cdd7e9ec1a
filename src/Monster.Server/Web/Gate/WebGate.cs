using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Monster.Bbs.People;
using Monster.Board.People;

namespace Monster.Server;

/// <summary>
/// What every request passes: how often an address may ask, who is logged in, and that whatever changes something was sent by this board's own page or by
/// no page at all.
/// </summary>
internal sealed class WebGate(WebSessions sessions, Bbs.BoardHost board, BoardCallers callers, bool limitsLoopback, TimeProvider time)
{
    /// <summary>Requests from one address.</summary>
    public static readonly Rate AddressRate = new(600, TimeSpan.FromSeconds(0.1));

    private const string TokenHeader = "X-CSRF-Token";

    private readonly RateLimiter _addresses = new(AddressRate, time);

    /// <summary>The middleware.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var from = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (from.IsIPv4MappedToIPv6)
            from = from.MapToIPv4();
        bool isLimited = limitsLoopback || !IPAddress.IsLoopback(from);
        if (isLimited && request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && _addresses.Take(from.ToString()) is var wait && wait > TimeSpan.Zero)
            throw ProblemException.SlowDown(wait);
        var asker = BoardCallers.IsMeant(request) ? new Asker(from, null, null, await callers.FindAsync(request, from)) : Find(context, from);
        context.Items[typeof(Asker)] = asker;
        bool changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        if (changes && !context.WebSockets.IsWebSocketRequest)
            Check(request, asker);
        if (request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            context.Response.Headers.CacheControl = "no-store";
        await next(context);
    }

    /// <summary>Gives a browser its session.</summary>
    public static void Give(HttpContext context, string token) => context.Response.Cookies.Append(CookieOf(context), token, Cookie(context, WebSessions.Life));

    /// <summary>Takes it away.</summary>
    public static void Take(HttpContext context) => context.Response.Cookies.Delete(CookieOf(context), Cookie(context, null));

    /// <summary>The prefix lets browsers see to it that no other host and no unencrypted page of this one has set the cookie.</summary>
    private static string CookieOf(HttpContext context) => context.Request.IsHttps ? "__Host-monster" : "monster";

    private static CookieOptions Cookie(HttpContext context, TimeSpan? life) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/", MaxAge = life };

    private static void Check(HttpRequest request, Asker asker)
    {
        if (!SameOrigin.Allows(request))
            throw new ProblemException(403, "origin", "This board takes changes from its own pages only.");
        if (asker.Token is null)
            return;
        string shown = request.Headers[TokenHeader] is [{ } header] ? header : "";
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), Encoding.UTF8.GetBytes(WebSessions.CsrfOf(asker.Token))))
            throw new ProblemException(403, "csrf", $"The header {TokenHeader} is missing, or of a session before this one. Load the page again.");
    }

    private Asker Find(HttpContext context, IPAddress from)
    {
        if (!context.Request.Cookies.TryGetValue(CookieOf(context), out string? token) || sessions.Find(token) is not { } session)
            return new Asker(from, null, null, null);
        if (board.Read(store => Accounts.Find(store, session.Account)) is { } account && !account.IsBanned(time.GetUtcNow()))
            return new Asker(from, token, session, account);
        sessions.End(session.Id);
        return new Asker(from, null, null, null);
    }
}
