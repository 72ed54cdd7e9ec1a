using System.Text.Json;
using Microsoft.Playwright;
using Monster.Arcade;

namespace Monster.Web.Tests;

/// <summary>The pages in Chromium, as people use them. Whatever the console says fails a test.</summary>
public sealed class PageTests(Site site)
{
    [Fact]
    public async Task The_grid_shows_71_games_with_moving_pictures_and_finds_them_by_letters()
    {
        await using var visit = await site.VisitAsync();
        await visit.Page.WaitForSelectorAsync(".grid li");
        Assert.Equal(71, await visit.Page.Locator(".grid li").CountAsync());
        Assert.Equal(site.Catalogue.Entries.Count(e => e.Exists), await visit.Page.Locator("a.tile").CountAsync());
        await visit.UntilAsync("() => [...document.querySelectorAll('a.tile canvas')].filter(c => c.getContext('2d').getImageData(0, 0, 160, 88).data.some(b => b !== 0)).length >= 6");
        string before = await Pixels();
        await visit.UntilAsync($"() => [...document.querySelectorAll('a.tile canvas')].slice(0, 4).map(c => c.toDataURL()).join() !== {JsonSerializer.Serialize(before)}");
        await visit.Page.Keyboard.TypeAsync("maze");
        Assert.Equal("1 shown", await visit.Page.Locator(".count").InnerTextAsync());
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.UntilAsync("() => location.hash === '#/play/maze-run'");

        async Task<string> Pixels() => await visit.Page.EvaluateAsync<string>("() => [...document.querySelectorAll('a.tile canvas')].slice(0, 4).map(c => c.toDataURL()).join()");
    }

    [Fact]
    public async Task A_play_by_keys_ends_is_kept_and_its_recording_is_accepted_by_the_servers_engine()
    {
        await using var visit = await site.VisitAsync(Pieces.Address);
        await Frogs.BeginAsync(visit);
        await Pieces.EndAsync(visit);
        await visit.Page.Locator(".card button", new PageLocatorOptions { HasText = "Watch it" }).ClickAsync();
        await visit.Page.WaitForSelectorAsync("dd.good >> text=Score checked");
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("text=Download .play"));
        byte[] file = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        var verification = new Verifier(site.Catalogue.FindBySha256).Verify(file, TestContext.Current.CancellationToken);
        Assert.All(verification.Checks, check => Assert.NotEqual(CheckOutcome.Failed, check.Outcome));
        Assert.Equal(PlayStatus.Over, verification.Recording!.Status);
        Assert.True(verification.Recording.Keys.TicksWithKeys > 0);
        await visit.Page.GotoAsync(site.Address + "#/plays");
        await visit.Page.WaitForSelectorAsync("td >> text=Block Drop");
    }

    [Fact]
    public async Task A_play_that_is_left_waits_to_be_gone_on_with()
    {
        await using var visit = await site.VisitAsync("#/play/fog-walk");
        await Frogs.BeginAsync(visit);
        foreach (string key in new[] { "Tab", "Tab", "Tab" })
            await visit.Page.Keyboard.PressAsync(key);

        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.WaitForSelectorAsync(".card >> text=Paused");
        await visit.IsSavedAsync();
        await visit.Page.ReloadAsync();
        await visit.Page.WaitForSelectorAsync(".card >> text=A play that you left");
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.UntilAsync("() => document.querySelector('.card').hidden");
    }

    [Fact]
    public async Task A_phone_on_its_side_shows_a_larger_picture_and_still_the_way_out()
    {
        await using var visit = await site.VisitAsync("#/play/tool-box", 390, 844, touch: true);
        await visit.UntilAsync("() => document.querySelector('.stage canvas')?.width > 300");
        double upright = await visit.Page.EvaluateAsync<double>("() => document.querySelector('.stage canvas').getBoundingClientRect().width");
        await visit.Page.SetViewportSizeAsync(844, 390);
        await visit.UntilAsync(FormattableString.Invariant($"() => document.querySelector('.stage canvas').getBoundingClientRect().width > {upright * 1.2} && document.querySelector('.bar').getBoundingClientRect().bottom <= innerHeight"));
    }

    [Fact]
    public async Task The_check_page_accepts_a_good_recording_and_says_what_is_wrong_with_a_changed_one()
    {
        await using var visit = await site.VisitAsync("#/verify");
        string demo = Path.Combine(Site.Root, "games", "demo", "MazeRun.play");
        await visit.Page.SetInputFilesAsync("input[type=file]", demo);
        await visit.Page.WaitForSelectorAsync(".verdict.good");
        var recording = RecordingReader.Decode(await File.ReadAllBytesAsync(demo, TestContext.Current.CancellationToken));
        await CheckAsync(RecordingWriter.Encode(recording with { Score = recording.Score + 1, PublicKey = null, Signature = null }), "in the recording");
        await CheckAsync(RecordingWriter.Encode(recording with { Seed = Seed.FromBytes(new byte[16]), PublicKey = null, Signature = null }), "on replay");
        await CheckAsync([1, 2, 3], "does not begin like one");
        await CheckAsync(new byte[300_000], "at most");

        async Task CheckAsync(byte[] file, string says)
        {
            await visit.Page.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "x.play", MimeType = "application/octet-stream", Buffer = file });
            await visit.Page.WaitForSelectorAsync(".verdict.bad");
            Assert.Contains(says, await visit.Page.Locator(".failed").AllInnerTextsAsync() is var lines ? string.Join('\n', lines) : "", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_saved_check_page_works_from_a_disk_and_asks_nobody()
    {
        await using var visit = await site.VisitAsync("#/verify");
        string demo = Path.Combine(Site.Root, "games", "demo", "FogWalk.play");
        await visit.Page.SetInputFilesAsync("input[type=file]", demo);
        await visit.Page.WaitForSelectorAsync(".verdict.good");
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("text=Save this page"));
        string file = Path.Combine(Directory.CreateTempSubdirectory("monster-saved-").FullName, download.SuggestedFilename);
        try
        {
            await download.SaveAsAsync(file);
            await using var saved = await site.VisitUrlAsync(new Uri(file).AbsoluteUri);
            await saved.Page.Context.SetOfflineAsync(true);
            await saved.Page.WaitForSelectorAsync(".verdict.good"); // the play that was checked is inside
            var recording = RecordingReader.Decode(await File.ReadAllBytesAsync(demo, TestContext.Current.CancellationToken));
            byte[] changed = RecordingWriter.Encode(recording with { Score = recording.Score + 1, PublicKey = null, Signature = null });
            await saved.Page.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "x.play", MimeType = "application/octet-stream", Buffer = changed });
            await saved.Page.WaitForSelectorAsync(".verdict.bad");
            await saved.Page.SetInputFilesAsync("input[type=file]", Path.Combine(Site.Root, "games", "demo", "MazeRun.play"));
            await saved.UntilAsync("() => document.querySelector('.failed')?.textContent.includes('No cartridge here')");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [Fact]
    public async Task A_recording_is_sought_through_and_travels_whole_in_a_link()
    {
        await using var visit = await site.VisitAsync("#/demo/tool-box");
        await visit.Page.WaitForSelectorAsync("dd.good >> text=Score checked");
        int last = int.Parse(await visit.Page.Locator("input[type=range]").GetAttributeAsync("max") ?? "", System.Globalization.CultureInfo.InvariantCulture);
        await visit.Page.Locator("input[type=range]").FillAsync($"{last}");
        await visit.UntilAsync($"() => document.querySelector('.where').textContent.startsWith('{last:N0} /')");
        string end = await visit.Page.EvaluateAsync<string>("() => document.querySelector('.stage canvas').toDataURL()");
        await visit.Page.Locator("input[type=range]").FillAsync("0");
        await visit.UntilAsync($"() => document.querySelector('.stage canvas').toDataURL() !== {JsonSerializer.Serialize(end)}");
        await visit.Page.EvaluateAsync("() => { navigator.clipboard.writeText = t => { window.copied = t; return Promise.resolve(); }; }");
        await visit.Page.ClickAsync("text=Copy link");
        await visit.UntilAsync("() => window.copied");
        string link = await visit.Page.EvaluateAsync<string>("() => window.copied");
        Assert.Contains("#/p/", link, StringComparison.Ordinal);
        await using var stranger = await site.VisitAsync(link[site.Address.Length..]);
        await stranger.Page.WaitForSelectorAsync("dd.good >> text=Score checked");
        await using var cut = await site.VisitAsync(link[site.Address.Length..^40]);
        await cut.Page.WaitForSelectorAsync("[role=alert]");
    }

    [Fact]
    public async Task Somebody_takes_over_a_recording_in_the_middle_and_plays_on()
    {
        await using var visit = await site.VisitAsync("#/demo/light-show?t=200");
        await visit.UntilAsync("() => document.querySelector('.where')?.textContent.startsWith('200 /')");
        await visit.Page.ClickAsync("text=Take over from here");
        await visit.Page.WaitForSelectorAsync(".card >> text=A play that you left");
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.UntilAsync("() => document.querySelector('.card').hidden");
    }

    [Fact]
    public async Task Once_loaded_the_arcade_plays_without_a_network()
    {
        using var alone = site.ServeAnother();
        await using var visit = await site.VisitUrlAsync(alone.Address + "#/play/moon-phase");
        await visit.UntilAsync("() => document.querySelector('.stage canvas')?.width > 300");
        await visit.Page.EvaluateAsync("() => navigator.serviceWorker.ready");
        await visit.Page.ReloadAsync(); // through the service worker now
        await visit.UntilAsync("() => navigator.serviceWorker.controller && document.querySelector('.stage canvas')?.width > 300");
        alone.IsDown = true;
        await visit.Page.ReloadAsync();
        await visit.UntilAsync("() => document.querySelector('.stage canvas')?.width > 300");
        visit.Forgive();
    }

    [Fact]
    public async Task The_observatory_loads_all_modules_and_every_identity_holds()
    {
        await using var visit = await site.VisitAsync("observatory.html");
        await visit.Page.WaitForSelectorAsync("[role=status] >> text=71 of 71 modules");
        await visit.Page.ClickAsync("text=Check every identity here");
        await visit.UntilAsync("() => document.querySelectorAll('.checks .passed').length === 6 && !document.querySelector('.checks .failed')");
        await visit.Page.ClickAsync("button:text-is('71')");
        await visit.UntilAsync("() => document.querySelector('.bound')");
        await visit.Page.FillAsync("input[type=range]", "17");
        string[] numbers = [.. (await visit.Page.Locator(".map li button").AllInnerTextsAsync()).Take(7)];
        Assert.Equal(["17", "3", "8", "18", "20", "39", "50"], numbers); // as shard 17's own module tells
        await visit.Page.ClickAsync("text=38 cells");
        Assert.Equal(5, await visit.Page.Locator(".map >> text=a cell alone").CountAsync());
        await visit.Page.ClickAsync("text=Legacy order");
        Assert.Contains("not a Hecke operator", await visit.TextAsync(), StringComparison.Ordinal);
        await visit.Page.ClickAsync("text=Θ of Leech");
        Assert.Contains("196560", await visit.TextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("✗", await visit.TextAsync(), StringComparison.Ordinal);
    }
}
