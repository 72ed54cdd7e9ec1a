using System.Globalization;
using Monster.Arcade;

namespace Monster.Bbs.Arcade;

/// <summary>
/// The plays that are not over, as journals in <c>plays/</c> of the data directory: written about once a second while they are played, whole and synced when they
/// are left. A ranked play's file is named by player and serial, an unranked one's by player and shard.
/// </summary>
public sealed class SavedPlays
{
    private const string Extension = ".journal";

    private readonly string _folder;

    /// <summary>The plays of a data directory.</summary>
    public SavedPlays(string directory) => _folder = Directory.CreateDirectory(Path.Combine(directory, "plays")).FullName;

    /// <summary>Where a ranked play is.</summary>
    public string Ranked(ulong player, ulong serial) => At($"{player}-t{serial}");

    /// <summary>Where an unranked play is.</summary>
    public string Unranked(ulong player, int shard) => At($"{player}-u{shard}");

    /// <summary>Drops a play that has ended.</summary>
    public static void Drop(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its ticket is closed: what is left here is never offered.
        }
    }

    /// <summary>Keeps the recording of a play that trapped, for the game's author.</summary>
    public void KeepTrap(Recording recording)
    {
        const int Most = 200;
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "traps")).FullName;
        if (Directory.EnumerateFiles(folder).Take(Most).Count() < Most)
            AtomicFile.Write(Path.Combine(folder, recording.Id() + ".play"), RecordingWriter.Encode(recording));
    }

    private string At(string name) => Path.Combine(_folder, name.ToString(CultureInfo.InvariantCulture) + Extension);
}
