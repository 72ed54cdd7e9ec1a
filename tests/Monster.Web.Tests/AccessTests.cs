using Microsoft.Playwright;

namespace Monster.Web.Tests;

/// <summary>Every page on a desk and a phone, light and dark: no barrier that axe-core knows of, no sideways scrolling; pictures kept in artifacts/pictures.</summary>
public sealed class AccessTests(Site site, OpenBoard board) : IClassFixture<OpenBoard>
{
    private static readonly string Pictures = Path.Combine(Site.Root, "artifacts", "pictures");
    private static readonly string Axe = File.ReadAllText(Path.Combine(Site.Root, "web", "node_modules", "axe-core", "axe.min.js"));

    [Fact]
    public async Task No_page_without_a_board_has_a_barrier() => await LookAsync("alone", site.Address, "", "#/play/block-drop", "#/demo/bear-hug", "#/verify", "#/plays", "observatory.html");

    [Fact]
    public async Task No_page_of_a_board_has_a_barrier()
    {
        await using (var visit = await board.VisitAsync())
        {
            await board.ComeInAsync(visit, board.SysopCode);
            await visit.Page.GotoAsync(board.Address + "#/write/17");
            await visit.Page.FillAsync("[name=subject]", "A thread");
            await visit.Page.FillAsync("[name=body]", "> quoted\nand answered");
            await visit.Page.ClickAsync("form button");
            await visit.Page.WaitForSelectorAsync("article");
            string state = await visit.Page.Context.StorageStateAsync();
            await LookAsync("inside", board.Address, state, "", "#/now", "#/scores", "#/scores/river-flow", "#/boards", "#/board/17", "#/thread/1", "#/write/17", "#/search?words=quoted", "#/person/1", "#/people", "#/mail", "#/mail/write", "#/account", "#/plays", "#/sysop", "#/call");
        }

        await LookAsync("outside", board.Address, "", "", "#/account", "#/now", "#/call", "#/play/tool-box");
    }

    private async Task LookAsync(string kind, string address, string state, params string[] paths)
    {
        Directory.CreateDirectory(Pictures);
        foreach (bool phone in new[] { false, true })
        {
            foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
            {
                await using var visit = await site.VisitUrlAsync(address, phone ? 390 : 1280, phone ? 844 : 800, scheme, phone, state.Length == 0 ? null : state);
                foreach (string path in paths)
                    await LookAsync(visit, address, path, $"{kind}-{(path.Length == 0 ? "grid" : string.Concat(path.Where(char.IsLetterOrDigit)))}-{(phone ? "phone" : "desk")}-{scheme}");
            }
        }
    }

    private static async Task LookAsync(Visit visit, string address, string path, string name)
    {
        await visit.Page.EvaluateAsync("() => document.querySelector('main')?.replaceChildren()");
        await visit.Page.GotoAsync(address + path);
        await visit.UntilAsync("() => document.querySelector('main h1') && !document.querySelector('[role=alert]:not(:empty)')");
        await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, name + ".png") });
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth + 1"), $"{name} scrolls sideways");
        if (name.Contains("-desk-", StringComparison.Ordinal))
            return; // the same elements and colours as on the phone

        // Not by a script element: the site's policy refuses those, as it should.
        await visit.Page.EvaluateAsync(Axe);
        string barriers = await visit.Page.EvaluateAsync<string>("async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')).slice(0, 3).join('; ')).join('\\n')");
        Assert.True(barriers.Length == 0, $"{name}: {barriers}");
    }
}
