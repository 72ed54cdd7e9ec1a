using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Monster.Doors;

/// <summary>A pipe with a name, through which a program is given what its caller types: the engine takes its input by a path.</summary>
internal sealed class KeyFifo : IDisposable
{
    private const uint OwnerOnly = 0x180; // 0600
    private const int ReadWriteNonBlocking = 0x802; // O_RDWR | O_NONBLOCK on Linux
    private const int CloseOnExec = 0x80000;

    private readonly Lock _lock = new();
    private readonly SafeFileHandle _handle;
    private bool _isRead;
    private bool _hasEnded;

    /// <exception cref="IOException">The pipe cannot be made.</exception>
    public KeyFifo(string path)
    {
        Path = path;
        if (MakeFifo(path, OwnerOnly) != 0)
            throw new IOException($"The pipe '{path}' cannot be made (error {Marshal.GetLastPInvokeError()}).");
        // Open for reading too, so that neither this nor the engine waits for the other.
        int descriptor = OpenFile(path, ReadWriteNonBlocking | CloseOnExec);
        if (descriptor < 0)
            throw new IOException($"The pipe '{path}' cannot be opened (error {Marshal.GetLastPInvokeError()}).");
        _handle = new SafeFileHandle(descriptor, ownsHandle: true);
    }

    public string Path { get; }

    /// <summary>Passes keys on; what a full pipe does not take (64 KiB that nobody reads) is dropped.</summary>
    public void Write(byte[] keys)
    {
        lock (_lock)
        {
            if (!_hasEnded)
                _ = WriteFile(_handle, keys, keys.Length);
        }
    }

    /// <summary>The engine has opened the pipe. Until then it stays open here too: opening a pipe that nobody writes to would wait for ever.</summary>
    public void Opened()
    {
        lock (_lock)
        {
            _isRead = true;
            if (_hasEnded)
                _handle.Dispose();
        }
    }

    /// <summary>Ends the input: the program reads an end of file, as soon as it reads.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _hasEnded = true;
            if (_isRead)
                _handle.Dispose();
        }
    }

    [DllImport("libc", EntryPoint = "mkfifo", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakeFifo([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenFile([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint WriteFile(SafeFileHandle handle, byte[] bytes, nint count);
}
