namespace Monster.Doors;

/// <summary>Who plays in this process.</summary>
/// <param name="Name">The name on this board.</param>
/// <param name="Folder">The caller's folder.</param>
public sealed record LeagueCaller(string Name, string Folder)
{
    /// <summary>The folder's name, by which results find their player.</summary>
    public string FolderName => Path.GetFileName(Folder);
}
