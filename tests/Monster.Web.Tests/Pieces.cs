using System.Diagnostics;

namespace Monster.Web.Tests;

/// <summary>Block Drop, played to its end in two seconds: every piece is dropped where it comes.</summary>
internal static class Pieces
{
    public const string Address = "#/play/block-drop";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Drops pieces until the game is over.</summary>
    public static Task EndAsync(Visit visit) => EndAsync(visit, "Space");

    /// <summary>Presses a key until the game is over.</summary>
    public static async Task EndAsync(Visit visit, string key)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Patience && await visit.Page.Locator(".card:not([hidden])").CountAsync() == 0)
        {
            await visit.Page.Keyboard.PressAsync(key);
            await Task.Delay(15, TestContext.Current.CancellationToken); // keys come faster than ticks, but not by much: a game takes one a tick
        }

        await visit.Page.WaitForSelectorAsync(".card:not([hidden]) >> text=Game over");
    }
}
