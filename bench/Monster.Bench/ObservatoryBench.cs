using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Monster.Hecke.Modules;
using Monster.Web.Tests;

namespace Monster.Bench;

/// <summary>
/// The observatory page in Chromium: fetch the 71 modules, hold each against its hash, instantiate it and run its test vectors. The page itself says
/// how long that took; each round is a new browser with an empty profile and nothing cached.
/// </summary>
internal static partial class ObservatoryBench
{
    private const int Rounds = 9;

    public static async Task<int> RunAsync(TextWriter output)
    {
        string pages = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "web"));
        if (!File.Exists(Path.Combine(pages, "observatory.html")))
        {
            await Console.Error.WriteLineAsync("The pages are not built. Build them first: cd web && npm ci && npm run build");
            return 1;
        }

        string folder = Directory.CreateTempSubdirectory("monster-observatory-bench-").FullName;
        try
        {
            foreach (string path in Directory.EnumerateFiles(pages, "*", SearchOption.AllDirectories))
                Put(Path.Combine(folder, Path.GetRelativePath(pages, path)), await File.ReadAllBytesAsync(path));
            foreach (var (name, content) in HeckeModule.Files(HeckeModule.BuildAll()))
                Put(Path.Combine(folder, "data", "hecke", name), content);
            using var site = new StaticSite(folder);
            using var playwright = await Playwright.CreateAsync();
            var times = new List<double>();
            string version = "";
            for (int round = 0; round < Rounds; round++)
            {
                await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu"] });
                var page = await browser.NewPageAsync();
                await page.GotoAsync(site.Address + "observatory.html");
                string said = await page.Locator("[role=status] >> text=/ in \\d+ ms/").InnerTextAsync();
                if (!said.StartsWith($"{HeckeModule.Count} of {HeckeModule.Count} modules", StringComparison.Ordinal))
                    throw new InvalidOperationException($"The page says: {said}");
                times.Add(double.Parse(Time().Match(said).Groups[1].Value, CultureInfo.InvariantCulture));
                version = browser.Version;
            }

            times.Sort();
            await output.WriteLineAsync($"The {HeckeModule.Count} modules in Chromium {version}, fetched, checked, instantiated and run by the observatory page: {times[0]:F0} to {times[^1]:F0} ms, median {times[Rounds / 2]:F0} ms, in {Rounds} new profiles (goal: 250 ms).");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Put(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    [GeneratedRegex(@" in (\d+) ms")]
    private static partial Regex Time();
}
