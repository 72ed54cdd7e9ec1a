namespace Monster.Bbs.Menus;

/// <summary>Everything the theme files say, at one moment. A value: when a file changes there is a new one.</summary>
public sealed record Theme
{
    /// <summary>The menu a caller sees first.</summary>
    public const string FirstMenu = "welcome";

    /// <summary>The menu after logging in.</summary>
    public const string MainMenu = "main";

    /// <summary>The colours.</summary>
    public required Palette Colours { get; init; }

    /// <summary>The menus by name.</summary>
    public required IReadOnlyDictionary<string, MenuPage> Menus { get; init; }

    /// <summary>The pictures by name.</summary>
    public required IReadOnlyDictionary<string, ScreenText> Screens { get; init; }
}
