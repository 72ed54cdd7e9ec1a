namespace Monster.Arcade;

/// <summary>A recording that is kept, by what its file name says.</summary>
/// <param name="Path">The file.</param>
/// <param name="Title">The game.</param>
/// <param name="When">When it was kept.</param>
public sealed record StoredRecording(string Path, string Title, DateTimeOffset When);
