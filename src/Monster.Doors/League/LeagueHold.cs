using System.Globalization;
using System.Text;

namespace Monster.Doors;

/// <summary>
/// That a ranked play is on this process's screen, and which connection that is in the count of its ticket: a file in the caller's folder, held open. The system lets go of it
/// when the process dies; the file stays for whoever goes on with the play.
/// </summary>
public sealed class LeagueHold : IDisposable
{
    private readonly FileStream _file;

    private LeagueHold(FileStream file, ulong serial, uint owner) => (_file, Serial, Owner) = (file, serial, owner);

    /// <summary>The ticket.</summary>
    public ulong Serial { get; }

    /// <summary>Which connection this is.</summary>
    public uint Owner { get; }

    /// <summary>Holds a play that begins, or was taken over from elsewhere.</summary>
    /// <returns>Null when another process of the same caller has it.</returns>
    public static LeagueHold? Begin(string folder, ulong serial, uint owner)
    {
        Directory.CreateDirectory(FolderOf(folder));
        if (Open(PathOf(folder, serial), FileMode.OpenOrCreate) is not { } file)
            return null;
        file.SetLength(0);
        file.Write(Encoding.ASCII.GetBytes(owner.ToString(CultureInfo.InvariantCulture)));
        file.Flush(flushToDisk: true);
        return new LeagueHold(file, serial, owner);
    }

    /// <summary>Holds a play that is gone on with.</summary>
    /// <returns>Null when it is not known here, or another process of the same caller has it.</returns>
    public static LeagueHold? GoOn(string folder, ulong serial)
    {
        if (!File.Exists(PathOf(folder, serial)) || Open(PathOf(folder, serial), FileMode.Open) is not { } file)
            return null;
        Span<byte> digits = stackalloc byte[16];
        int length = file.ReadAtLeast(digits, digits.Length, throwOnEndOfStream: false);
        if (uint.TryParse(digits[..length], CultureInfo.InvariantCulture, out uint owner))
            return new LeagueHold(file, serial, owner);
        file.Dispose();
        return null;
    }

    /// <summary>Whether another process has a play on its screen now.</summary>
    public static bool IsHeld(string folder, ulong serial)
    {
        if (!File.Exists(PathOf(folder, serial)))
            return false;
        using var file = Open(PathOf(folder, serial), FileMode.Open);
        return file is null;
    }

    /// <summary>The play is over: nobody goes on with it.</summary>
    public void End()
    {
        File.Delete(_file.Name);
        Dispose();
    }

    /// <summary>Lets go of it; it can be gone on with.</summary>
    public void Dispose() => _file.Dispose();

    private static FileStream? Open(string path, FileMode mode)
    {
        try
        {
            return new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string FolderOf(string folder) => Path.Combine(folder, "ranked");

    private static string PathOf(string folder, ulong serial) => Path.Combine(FolderOf(folder), serial.ToString(CultureInfo.InvariantCulture));
}
