using System.Net;
using System.Net.Sockets;

namespace Monster.Web.Tests;

/// <summary>A web server for a folder, as strict as a careful one: types, and a policy that allows no script but the site's own.</summary>
internal sealed class StaticSite : IDisposable
{
    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8", [".js"] = "text/javascript", [".css"] = "text/css", [".svg"] = "image/svg+xml", [".json"] = "application/json", [".wasm"] = "application/wasm",
    };

    private readonly HttpListener _listener = new();
    private readonly string _folder;

    public StaticSite(string folder)
    {
        _folder = Path.GetFullPath(folder);
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://localhost:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    /// <summary>While set, every answer is that nobody can be served now.</summary>
    public bool IsDown { get; set; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                Answer(context);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // Closed, or the browser went away in the middle.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        using var response = context.Response;
        string path = Path.GetFullPath(Path.Combine(_folder, Uri.UnescapeDataString(context.Request.Url!.AbsolutePath).TrimStart('/')));
        if (Directory.Exists(path))
            path = Path.Combine(path, "index.html");
        if (IsDown)
        {
            response.StatusCode = 503;
        }
        else if (!path.StartsWith(_folder, StringComparison.Ordinal) || !File.Exists(path))
        {
            response.StatusCode = 404;
        }
        else
        {
            response.ContentType = Types.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream");
            response.Headers["Content-Security-Policy"] = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
            response.OutputStream.Write(File.ReadAllBytes(path));
        }
    }
}
