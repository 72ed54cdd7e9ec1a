using Microsoft.Playwright;

namespace Monster.Web.Tests;

/// <summary>The ways into a game other than a mouse, and the way out through the loudspeaker.</summary>
public sealed class InputTests(Site site)
{
    /// <summary>Notes the keys that games are given, the voices they answer with, and what is made of sound.</summary>
    private const string Ears = """
        (() => {
          window.keys = []; window.asked = []; window.voices = []; window.contexts = []; window.set = [];
          const post = Worker.prototype.postMessage;
          Worker.prototype.postMessage = function (message, ...more) { if (message.kind === 'key') keys.push(message.key); if (message.visible) asked.push(message); return post.call(this, message, ...more); };
          const own = Object.getOwnPropertyDescriptor(Worker.prototype, 'onmessage');
          Object.defineProperty(Worker.prototype, 'onmessage', { get: own.get, set(f) { own.set.call(this, e => { if (e.data.voices) { const v = new DataView(e.data.voices.buffer); for (let i = 0; i < 4; i++) if (v.getUint16(i * 4, true) > 0 && v.getUint8(i * 4 + 2) > 0) voices.push(v.getUint16(i * 4, true)); } f.call(this, e); }); } });
          window.AudioContext = class extends AudioContext { constructor(...all) { super(...all); contexts.push(this); } };
          const target = AudioParam.prototype.setTargetAtTime;
          AudioParam.prototype.setTargetAtTime = function (value, ...more) { set.push(value); return target.call(this, value, ...more); };
          const pad = { buttons: Array.from({ length: 17 }, () => ({ pressed: false })), axes: [0, 0, 0, 0] };
          window.pad = pad; navigator.getGamepads = () => [null, pad];
        })()
        """;

    [Fact]
    public async Task A_gamepad_plays_and_a_held_direction_repeats_as_a_held_key_does()
    {
        await using var visit = await OpenAsync("#/play/tool-box");
        await Frogs.BeginAsync(visit);
        foreach (var (change, key) in new[] { ("pad.buttons[12]", 256), ("pad.buttons[13]", 257), ("pad.buttons[14]", 258), ("pad.buttons[15]", 259), ("pad.buttons[0]", 32), ("pad.buttons[9]", 13) })
        {
            await visit.Page.EvaluateAsync($"() => {{ keys.length = 0; {change}.pressed = true; }}");
            await visit.UntilAsync($"() => keys.includes({key})");
            await visit.Page.EvaluateAsync($"() => {{ {change}.pressed = false; }}");
        }

        await visit.Page.EvaluateAsync("() => { keys.length = 0; pad.axes[0] = -1; }");
        await visit.UntilAsync("() => keys.filter(key => key === 258).length >= 3");
        await visit.Page.EvaluateAsync("() => { pad.axes[0] = 0.2; }"); // at rest no stick stands at nothing
        await visit.UntilAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => { const before = keys.length; setTimeout(() => done(keys.length === before), 400); })))");
    }

    [Fact]
    public async Task Nothing_sounds_before_it_is_asked_for_and_then_what_the_game_says()
    {
        await using var visit = await OpenAsync("#/demo/melody-mix");
        await visit.UntilAsync("() => voices.length > 0");
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("() => contexts.length + set.length"));
        await visit.Page.ClickAsync("text=Sound off");
        await visit.Page.WaitForSelectorAsync("button[aria-pressed=true] >> text=Sound on");
        await visit.UntilAsync("() => { const before = window.from ??= voices.length; return contexts.length === 1 && contexts[0].state === 'running' && voices.slice(before).some(hertz => set.includes(hertz)); }");
        await visit.Page.ClickAsync("text=Sound on");
        await visit.Page.WaitForSelectorAsync("button[aria-pressed=false] >> text=Sound off");
        Assert.Equal("suspended", await visit.Page.EvaluateAsync<string>("() => contexts[0].state"));
    }

    [Fact]
    public async Task The_arcade_is_found_played_paused_and_left_by_keyboard_alone()
    {
        await using var visit = await OpenAsync("");
        await visit.Page.WaitForSelectorAsync(".grid li");
        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("To the games", await visit.Page.EvaluateAsync<string>("() => document.activeElement.textContent"));
        await visit.Page.Keyboard.TypeAsync("tool");
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await visit.UntilAsync("() => document.activeElement.matches('a.tile') && document.activeElement.textContent.includes('Tool Box')");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Frogs.BeginAsync(visit);
        await visit.Page.Keyboard.PressAsync("ArrowLeft");
        await visit.UntilAsync("() => keys.includes(258)");
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.WaitForSelectorAsync(".card >> text=Paused");
        await TabToAsync(visit, "Help");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForSelectorAsync(".card >> text=Arrow keys walk and push");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Frogs.BeginAsync(visit);
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.WaitForSelectorAsync(".card >> text=Paused");
        await TabToAsync(visit, "Leave");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForSelectorAsync(".grid li");
    }

    [Fact]
    public async Task Who_wants_less_motion_gets_still_pictures_and_recordings_that_wait()
    {
        await using var visit = await OpenAsync("", new BrowserNewContextOptions { ReducedMotion = ReducedMotion.Reduce });
        await visit.UntilAsync("() => [...document.querySelectorAll('a.tile canvas')].filter(c => c.getContext('2d').getImageData(0, 0, 160, 88).data.some(b => b !== 0)).length >= 6");
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("() => new Promise(done => setTimeout(() => done(asked.length), 800))")); // where they move they are asked for four times a second
        await visit.Page.GotoAsync(site.Address + "#/demo/bear-hug");
        await visit.Page.WaitForSelectorAsync("dd.good >> text=Score checked");
        Assert.Equal("Play", await visit.Page.Locator(".bar button").First.InnerTextAsync());
    }

    private static async Task TabToAsync(Visit visit, string text)
    {
        for (int i = 0; i < 40; i++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            if (await visit.Page.EvaluateAsync<string>("() => document.activeElement.textContent.trim()") is var found && found.StartsWith(text, StringComparison.Ordinal))
                return;
        }

        Assert.Fail($"Tab never comes to '{text}'.");
    }

    private async Task<Visit> OpenAsync(string path, BrowserNewContextOptions? options = null)
    {
        var context = await site.Browser.NewContextAsync(options ?? new BrowserNewContextOptions());
        await context.AddInitScriptAsync(Ears);
        var visit = new Visit(context, await context.NewPageAsync());
        await visit.Page.GotoAsync(site.Address + path);
        return visit;
    }
}
