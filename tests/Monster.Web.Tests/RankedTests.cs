using Microsoft.Playwright;
using Monster.Arcade;

namespace Monster.Web.Tests;

/// <summary>Plays that count, from a page against a real board.</summary>
public sealed class RankedTests(Site site, OpenBoard board) : IClassFixture<OpenBoard>
{
    [Fact]
    public async Task Somebody_new_on_a_phone_plays_registers_gets_a_ranked_score_watches_the_record_and_posts_about_it()
    {
        await using var visit = await board.VisitAsync(width: 390, height: 844, touch: true);
        foreach (string game in new[] { "Maze Run", "Block Drop", "Sponge Squeeze" })
        {
            await visit.Page.ClickAsync($"a.tile:has-text('{game}')");
            await visit.UntilAsync("() => document.querySelector('.stage canvas')?.width > 300 && document.querySelector('.card').hidden");
            await visit.Page.Locator(".pad [aria-label=Left]").TapAsync();
            await visit.Page.ClickAsync("text=Leave");
            await visit.Page.WaitForSelectorAsync(".grid li");
        }

        await visit.Page.ClickAsync("nav >> text=Log in");
        string name = board.NewName();
        var form = visit.Page.Locator("form").First;
        await form.Locator("[name=name]").FillAsync(name);
        await form.Locator("[name=password]").FillAsync(OpenBoard.Password);
        await form.Locator("button").ClickAsync();
        await visit.Page.WaitForSelectorAsync($"nav >> text={name}");
        await visit.Page.ClickAsync("a.tile:has-text('River Flow')");
        await Frogs.BeginAsync(visit);
        await visit.Page.WaitForSelectorAsync("text=Ranked: this play counts");
        await Frogs.EndAsync(visit);
        await visit.Page.WaitForSelectorAsync(".card >> text=Score checked");
        await visit.Page.ClickAsync(".card button:has-text('Watch it')");
        await visit.Page.WaitForSelectorAsync($"dd >> text={name}");
        await visit.Page.WaitForSelectorAsync("dd.good >> text=Score checked");
        await visit.Page.ClickAsync("text=All scores");
        await visit.Page.WaitForSelectorAsync($"tr.me >> text={name}");
        await visit.Page.ClickAsync("nav >> text=Scores");
        await visit.Page.ClickAsync("[aria-label='Watch the record of River Flow']");
        await visit.Page.WaitForSelectorAsync("dd.good >> text=Score checked");
        await visit.Page.ClickAsync("text=Talk about it");
        await visit.Page.ClickAsync("text=Write something");
        await visit.Page.FillAsync("[name=subject]", "Frogs <b>& all</b>");
        await visit.Page.FillAsync("[name=body]", "I had no luck.\n<script>alert(1)</script>");
        await visit.Page.ClickAsync("form button");
        await visit.Page.WaitForSelectorAsync("article >> text=<script>alert(1)</script>");
        Assert.Equal("Frogs <b>& all</b>", await visit.Page.Locator("h1").InnerTextAsync());
    }

    [Fact]
    public async Task Going_on_to_another_page_while_the_first_still_opens_opens_the_arcade_once()
    {
        // Without the service worker: it asks for the list, too, whenever it is installed.
        var context = await board.Site.Browser.NewContextAsync(new BrowserNewContextOptions { ServiceWorkers = ServiceWorkerPolicy.Block });
        await using var visit = new Visit(context, await context.NewPageAsync());
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int asked = 0;
        await context.RouteAsync("**/data/games.json", async route =>
        {
            Interlocked.Increment(ref asked);
            await gate.Task;
            await route.ContinueAsync();
        });
        await visit.Page.GotoAsync(board.Address);
        await visit.Page.EvaluateAsync("() => { location.hash = '#/account'; }");
        await visit.Page.EvaluateAsync("() => new Promise(done => setTimeout(done, 0))");
        gate.SetResult();
        await visit.Page.WaitForSelectorAsync("h1 >> text=Come in");
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_score_that_was_changed_on_its_way_is_rejected_and_the_page_says_why()
    {
        await using var visit = await board.VisitAsync();
        await board.ComeInAsync(visit);
        await visit.Page.RouteAsync("**/api/plays?*", route =>
        {
            var recording = RecordingReader.Decode(route.Request.PostDataBuffer);
            return route.ContinueAsync(new RouteContinueOptions { PostData = RecordingWriter.Encode(recording with { Score = recording.Score + 1_000 }) });
        });
        await visit.Page.GotoAsync(board.Address + Pieces.Address);
        await Frogs.BeginAsync(visit);
        await Pieces.EndAsync(visit);
        await visit.Page.WaitForSelectorAsync(".card p.bad");
        Assert.Contains("score", await visit.Page.Locator(".card p.bad").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
        await visit.Page.GotoAsync(board.Address + "#/scores/block-drop");
        await visit.Page.WaitForSelectorAsync(".tabs");
        Assert.Equal(0, await visit.Page.Locator("tr.me").CountAsync());
        visit.Forgive(); // the browser tells of the answer 422
    }

    [Fact]
    public async Task A_play_goes_on_without_a_line_and_is_handed_in_when_there_is_one_again()
    {
        await using var visit = await board.VisitAsync();
        await board.ComeInAsync(visit);
        await visit.Page.GotoAsync(board.Address + Pieces.Address);
        await Frogs.BeginAsync(visit);
        await visit.Page.WaitForSelectorAsync("text=Ranked: this play counts");
        await visit.Page.Context.SetOfflineAsync(true);
        await Pieces.EndAsync(visit);
        await visit.Page.WaitForSelectorAsync(".card >> text=handed in as soon as it does");
        visit.Forgive();
        await visit.Page.Context.SetOfflineAsync(false);
        await visit.Page.WaitForSelectorAsync(".toasts >> text=Score checked");
        await visit.Page.GotoAsync(board.Address + "#/scores/block-drop");
        await visit.Page.WaitForSelectorAsync("tr.me");
    }

    [Fact]
    public async Task A_second_tab_neither_takes_the_play_of_the_first_nor_its_place_in_the_browser()
    {
        await using var first = await board.VisitAsync();
        await board.ComeInAsync(first);
        await first.Page.GotoAsync(board.Address + "#/play/sponge-squeeze");
        await Frogs.BeginAsync(first);
        await first.Page.WaitForSelectorAsync("text=Ranked: this play counts");
        var second = await first.Page.Context.NewPageAsync();
        await second.GotoAsync(board.Address + "#/play/sponge-squeeze");
        await second.WaitForSelectorAsync("text=Not ranked: another tab has a play of this game");
        await second.CloseAsync();
        await first.Page.Keyboard.PressAsync("Escape");
        await first.Page.WaitForSelectorAsync(".card >> text=Paused");
        await first.IsSavedAsync();
        await first.Page.ReloadAsync();
        await first.Page.WaitForSelectorAsync(".card >> text=A play that you left");
        await first.Page.WaitForSelectorAsync("text=Ranked: this play counts");
    }

    [Fact]
    public async Task When_the_storage_is_full_a_play_still_counts_and_can_be_watched()
    {
        await using var visit = await board.VisitAsync();
        await board.ComeInAsync(visit);
        var protocol = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        await protocol.SendAsync("Storage.overrideQuotaForOrigin", new() { ["origin"] = board.Address.TrimEnd('/'), ["quotaSize"] = 1 });
        await visit.Page.GotoAsync(board.Address + Pieces.Address);
        await Frogs.BeginAsync(visit);
        await Pieces.EndAsync(visit);
        await visit.Page.WaitForSelectorAsync(".card >> text=This browser keeps nothing");
        await visit.Page.WaitForSelectorAsync(".card >> text=Score checked");
        await visit.Page.ClickAsync(".card button:has-text('Watch it')");
        await visit.Page.WaitForSelectorAsync("dd.good >> text=Score checked");
        visit.Forgive();
    }

    [Fact]
    public async Task With_cookies_off_the_games_can_be_played_and_the_page_says_what_is_not_kept()
    {
        string profile = Directory.CreateTempSubdirectory("monster-profile-").FullName;
        Directory.CreateDirectory(Path.Combine(profile, "Default"));
        await File.WriteAllTextAsync(Path.Combine(profile, "Default", "Preferences"), """{"profile":{"default_content_setting_values":{"cookies":2}}}""", TestContext.Current.CancellationToken);
        try
        {
            await using var context = await site.LaunchAsync(profile);
            var page = context.Pages[0];
            await using var visit = new Visit(context, page);
            await page.GotoAsync(board.Address + Pieces.Address);
            Assert.Equal("off", await page.EvaluateAsync<string>("() => { try { localStorage.length; return 'on'; } catch { return 'off'; } }"));
            await Frogs.BeginAsync(visit);
            await Pieces.EndAsync(visit);
            await page.WaitForSelectorAsync(".card >> text=This browser keeps nothing");
            await page.ClickAsync(".card button:has-text('Watch it')");
            await page.WaitForSelectorAsync("dd.good >> text=Score checked");
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
    }

    [Fact]
    public async Task The_challenge_of_today_goes_on_where_it_was_left_and_is_given_once()
    {
        await using var visit = await board.VisitAsync();
        await board.ComeInAsync(visit);
        await visit.Page.GotoAsync(board.Address + "#/now");
        await visit.Page.ClickAsync("text=Play today’s challenge");
        await Frogs.BeginAsync(visit);
        await visit.Page.WaitForSelectorAsync("text=Today’s challenge: this play counts.");
        await visit.Page.Keyboard.PressAsync("ArrowLeft");
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.IsSavedAsync();
        await visit.Page.GotoAsync(board.Address + "#/now");
        await visit.Page.ClickAsync("text=Play today’s challenge");
        await visit.Page.WaitForSelectorAsync(".card >> text=A play that you left");
        await visit.Page.ClickAsync(".card >> text=Begin again");
        await visit.Page.ClickAsync(".card >> text=Give it up and begin again");
        await Frogs.BeginAsync(visit);
        await visit.Page.WaitForSelectorAsync("text=/Not ranked: ./"); // it is the same for everybody, once
        await visit.Page.GotoAsync(board.Address + "#/now");
        await visit.Page.WaitForSelectorAsync("text=You have played it");
        visit.Forgive(); // the browser tells of the answer with which the board refuses a second one
    }

    [Fact]
    public async Task What_a_play_cost_on_a_processor_stands_on_its_page_once_it_was_measured()
    {
        await using var visit = await board.VisitAsync();
        await board.ComeInAsync(visit);
        await visit.Page.GotoAsync(board.Address + Pieces.Address);
        await Frogs.BeginAsync(visit);
        await Pieces.EndAsync(visit);
        await visit.Page.WaitForSelectorAsync(".card >> text=Score checked");
        await visit.Page.ClickAsync(".card button:has-text('Watch it')");
        await visit.Page.WaitForSelectorAsync("dd.good >> text=Score checked");
        Assert.Equal(0, await visit.Page.Locator("dd >> text=x86_64").CountAsync());
        string id = visit.Page.Url.Split("#/of/")[1];
        new GuestCosts(GuestCosts.FolderOf(board.Data)).Keep(id, new GuestCost("x86_64", 15_635_853, 11_976_212, "gcc", "qemu", [new GuestFunction("<b>update</b>", 6_442_839)]));
        await visit.Page.ReloadAsync();
        await visit.Page.WaitForSelectorAsync("dd >> text=15,635,853 x86_64 instructions, 11,976,212 in the game");
        await visit.Page.WaitForSelectorAsync("dd >> text=most in <b>update</b> 41 %");
        Assert.Equal("Cost", await visit.Page.EvaluateAsync<string>("() => { let at = [...document.querySelectorAll('dd')].find(dd => dd.textContent.includes('x86_64')); while (at.tagName !== 'DT') at = at.previousElementSibling; return at.textContent; }"));
        await Looking.HasNoBarrierAsync(visit, "inside-costs-desk-Dark");
    }
}
