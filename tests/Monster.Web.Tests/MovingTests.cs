using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Monster.Testing;

namespace Monster.Web.Tests;

/// <summary>Plays that move between Debian's telnet client and a page, and are watched live.</summary>
public sealed partial class MovingTests(OpenBoard board) : IClassFixture<OpenBoard>
{
    [Fact]
    public async Task A_play_moves_from_telnet_to_the_page_and_its_score_counts()
    {
        await using var visit = await board.VisitAsync();
        string name = await board.ComeInAsync(visit);
        using var terminal = new Tmux();
        await PlayFrogsAsync(terminal, name);
        terminal.Type("Up", named: true);
        terminal.Type("Escape", named: true);
        await terminal.ShowsAsync("Paused");
        terminal.Type("c");
        await terminal.UntilAsync(() => Code().IsMatch(terminal.Screen()), "a code is shown");
        await visit.Page.GotoAsync(board.Address + "#/plays");
        await visit.Page.FillAsync("[name=code]", Code().Match(terminal.Screen()).Value);
        await visit.Page.ClickAsync("form button");
        await visit.Page.WaitForSelectorAsync(".card >> text=A play that you left");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Frogs.BeginAsync(visit);
        await Frogs.EndAsync(visit);
        await visit.Page.WaitForSelectorAsync(".card >> text=Score checked");
    }

    [Fact]
    public async Task A_play_moves_from_the_page_to_telnet()
    {
        await using var visit = await board.VisitAsync();
        string name = await board.ComeInAsync(visit);
        await visit.Page.GotoAsync(board.Address + Frogs.Address);
        await Frogs.BeginAsync(visit);
        await visit.Page.Keyboard.PressAsync("ArrowUp");
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.ClickAsync("text=Go on in a terminal");
        string code = await visit.Page.Locator(".code").InnerTextAsync();
        using var terminal = new Tmux();
        await LogInAsync(terminal, name, "A play waits for you"); // one could go on with it right here, as it was last kept
        terminal.Type("Escape", named: true);
        await terminal.ShowsAsync("Main menu");
        terminal.Type("a");
        await terminal.ShowsAsync("games can be played");
        terminal.Type("F6", named: true);
        await terminal.ShowsAsync("code");
        terminal.Type(code);
        terminal.Type("Enter", named: true);
        await terminal.ShowsAsync("River Flow");
        await terminal.ShowsAsync("Save and leave");
        await visit.Page.ClickAsync("text=Go on here after all"); // too late
        await visit.Page.WaitForSelectorAsync(".card >> text=It has gone on");
        visit.Forgive(); // the browser tells of the answer 409
    }

    [Fact]
    public async Task A_play_in_a_terminal_is_watched_in_a_page_as_it_happens()
    {
        await using var visit = await board.VisitAsync("#/now");
        await visit.Page.WaitForSelectorAsync("text=Nobody is playing right now");
        using var terminal = new Tmux();
        await using var other = await board.VisitAsync();
        string name = await board.ComeInAsync(other);
        await PlayFrogsAsync(terminal, name);
        await visit.Page.ClickAsync($"text=Watch {name} play River Flow"); // the list has changed by itself
        await visit.Page.WaitForSelectorAsync($"h1 >> text={name} plays River Flow");
        await visit.UntilAsync("() => document.querySelector('.stage canvas').getContext('2d').getImageData(0, 0, 400, 60).data.some((b, i) => i % 4 < 3 && b > 100)");
        string before = await visit.Page.EvaluateAsync<string>("() => document.querySelector('.stage canvas').toDataURL()");
        terminal.Type("Up", named: true);
        await visit.Page.WaitForFunctionAsync("before => document.querySelector('.stage canvas').toDataURL() !== before", before);
    }

    [Fact]
    public async Task A_ranked_play_in_a_page_is_watched_in_another_as_it_happens()
    {
        await using var player = await board.VisitAsync();
        string name = await board.ComeInAsync(player);
        await player.Page.GotoAsync(board.Address + "#/play/sponge-squeeze");
        await Frogs.BeginAsync(player);
        await player.Page.WaitForSelectorAsync("text=Ranked: this play counts");
        await player.Page.Keyboard.PressAsync("ArrowLeft");
        await using var visit = await board.VisitAsync("#/now");
        await visit.Page.ClickAsync($"text=Watch {name} play Sponge Squeeze");
        await visit.Page.WaitForSelectorAsync($"h1 >> text={name} plays Sponge Squeeze");
        await player.Page.WaitForSelectorAsync("text=One is watching");
        string before = await visit.Page.EvaluateAsync<string>("() => document.querySelector('.stage canvas').toDataURL()");
        var seen = visit.Page.WaitForFunctionAsync("before => document.querySelector('.stage canvas').toDataURL() !== before", before, new PageWaitForFunctionOptions { Timeout = 60_000 });
        // A slide towards the wall that one stands at changes nothing: some of these do.
        for (int i = 0; !seen.IsCompleted; i++)
        {
            await player.Page.Keyboard.PressAsync((i % 4) switch { 0 => "ArrowDown", 1 => "ArrowRight", 2 => "ArrowUp", _ => "ArrowLeft" });
            await Task.WhenAny(seen, Task.Delay(100, TestContext.Current.CancellationToken));
        }

        await seen;
    }

    [Fact]
    public async Task The_terminal_in_the_page_is_logged_in_takes_keys_and_speaks_in_lines()
    {
        await using var visit = await board.VisitAsync();
        string name = await board.ComeInAsync(visit);
        await visit.Page.GotoAsync(board.Address + "#/call");
        await visit.Page.WaitForSelectorAsync($".xterm-rows >> text=Hello, {name}");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForSelectorAsync(".xterm-rows >> text=/Main menu/");
        await visit.Page.Keyboard.PressAsync("b");
        await visit.Page.WaitForSelectorAsync(".xterm-rows >> text=Pixel Hunt");
        await visit.Page.ClickAsync(".keys >> text=Esc");
        await visit.Page.WaitForSelectorAsync(".xterm-rows >> text=/Main menu/");
        await visit.Page.SetViewportSizeAsync(700, 900);
        await visit.Page.WaitForSelectorAsync(".xterm-rows >> text=/Main menu/");
        await visit.Page.ClickAsync("text=Plain lines, for screen readers");
        await visit.Page.WaitForSelectorAsync($"[role=log] >> text=Hello, {name}");
        await AnswerAsync("");
        await visit.Page.WaitForSelectorAsync("[role=log] >> text=/Main menu/");
        await AnswerAsync("b");
        await visit.Page.WaitForSelectorAsync("[role=log] >> text=Pixel Hunt");

        async Task AnswerAsync(string line)
        {
            await visit.Page.FillAsync("#answer", line);
            await visit.Page.Keyboard.PressAsync("Enter");
        }
    }

    [Fact]
    public async Task The_terminal_in_the_page_copies_its_screen_and_pastes()
    {
        var context = await board.Site.Browser.NewContextAsync(new BrowserNewContextOptions { Permissions = ["clipboard-read", "clipboard-write"] });
        await using var visit = new Visit(context, await context.NewPageAsync());
        string name = await board.ComeInAsync(visit);
        await visit.Page.GotoAsync(board.Address + "#/call");
        await visit.Page.WaitForSelectorAsync($".xterm-rows >> text=Hello, {name}");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForSelectorAsync(".xterm-rows >> text=/Main menu/");
        await visit.Page.ClickAsync(".keys >> text=Copy");
        await visit.Page.WaitForSelectorAsync("[role=status] >> text=The whole screen is copied");
        string copied = await visit.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        Assert.Contains("Main menu", copied, StringComparison.Ordinal);
        Assert.True(copied.Split('\n').Length >= 24, copied);
        await visit.Page.EvaluateAsync("() => navigator.clipboard.writeText('b')");
        await visit.Page.ClickAsync(".keys >> text=Paste");
        await visit.Page.WaitForSelectorAsync(".xterm-rows >> text=Pixel Hunt");
    }

    private async Task PlayFrogsAsync(Tmux terminal, string name)
    {
        await LogInAsync(terminal, name);
        terminal.Type("a");
        await terminal.ShowsAsync("games can be played");
        terminal.Type("river");
        await terminal.ShowsAsync("River Flow");
        terminal.Type("Enter", named: true);
        await terminal.ShowsAsync("Arrows hop");
    }

    private async Task LogInAsync(Tmux terminal, string name, string then = "Main menu")
    {
        terminal.TypeLine(string.Create(CultureInfo.InvariantCulture, $"telnet 127.0.0.1 {board.Telnet}"));
        await terminal.ShowsAsync("Log in");
        terminal.Type("l");
        await terminal.ShowsAsync("Password");
        terminal.TypeLine(name);
        terminal.TypeLine(OpenBoard.Password);
        await terminal.ShowsAsync($"Hello, {name}");
        terminal.Type("Enter", named: true);
        await terminal.ShowsAsync(then);
    }

    [GeneratedRegex("[0-9A-HJ-NP-TV-Z]{4}-[0-9A-HJ-NP-TV-Z]{4}")]
    private static partial Regex Code();
}
