using Monster.Terminal;
using Monster.Wasm;

namespace Monster.Arcade.Screens;

/// <summary>How a game, or the arcade itself, is used. Any key goes back.</summary>
public sealed class HelpView : View
{
    private readonly string _title;
    private readonly string _pitch;
    private readonly string[] _lines;
    private readonly (string Key, string Does)[] _keys;

    private HelpView(string title, string pitch, string[] lines, (string Key, string Does)[] keys)
    {
        (_title, _pitch, _lines, _keys) = (title, pitch, lines, keys);
    }

    /// <summary>The help of a game: what its manifest says, and the keys that every game shares.</summary>
    public static HelpView OfGame(Manifest manifest) => new(
        manifest.Title,
        manifest.Pitch,
        manifest.Help.Split('\n'),
        [("Escape", "pauses; from there you can save and leave"), ("F1", "this help")]);

    /// <summary>The help of the grid.</summary>
    public static HelpView OfArcade() => new(
        "Monster Arcade",
        "71 games, one a shard. Every play is kept and can be watched again.",
        [
            "Letters   find a game by its name; digits, by its shard number",
            "Arrows    choose; Page Up, Page Down, Home and End go further",
            "Enter     plays the chosen game",
            "F1 or ?   this help; in a game F1 tells how it is played",
            "F2        your recent plays, to watch again at any speed",
            "F4, F7    the game of the day; the observatory",
            "Tab       another order: by shard, playable first, most played; then maps:",
            "          next door (Space: to the chosen game's doors), 38 cells, legacy",
            "Escape    clears the search; then leaves",
            "",
            "Under each name stand your best score and the record.",
            "Score checked: a play is its seed and the keys you pressed. Anyone who has",
            "the recording can play it again and must arrive at the same score:",
            "monster verify FILE shows it, without a network and without trust.",
        ],
        []);

    /// <summary>The help of the observatory.</summary>
    public static HelpView OfObservatory() => new(
        "Observatory",
        "The 71 shards are the 71 supersingular elliptic curves in characteristic 853.",
        [
            "The isogenies of prime degree p between them are the Hecke operator T_p: a",
            "symmetric matrix of 71 rows that add up to p + 1. What is shown is what",
            "the 71 WebAssembly modules answer, one for each shard; 'monster hecke",
            "check' holds them against four other ways to the same numbers.",
            "",
            "Tab, 1-7  the pages",
            "← →       another shard; on the page of levels, another level",
            "↑ ↓       another of the fifteen primes; o: the shard's own",
            "a         graph: the isogenies of all shards; Enter: to a neighbour",
            "Space     walk: a step; r from the start, p pauses",
            "f         series: another form; Page Up and Page Down show more",
            "Enter     daily: plays today's game",
            "",
            "853 was chosen because it has 71 of them: arithmetic, not moonshine.",
        ],
        []);

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        const int Width = 74;
        int x = (screen.Width - Width) / 2;
        int y = Math.Max(2, (screen.Height - _lines.Length - _keys.Length - 6) / 2);
        ScreenParts.Title(screen, _title, "Help");
        screen.Text(x, y, _pitch, Ink.White);
        y += 2;
        foreach (string line in _lines)
            screen.TextIn(x, y++, Width, line);
        y++;
        foreach (var (key, does) in _keys)
        {
            screen.Text(x, y, key, Ink.Silver);
            screen.Text(x + 10, y++, does, Ink.Grey);
        }

        ScreenParts.Keys(screen, ("Any key", "back"));
    }

    /// <inheritdoc/>
    public override void Press(KeyPress key, TimeSpan now) => Views.Close();
}
