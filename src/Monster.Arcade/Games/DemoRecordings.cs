namespace Monster.Arcade;

/// <summary>The recordings that show games before anybody has played them here.</summary>
internal static class DemoRecordings
{
    /// <summary>The demo of a game; null when there is none, it is damaged, or it was made with another cartridge than today's.</summary>
    /// <param name="folder">Where demos are, <c>MazeRun.play</c>; null for nowhere.</param>
    /// <param name="packed">Demos inside this program; null when there are none.</param>
    /// <param name="title">The game.</param>
    /// <param name="sha256">Its cartridge.</param>
    public static Recording? Find(string? folder, PackedGames? packed, string title, string? sha256)
    {
        string name = title.Replace(" ", "", StringComparison.Ordinal) + ".play";
        try
        {
            var demo = packed?.Find(name) is { } content ? RecordingReader.Decode(content)
                : folder is not null && File.Exists(Path.Combine(folder, name)) ? PlayerStore.Read(Path.Combine(folder, name))
                : null;
            return demo?.Cartridge == sha256 ? demo : null;
        }
        catch (ArcadeException)
        {
            return null; // a tile without a picture is no reason to stop
        }
    }
}
