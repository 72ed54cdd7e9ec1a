using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using Monster.Arcade;
using Monster.Arcade.Observatory;
using Monster.Hecke.Modules;
using Monster.Server;

namespace Monster.Web.Tests;

/// <summary>A whole board in this process, with its pages: telnet and browsers, on ports of the system's choice.</summary>
public class OpenBoard(Site site) : IAsyncLifetime
{
    public const string Password = "four small words";

    private static readonly Lazy<HeckeAtlas> Map = new(() => new HeckeAtlas(() => HeckeModuleHost.Of(HeckeModule.BuildAll())));

    private readonly string _data = Directory.CreateTempSubdirectory("monster-board-").FullName;
    private BoardServer? _server;
    private int _people;

    public Site Site => site;

    /// <summary>The board's data directory.</summary>
    public string Data => _data;

    public string Address => $"http://127.0.0.1:{_server!.Host.Web!.Port}/";

    public int Telnet => _server!.Host.Telnet!.Port;

    public string? SysopCode => _server!.SysopCode;

    /// <summary>The games that can be played here.</summary>
    protected virtual Catalogue Games => site.Catalogue;

    public virtual async ValueTask InitializeAsync()
    {
        var settings = new ServerSettings { Telnet = new IPEndPoint(IPAddress.Loopback, 0), Web = new IPEndPoint(IPAddress.Loopback, 0), ClosingNotice = TimeSpan.Zero, BehindProxy = true };
        _server = await BoardServer.StartAsync(_data, settings, Games, Path.Combine(Site.Root, "games", "demo"), Map.Value, NullLoggerFactory.Instance, TimeProvider.System, Site.Pages);
    }

    /// <summary>A page of the board.</summary>
    public Task<Visit> VisitAsync(string path = "", int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Dark, bool touch = false) =>
        site.VisitUrlAsync(Address + path, width, height, scheme, touch);

    /// <summary>A name that nobody has yet.</summary>
    public string NewName() => $"Person {Interlocked.Increment(ref _people)}";

    /// <summary>Makes an account and logs in with it in a page.</summary>
    /// <remarks>Each comes from an address of its own: the board allows few new accounts from one.</remarks>
    public async Task<string> ComeInAsync(Visit visit, string? sysopCode = null)
    {
        string name = NewName();
        using (var client = new HttpClient())
        {
            client.DefaultRequestHeaders.Add("X-Forwarded-For", $"198.51.100.{_people}");
            using var made = await client.PostAsJsonAsync(Address + "api/accounts", new { name, password = Password, sysopCode = sysopCode ?? "" });
            made.EnsureSuccessStatusCode();
        }

        await visit.Page.GotoAsync(Address + "#/account");
        var form = visit.Page.Locator("form").Nth(1);
        await form.Locator("[name=name]").FillAsync(name);
        await form.Locator("[name=password]").FillAsync(Password);
        await form.Locator("button").ClickAsync();
        await visit.Page.WaitForSelectorAsync($"nav >> text={name}");
        return name;
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.Host.CloseAsync(TimeSpan.Zero, CancellationToken.None);
            await _server.DisposeAsync();
        }

        Directory.Delete(_data, recursive: true);
        GC.SuppressFinalize(this);
    }
}
