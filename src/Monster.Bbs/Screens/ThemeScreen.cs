namespace Monster.Bbs.Screens;

/// <summary>The sysop's look at the theme: which own files are in use, and what is wrong with others.</summary>
public sealed class ThemeScreen : TextScreen
{
    /// <summary>The theme as it is now.</summary>
    public ThemeScreen(Visit visit)
        : base(visit, "Theme", "")
    {
    }

    /// <inheritdoc/>
    protected override string Help => "Your own files lie in the data directory under theme: colours.toml, menus/NAME.toml and screens/NAME.toml. A changed file counts after two seconds. One that is not right is not taken: the one before stays, and why stands here.\n\nmonster board theme writes the built-in files there, to begin with.";

    /// <inheritdoc/>
    protected override void Refresh()
    {
        var theme = Visit.Services.Theme;
        theme.Reload();
        string[] own = [.. theme.OwnFiles.Select(file => $"  {file}")];
        string[] faults = [.. theme.Faults.Select(fault => $"  {fault}")];
        Show(string.Join('\n', [
            own.Length == 0 ? "No file of your own is in use: the built-in theme is shown. Yours go into the folder theme of the data directory; F1 tells how." : "Your own files in use:", .. own, "",
            faults.Length == 0 ? "Nothing is wrong." : "Not in use, because:", .. faults]));
    }
}
