namespace Monster.Arcade;

/// <summary>The recordings that show games before anybody has played them here.</summary>
internal static class DemoRecordings
{
    /// <summary>The demo of a game; null when there is none, it is damaged, or it was made with another cartridge than today's.</summary>
    /// <param name="folder">Where demos are, <c>MazeRun.play</c>; null for nowhere.</param>
    /// <param name="title">The game.</param>
    /// <param name="sha256">Its cartridge.</param>
    public static Recording? Find(string? folder, string title, string? sha256)
    {
        if (folder is null)
            return null;
        string path = Path.Combine(folder, title.Replace(" ", "", StringComparison.Ordinal) + ".play");
        try
        {
            return File.Exists(path) && PlayerStore.Read(path) is { } demo && demo.Cartridge == sha256 ? demo : null;
        }
        catch (ArcadeException)
        {
            return null; // a tile without a picture is no reason to stop
        }
    }
}
