using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Monster.Server.Tests.Web;

/// <summary>A browser as far as the board can tell: cookies, and the token of the session.</summary>
internal sealed class WebClient : IDisposable
{
    private readonly HttpClient _http;

    public WebClient(Uri address)
    {
        Handler = new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false };
        Handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost"; // the test's own certificate
        _http = new HttpClient(Handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public CookieContainer Cookies { get; } = new();

    public SocketsHttpHandler Handler { get; }

    /// <summary>What is sent as X-CSRF-Token; null for nothing.</summary>
    public string? Csrf { get; set; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async Task RegisterAsync(string name, string password, string sysopCode = "") =>
        Csrf = (await DoneAsync(HttpMethod.Post, "/api/accounts", new { name, password, sysopCode }))!["csrf"]!.GetValue<string>();

    public async Task LogInAsync(string name, string password, string? code = null) =>
        Csrf = (await DoneAsync(HttpMethod.Post, "/api/session", new { name, password, code }))!["csrf"]!.GetValue<string>();

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);

    /// <summary>Sends a request; a body that is bytes is a recording, any other is JSON.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        if (Csrf is not null)
            request.Headers.Add("X-CSRF-Token", Csrf);
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            byte[] recording => new ByteArrayContent(recording) { Headers = { ContentType = new MediaTypeHeaderValue("application/cbor") } },
            _ => JsonContent.Create(body),
        };
        return SendAsync(request);
    }

    public async Task<JsonNode> GetAsync(string path) => (await DoneAsync(HttpMethod.Get, path))!;

    public async Task<byte[]> BytesAsync(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync(Stop);
    }

    /// <summary>Sends a request that must be done.</summary>
    public async Task<JsonNode?> DoneAsync(HttpMethod method, string path, object? body = null)
    {
        using var answer = await SendAsync(method, path, body);
        string text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    /// <summary>Sends a request that must be refused, and gives the problem.</summary>
    public async Task<JsonNode> RefusedAsync(int status, string code, HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var answer = await SendAsync(method, path, body, headers);
        string text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True((int)answer.StatusCode == status && answer.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{method} {path}: {(int)answer.StatusCode} {text}");
        var problem = JsonNode.Parse(text)!;
        Assert.Equal(code, problem["code"]!.GetValue<string>());
        Assert.NotEmpty(problem["detail"]!.GetValue<string>());
        return problem;
    }

    public void Dispose() => _http.Dispose();
}
