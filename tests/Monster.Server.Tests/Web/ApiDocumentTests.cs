using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Monster.Server.Tests.Web;

/// <summary>What is written of the API and what it is are the same.</summary>
public sealed partial class ApiDocumentTests
{
    /// <summary>What OpenAPI has no words for.</summary>
    private static readonly string[] Streams = ["GET /api/events", "GET /api/live/{}", "GET /api/openapi.json", "GET /api/tickets/{}/live"];

    [Fact]
    public async Task The_document_names_every_address_that_docs_api_md_names_and_no_other()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var client = server.Client();
        var document = await client.GetAsync("/api/openapi.json");
        Assert.StartsWith("3.1", document["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        var real = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {Plain(path.Key)}")).ToHashSet();
        string text = await File.ReadAllTextAsync(Path.Combine(Root(), "docs", "api.md"), TestContext.Current.CancellationToken);
        var written = new HashSet<string>();
        string path = "";
        foreach (Match verb in Verb().Matches(text))
        {
            path = verb.Groups[2].Success ? Plain(verb.Groups[2].Value) : path; // `POST` alone is of the address before it
            if (path.StartsWith("/api/", StringComparison.Ordinal))
                written.Add($"{verb.Groups[1].Value} {path}");
        }

        Assert.Empty(real.Except(written));
        Assert.Equal(Streams, written.Except(real).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_document_is_made_once_and_known_again()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var client = server.Client();
        using var first = await client.SendAsync(HttpMethod.Get, "/api/openapi.json", null, ("Accept-Encoding", "br"));
        Assert.Equal("br", string.Join(',', first.Content.Headers.ContentEncoding));
        using var again = await client.SendAsync(HttpMethod.Get, "/api/openapi.json", null, ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal(System.Net.HttpStatusCode.NotModified, again.StatusCode);
    }

    [GeneratedRegex(@"`(GET|POST|PUT|DELETE)(?: (/[^`? ]*)|`)")]
    private static partial Regex Verb();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\[.*")]
    private static partial Regex Rest();

    private static string Plain(string path) => Parameter().Replace(Rest().Replace(path, ""), "{}");

    private static string Root([CallerFilePath] string caller = "") => Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "..");
}
