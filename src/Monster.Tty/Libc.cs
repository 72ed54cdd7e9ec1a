using System.Runtime.InteropServices;

namespace Monster.Tty;

/// <summary>The calls of POSIX that a terminal needs and .NET does not offer.</summary>
internal static unsafe partial class Libc
{
    public const int Interrupted = 4; // EINTR
    public const int TryAgain = 11; // EAGAIN on Linux
    public const short ReadReady = 1; // POLLIN
    public const short WriteReady = 4; // POLLOUT
    public const int StopSignal = 19; // SIGSTOP on Linux

    private const int DuplicateCloseOnExec = 1030; // F_DUPFD_CLOEXEC on Linux

    private const nuint WindowSizeRequest = 0x5413; // TIOCGWINSZ on Linux
    private const nuint WindowSizeChange = 0x5414; // TIOCSWINSZ on Linux

    [LibraryImport("libc", EntryPoint = "isatty")]
    public static partial int IsTerminal(int descriptor);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    /// <summary>Whether a descriptor is a socket with somebody at the other end.</summary>
    public static bool IsConnected(int descriptor)
    {
        const int Most = 128; // sizeof(struct sockaddr_storage)
        byte* address = stackalloc byte[Most];
        uint length = Most;
        return PeerName(descriptor, address, &length) == 0;
    }

    [LibraryImport("libc", EntryPoint = "getpeername", SetLastError = true)]
    private static partial int PeerName(int descriptor, byte* address, uint* length);

    /// <summary>Another descriptor of the same thing, which later programs do not inherit.</summary>
    public static int Duplicate(int descriptor) => FileControl(descriptor, DuplicateCloseOnExec, 0);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int FileControl(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "pipe", SetLastError = true)]
    public static partial int Pipe(int* descriptors);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollDescriptor* descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    public static partial int GetAttributes(int descriptor, Termios* attributes);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    public static partial int SetAttributes(int descriptor, int when, Termios* attributes);

    /// <summary>The window's size, or null where the terminal does not know it.</summary>
    public static (int Width, int Height)? WindowSize(int descriptor)
    {
        ushort* size = stackalloc ushort[4]; // rows, columns, and pixels twice
        return Control(descriptor, WindowSizeRequest, size) == 0 && size[0] > 0 && size[1] > 0 ? (size[1], size[0]) : null;
    }

    /// <summary>Sets the window's size; the programs in it are told by SIGWINCH.</summary>
    public static bool SetWindowSize(int descriptor, int width, int height)
    {
        ushort* size = stackalloc ushort[4] { (ushort)height, (ushort)width, 0, 0 };
        return Control(descriptor, WindowSizeChange, size) == 0;
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int descriptor, nuint request, void* argument);
}
