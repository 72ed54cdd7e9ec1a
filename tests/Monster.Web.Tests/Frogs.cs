namespace Monster.Web.Tests;

/// <summary>River Flow, played to its end in a few seconds: frogs hop into traffic and water until none is left.</summary>
internal static class Frogs
{
    public const string Address = "#/play/river-flow";

    /// <summary>Waits until the game runs.</summary>
    public static Task BeginAsync(Visit visit) => visit.UntilAsync("() => document.querySelector('.stage canvas')?.width > 300 && document.querySelector('.card').hidden && document.activeElement?.tagName === 'CANVAS'");

    /// <summary>Hops until the game is over.</summary>
    public static Task EndAsync(Visit visit) => Pieces.EndAsync(visit, "ArrowUp");
}
