using Microsoft.Playwright;
using OtpNet;

namespace Monster.Web.Tests;

/// <summary>Letters, the second lock, bans, and leaving with one's data: what a board keeps of people, in pages.</summary>
public sealed class PeopleTests(FurnishedBoard board) : IClassFixture<FurnishedBoard>
{
    [Fact]
    public async Task A_letter_comes_while_one_looks_on_is_read_answered_and_thrown_away()
    {
        await using var ann = await board.VisitAsync();
        await using var ben = await board.VisitAsync();
        string from = await board.ComeInAsync(ann), to = await board.ComeInAsync(ben);
        await ben.UntilAsync("() => performance.getEntriesByType('resource').some(one => one.name.endsWith('/api/session'))");
        await ann.Page.GotoAsync(board.Address + "#/people?name=" + Uri.EscapeDataString(to));
        await ann.Page.ClickAsync($"td >> text='{to}'");
        await ann.Page.ClickAsync("text=Write a letter");
        await ann.Page.FillAsync("[name=subject]", "A <i>game</i>?");
        await ann.Page.FillAsync("[name=text]", "Tonight.\n\nOr tomorrow.");
        await ann.Page.ClickAsync("form button");
        await ann.Page.WaitForSelectorAsync("li >> text=A <i>game</i>?");
        await ben.Page.WaitForSelectorAsync($"nav >> text={to} (1)"); // by itself
        await ben.Page.GotoAsync(board.Address + "#/mail");
        await ben.Page.ClickAsync("li a >> text=A <i>game</i>?");
        await ben.Page.WaitForSelectorAsync("article >> text=Or tomorrow.");
        await ben.UntilAsync($"() => [...document.querySelectorAll('nav a')].some(a => a.textContent === '{to}')"); // it counts as read
        await ben.Page.ClickAsync("text=Answer");
        await ben.Page.FillAsync("[name=text]", "Tomorrow.");
        await ben.Page.ClickAsync("form button");
        await ben.Page.WaitForSelectorAsync("li >> text=Re: A <i>game</i>?");
        await ann.Page.WaitForSelectorAsync($"nav >> text={from} (1)");
        await ann.Page.GotoAsync(board.Address + "#/mail");
        await ann.Page.ClickAsync("li a >> text=Re: A <i>game</i>?");
        await ann.Page.WaitForSelectorAsync("article >> text=Tomorrow.");
        await ann.Page.ClickAsync("text=Throw away");
        await ann.Page.WaitForSelectorAsync("text=No letters.");
    }

    [Fact]
    public async Task A_line_on_the_wall_stands_there_until_its_author_takes_it_away()
    {
        await using var visit = await board.VisitAsync();
        await board.ComeInAsync(visit);
        await visit.Page.GotoAsync(board.Address + "#/now");
        await visit.Page.FillAsync("form [name=text]", "Good <b>night</b>");
        await visit.Page.ClickAsync("text='Say it'");
        await visit.Page.WaitForSelectorAsync("li >> text=Good <b>night</b>");
        Assert.Equal("", await visit.Page.Locator("form [role=alert]").InnerTextAsync());
        await visit.Page.ClickAsync("text='Take away'");
        await visit.UntilAsync("() => ![...document.querySelectorAll('li')].some(li => li.textContent.includes('Good <b>night'))");
    }

    [Fact]
    public async Task With_one_time_codes_on_the_password_alone_does_not_let_anybody_in()
    {
        await using var visit = await board.VisitAsync();
        string name = await board.ComeInAsync(visit);
        await visit.Page.GotoAsync(board.Address + "#/account");
        await visit.Page.ClickAsync("summary >> text=One-time codes");
        var section = visit.Page.Locator("details", new PageLocatorOptions { HasText = "One-time codes" });
        await section.Locator("[name=password]").FillAsync(OpenBoard.Password);
        await section.Locator("button").ClickAsync();
        byte[] secret = Base32Encoding.ToBytes(await section.Locator("code").InnerTextAsync());
        await section.Locator("[name=code]").FillAsync("12");
        await section.Locator("button").ClickAsync();
        await section.Locator(".bad:not(:empty)").WaitForAsync();
        await section.Locator("[name=code]").FillAsync(new Totp(secret).ComputeTotp());
        await section.Locator("button").ClickAsync();
        await visit.Page.WaitForSelectorAsync("summary >> text=One-time codes are on");
        await visit.Page.ClickAsync("text='Log out'");
        var form = visit.Page.Locator("form").Nth(1);
        await form.Locator("[name=name]").FillAsync(name);
        await form.Locator("[name=password]").FillAsync(OpenBoard.Password);
        await form.Locator("button").ClickAsync();
        await form.Locator("[name=code]").WaitForAsync(); // it was hidden
        await visit.UntilAsync("() => document.activeElement.name === 'code'");
        await form.Locator("[name=code]").FillAsync(new Totp(secret).ComputeTotp(DateTime.UtcNow.AddSeconds(30))); // the next one: each is taken once
        await form.Locator("button").ClickAsync();
        await visit.Page.WaitForSelectorAsync($"nav >> text={name}");
        visit.Forgive(); // the browser tells of the answers 422 and 401
    }

    [Fact]
    public async Task Who_is_banned_is_out_at_once_and_told_why_when_they_come_again()
    {
        await using var visit = await board.VisitAsync();
        string name = await board.ComeInAsync(visit);
        await using var sysop = await board.Site.VisitUrlAsync(board.Address + "#/sysop", state: board.Sysop);
        await DoAsync("ban");
        await visit.Page.GotoAsync(board.Address + "#/write/17");
        await visit.Page.FillAsync("[name=subject]", "More of it");
        await visit.Page.FillAsync("[name=body]", "And more.");
        await visit.Page.ClickAsync("form button");
        await visit.Page.WaitForSelectorAsync("[role=alert] >> text=Log in first");
        await visit.Page.ReloadAsync();
        await visit.Page.WaitForSelectorAsync("nav >> text=Log in");
        await LogInAsync();
        await visit.Page.WaitForSelectorAsync("[role=alert] >> text=Too loud");
        await DoAsync("unban");
        await LogInAsync();
        await visit.Page.WaitForSelectorAsync($"nav >> text={name}");
        visit.Forgive(); // the browser tells of the answers 401 and 403

        async Task DoAsync(string what)
        {
            await sysop.Page.FillAsync("form:has([name=do]) [name=name]", name);
            await sysop.Page.FillAsync("[name=reason]", "Too loud");
            await sysop.Page.SelectOptionAsync("[name=do]", what);
            await sysop.Page.ClickAsync("text='Do it'");
            await sysop.Page.WaitForSelectorAsync($"text=Done: {name}, {what}.");
        }

        async Task LogInAsync()
        {
            await visit.Page.GotoAsync(board.Address + "#/account");
            var form = visit.Page.Locator("form").Nth(1);
            await form.Locator("[name=name]").FillAsync(name);
            await form.Locator("[name=password]").FillAsync(OpenBoard.Password);
            await form.Locator("button").ClickAsync();
        }
    }

    [Fact]
    public async Task Somebody_takes_their_data_along_and_deletes_the_account_which_asks_twice()
    {
        await using var visit = await board.VisitAsync();
        string name = await board.ComeInAsync(visit);
        await visit.Page.GotoAsync(board.Address + "#/account");
        await visit.Page.ClickAsync("summary >> text=Take your data with you");
        var take = visit.Page.Locator("details", new PageLocatorOptions { HasText = "Take your data with you" });
        await take.Locator("[name=password]").FillAsync(OpenBoard.Password);
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => take.Locator("button").ClickAsync());
        using (var zip = System.IO.Compression.ZipFile.OpenRead(await download.PathAsync()))
            Assert.NotEmpty(zip.Entries);
        await visit.Page.ClickAsync("summary >> text=Delete the account");
        var leave = visit.Page.Locator("details", new PageLocatorOptions { HasText = "It cannot be undone" });
        await leave.Locator("[name=password]").FillAsync(OpenBoard.Password);
        await leave.Locator("[name=sure]").FillAsync("yes");
        await leave.Locator("button").ClickAsync();
        await visit.Page.WaitForSelectorAsync("[role=alert] >> text=Write DELETE in capital letters");
        await leave.Locator("[name=sure]").FillAsync("DELETE");
        await leave.Locator("button").ClickAsync();
        await visit.Page.WaitForSelectorAsync("h1 >> text=Come in");
        var form = visit.Page.Locator("form").Nth(1);
        await form.Locator("[name=name]").FillAsync(name);
        await form.Locator("[name=password]").FillAsync(OpenBoard.Password);
        await form.Locator("button").ClickAsync();
        await visit.Page.WaitForSelectorAsync("[role=alert]:not(:empty)");
        await visit.Page.WaitForSelectorAsync("nav >> text=Log in");
        visit.Forgive(); // the browser tells of the answer 401
    }
}
