using System.Net;
using Microsoft.AspNetCore.Http;

namespace Monster.Server;

/// <summary>
/// By which names browsers may reach this board. A page of somebody else whose name was made to lead here after it was loaded (DNS rebinding) is of one origin
/// with the board for its visitor's browser, so no other check sees it: only the name in the request tells. Addresses cannot be made to lead elsewhere, and over
/// HTTPS the browser itself holds the name against the certificate.
/// </summary>
internal sealed class HostNames(IReadOnlyList<string> allowed)
{
    private const string Local = "localhost";

    private readonly string _machine = Environment.MachineName;

    /// <summary>The middleware. It stands before what takes over a proxy's word for the scheme.</summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        string host = context.Request.Host.Host;
        if (context.Request.IsHttps || Allows(host))
            return next(context);
        return ProblemAnswers.WriteAsync(context, new ProblemException(
            421,
            "host",
            $"This board does not answer by the name '{Shown(host)}'. If it is yours, run it with the setting web-hosts = \"{Shown(host)}\" (docs/sysops.md); until then its address in numbers works."));
    }

    /// <summary>Whether a name, without a port, is one of this board's.</summary>
    internal bool Allows(string host)
    {
        string name = host.TrimEnd('.');
        return name.Length == 0 // no browser asks without a name
            || IPAddress.TryParse(name, out _)
            || Is(name, Local) || name.EndsWith("." + Local, StringComparison.OrdinalIgnoreCase)
            || Is(name, _machine) || Is(name, _machine + ".local")
            || allowed.Any(one => one == "*" || Is(name, one) || (one.StartsWith("*.", StringComparison.Ordinal) && name.Length > one.Length - 1 && name.EndsWith(one[1..], StringComparison.OrdinalIgnoreCase)));
    }

    private static bool Is(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    private static string Shown(string host) => string.Concat(host.Take(100).Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'));
}
