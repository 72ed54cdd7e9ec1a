using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using Monster.Arcade;

[assembly: AssemblyFixture(typeof(Monster.Web.Tests.Site))]
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)] // most of the time a page waits for its game

namespace Monster.Web.Tests;

/// <summary>The site as <c>monster site</c> writes it, built from the sources, and a Chromium to look at it with. Made once for all tests.</summary>
public sealed class Site : IAsyncLifetime
{
    private static readonly string[] Switches = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly string _folder = Directory.CreateTempSubdirectory("monster-site-").FullName;
    private StaticSite? _server;
    private IPlaywright? _playwright;

    public static string Root { get; } = FindRoot();

    public string Address => _server!.Address;

    public IBrowser Browser { get; private set; } = null!;

    /// <summary>The cartridges of the site, in the engine of the server.</summary>
    public Catalogue Catalogue { get; private set; } = null!;

    /// <summary>The same site at an address of its own, to be put down.</summary>
    internal StaticSite ServeAnother() => new(Path.Combine(_folder, "site"));

    public async ValueTask InitializeAsync()
    {
        string web = Path.Combine(Root, "web");
        string cartridges = Path.Combine(_folder, "cartridges");
        using var said = new StringWriter();
        var games = Task.Run(() => Cli.Program.Run(["cart", "games", Path.Combine(Root, "games"), "-o", cartridges], TextWriter.Null, said));
        Run(web, Path.Combine(web, "install"));
        Run(web, "npm", "run", "build");
        Assert.True(await games == 0, said.ToString());
        Catalogue = new Catalogue(new CartridgeRuntime(new RuntimeOptions()), CartridgeLock.Read(Path.Combine(cartridges, CartridgeLock.FileName)), cartridges);
        string site = Path.Combine(_folder, "site");
        Copy(Pages, site);
        foreach (var (path, content) in new ArcadeSite(Catalogue, Path.Combine(Root, "games", "demo")) { IsAlone = true }.Files())
            Put(Path.Combine(site, "data", path), content);
        foreach (var (name, content) in Monster.Hecke.Modules.HeckeModule.Files(Monster.Hecke.Modules.HeckeModule.BuildAll()))
            Put(Path.Combine(site, "data", "hecke", name), content);
        _server = new StaticSite(site);
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = Switches });
    }

    /// <summary>Where the pages were built.</summary>
    public static string Pages => Path.Combine(Root, "artifacts", "web");

    /// <summary>A fresh page whose complaints are kept: errors in the console, broken policies, failed requests.</summary>
    public Task<Visit> VisitAsync(string path = "", int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Dark, bool touch = false) =>
        VisitUrlAsync(Address + path, width, height, scheme, touch);

    /// <summary>The same for a page that is elsewhere, such as on the disk.</summary>
    public async Task<Visit> VisitUrlAsync(string url, int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Dark, bool touch = false, string? state = null)
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme, HasTouch = touch, IsMobile = touch, AcceptDownloads = true, StorageState = state });
        var page = await context.NewPageAsync();
        var visit = new Visit(context, page);
        await page.GotoAsync(url);
        return visit;
    }

    /// <summary>A Chromium with a profile of its own.</summary>
    public Task<IBrowserContext> LaunchAsync(string profile) =>
        _playwright!.Chromium.LaunchPersistentContextAsync(profile, new BrowserTypeLaunchPersistentContextOptions { ExecutablePath = "/usr/bin/chromium", Args = Switches });

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
            await Browser.DisposeAsync();
        _playwright?.Dispose();
        _server?.Dispose();
        Catalogue?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static void Run(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {output}{error.Result}");
    }

    private static void Copy(string from, string to)
    {
        foreach (string path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            Put(Path.Combine(to, Path.GetRelativePath(from, path)), File.ReadAllBytes(path));
    }

    private static void Put(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        string directory = Path.GetDirectoryName(here)!;
        while (!File.Exists(Path.Combine(directory, "Monster.slnx")))
            directory = Path.GetDirectoryName(directory)!;
        return directory;
    }
}
