namespace Monster.Arcade;

/// <summary>The 71 places of the arcade, shard 0 to 70, and the game that belongs to each.</summary>
public static class Shards
{
    /// <summary>How many there are.</summary>
    public const int Count = 71;

    /// <summary>The games' names by shard.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "Pixel Hunt", "Maze Run", "Block Drop", "Spin Win", "Ring Toss",
        "Color Match", "Shape Shift", "Light Show", "Beat Box", "Sound Wave",
        "Note Chase", "Key Press", "Horn Blast", "String Pull", "Chord Strike",
        "Drum Roll", "Sax Solo", "Melody Mix", "Rhythm Flow", "Voice Echo",
        "Crystal Ball", "Star Gaze", "Cell View", "Hammer Time", "Wrench Turn",
        "Bolt Twist", "Gear Spin", "Chain Link", "Link Loop", "Magnet Pull",
        "Flask Mix", "DNA Helix", "Petri Grow", "Fire Fight", "Tool Box",
        "Brick Stack", "Field Force", "Case Pack", "Lotion Rub", "Thread Weave",
        "Yarn Knit", "Pin Poke", "Bear Hug", "Broom Sweep", "Basket Catch",
        "Paper Roll", "Soap Wash", "Sponge Squeeze", "Receipt Print", "Eye Ward",
        "Spiral Spin", "Fog Walk", "Rain Dance", "Night Fall", "Dawn Rise",
        "Sun Set", "City Lights", "Bridge Cross", "Rainbow Arc", "River Flow",
        "Wave Crash", "Volcano Erupt", "Galaxy Swirl", "Earth Spin", "Globe Turn",
        "World Map", "Net Surf", "Moon Phase", "Crescent Glow", "Half Moon",
        "Full Moon",
    ];

    /// <summary>The shard of a name, whatever its case and spaces; null when no game has it.</summary>
    public static int? Find(string name)
    {
        for (int shard = 0; shard < Count; shard++)
        {
            if (Plain(Names[shard]) == Plain(name))
                return shard;
        }

        return null;
    }

    /// <summary>A name as people type it: small letters and digits only.</summary>
    internal static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
