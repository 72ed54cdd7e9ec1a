using Microsoft.Playwright;

namespace Monster.Web.Tests;

/// <summary>Looks at pages as they stand: no barrier that axe-core knows of, no sideways scrolling, no complaint; pictures kept in artifacts/pictures.</summary>
internal static class Looking
{
    /// <summary>The first tiles have their pictures, a game or a recording is drawn, a terminal has its first screen.</summary>
    private const string Drawn = """
        () => [...document.querySelectorAll('.picture canvas')].slice(0, 2).concat([...document.querySelectorAll('.stage canvas')])
            .every(c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((b, i) => i % 4 < 3 && b > 60))
          && !document.querySelector('.call [role=status]')?.textContent.includes('Calling')
        """;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("MONSTER_LONG") is not null;
    private static readonly string Pictures = Path.Combine(Site.Root, "artifacts", "pictures");
    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(Path.Combine(Site.Root, "web", "node_modules", "axe-core", "axe.min.js")));

    /// <summary>Looks at each of some pages.</summary>
    /// <param name="kind">What their pictures are called.</param>
    /// <param name="state">Cookies of somebody who is in; null for a stranger.</param>
    public static async Task AtAsync(Site site, string kind, string address, string? state, bool phone, ColorScheme scheme, params string[] paths)
    {
        Directory.CreateDirectory(Pictures);
        await using var visit = await site.VisitUrlAsync("about:blank", phone ? 390 : 1280, phone ? 844 : 800, scheme, phone, state);
        foreach (string path in paths)
        {
            string name = $"{kind}-{(path.Length == 0 ? "grid" : string.Concat(path.Where(char.IsLetterOrDigit)))}-{(phone ? "phone" : "desk")}-{scheme}";
            await visit.Page.EvaluateAsync("() => document.querySelector('main')?.replaceChildren()");
            await visit.Page.GotoAsync(address + path);
            await visit.UntilAsync("() => document.querySelector('main h1') && !document.querySelector('[role=alert]:not(:empty)')");
            await visit.UntilAsync(Drawn);
            await HasNoBarrierAsync(visit, name, scheme == ColorScheme.Dark || IsLong);
        }
    }

    /// <summary>Looks at a page as it stands now.</summary>
    /// <param name="isWhole">Whether by every rule; else by those that depend on colours.</param>
    public static async Task HasNoBarrierAsync(Visit visit, string name, bool isWhole = true)
    {
        await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, name + ".png") });
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth + 1"), $"{name} scrolls sideways");

        // Light and dark are the same elements in other colours.
        string rules = isWhole ? "['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']" : "{ type: 'rule', values: ['color-contrast', 'link-in-text-block'] }";

        // Not by a script element: the site's policy refuses those, as it should.
        await visit.Page.EvaluateAsync(Axe.Value);
        string barriers = await visit.Page.EvaluateAsync<string>(("async () => (await axe.run(document, { resultTypes: ['violations'], runOnly: {rules} })).violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')).slice(0, 3).join('; ')).join('\\n')").Replace("{rules}", rules, StringComparison.Ordinal));
        Assert.True(barriers.Length == 0, $"{name}: {barriers}");
    }
}
