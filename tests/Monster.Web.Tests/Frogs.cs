namespace Monster.Web.Tests;

/// <summary>River Flow, played to its end in a few seconds: frogs hop into traffic and water until none is left.</summary>
internal static class Frogs
{
    public const string Address = "#/play/river-flow";

    /// <summary>Waits until the game runs.</summary>
    public static Task BeginAsync(Visit visit) => visit.UntilAsync("() => document.querySelector('.stage canvas')?.width > 300 && document.querySelector('.card').hidden && document.activeElement?.tagName === 'CANVAS'");

    /// <summary>Hops until the game is over.</summary>
    public static async Task EndAsync(Visit visit)
    {
        for (int i = 0; i < 500 && await visit.Page.Locator(".card:not([hidden])").CountAsync() == 0; i++)
        {
            await visit.Page.Keyboard.PressAsync("ArrowUp");
            await visit.Page.WaitForTimeoutAsync(50); // a tick: a frog takes one hop a tick
        }

        await visit.Page.WaitForSelectorAsync(".card:not([hidden]) >> text=Game over");
    }
}
