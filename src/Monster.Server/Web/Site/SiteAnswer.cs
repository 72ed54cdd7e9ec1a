using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Monster.Server;

/// <summary>Sends a file as a browser wants it: not at all when it has it, else in the best coding it takes.</summary>
internal static class SiteAnswer
{
    /// <summary>Sends it.</summary>
    public static async Task SendAsync(HttpContext context, SiteFile file)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = file.Caching;
        headers.ETag = file.ETag;
        if (file.IsPacked)
            headers.Vary = HeaderNames.AcceptEncoding;
        if (Has(context.Request, file.ETag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = file.Type;
        string coding = file.IsPacked ? Coding(context.Request) : "";
        byte[] bytes = file.In(coding);
        if (bytes != file.Content)
            headers.ContentEncoding = coding;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static bool Has(HttpRequest request, string tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known) && known.Any(k => k.Tag == "*" || k.Tag == tag);

    private static string Coding(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted))
            return "";
        foreach (string coding in new[] { "br", "gzip" })
        {
            if (accepted.Any(a => a.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && a.Quality != 0))
                return coding;
        }

        return "";
    }
}
