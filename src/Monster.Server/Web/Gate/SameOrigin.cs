using Microsoft.AspNetCore.Http;

namespace Monster.Server;

/// <summary>Whether a request comes from a page of this board, or from no page at all. What another site makes its visitors' browsers send is neither.</summary>
internal static class SameOrigin
{
    /// <summary>Whether it may come in.</summary>
    public static bool Allows(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none"))
            return false;
        return request.Headers.Origin.Count == 0 || (request.Headers.Origin is [{ } origin] && IsOwn(origin, request));
    }

    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && string.Equals(uri.Scheme, request.Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(uri.Authority, WithoutDefaultPort(request), StringComparison.OrdinalIgnoreCase);

    private static string WithoutDefaultPort(HttpRequest request) =>
        request.Host.Port == (request.IsHttps ? 443 : 80) ? request.Host.Host : request.Host.Value ?? "";
}
