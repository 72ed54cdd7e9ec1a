using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Monster.Bbs;

/// <summary>What the system does to make bytes and names last through a crash, and .NET has no call for.</summary>
internal static partial class DiskSync
{
    private const int ReadOnly = 0;
    private const uint BeginWriting = 2; // SYNC_FILE_RANGE_WRITE
    private const int Interrupted = 4; // EINTR

    /// <summary>Brings a file's bytes to the disk, but not what is only about the file, such as its time.</summary>
    /// <exception cref="IOException">The system could not: what is on the disk is not known.</exception>
    public static void FlushData(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }

        while (FdataSync(file) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
                throw new IOException($"The log cannot be synced: {Marshal.GetPInvokeErrorMessage(error)} (error {error}).");
        }
    }

    /// <summary>Has the system begin to bring a part of a file to the disk, and does not wait: what else is to be done is done meanwhile. No promise of anything.</summary>
    public static void Begin(SafeFileHandle file, long offset, long length)
    {
        if (OperatingSystem.IsLinux())
            _ = SyncFileRange(file, offset, length, BeginWriting);
    }

    /// <summary>Makes the names in a folder last through a crash.</summary>
    /// <exception cref="IOException">The system would not.</exception>
    public static void FlushNames(string folder)
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

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FdataSync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "sync_file_range")]
    private static partial int SyncFileRange(SafeFileHandle file, long offset, long length, uint flags);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int file);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int file);
}
