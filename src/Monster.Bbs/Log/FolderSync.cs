using System.Runtime.InteropServices;

namespace Monster.Bbs;

/// <summary>Makes the names in a folder last through a crash. .NET opens no folders, so this asks the system.</summary>
internal static partial class FolderSync
{
    private const int ReadOnly = 0;

    /// <exception cref="IOException">The system would not.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return; // names are journaled there
        int file = Open(folder, ReadOnly);
        if (file < 0)
            throw new IOException($"'{folder}' cannot be opened to be synced (error {Marshal.GetLastPInvokeError()}).");
        int failed = Fsync(file);
        int error = Marshal.GetLastPInvokeError();
        _ = Close(file);
        if (failed != 0)
            throw new IOException($"'{folder}' cannot be synced (error {error}).");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int file);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int file);
}
