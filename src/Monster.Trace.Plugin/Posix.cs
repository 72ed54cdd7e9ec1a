using System.Runtime.InteropServices;

namespace Monster.Trace.Plugin;

/// <summary>The system calls the plugin makes itself: none of them enters the runtime, so all are safe on any thread of QEMU and after a fork.</summary>
internal static unsafe partial class Posix
{
    public const int ReadWrite = 2; // O_RDWR
    public const int CreateNew = 0x40 | 0x80; // O_CREAT | O_EXCL
    public const int CloseOnExec = 0x80000; // O_CLOEXEC
    public const int DuplicateFrom = 1030; // F_DUPFD_CLOEXEC
    public const int ProtectRead = 1;
    public const int ProtectWrite = 2;
    public const int ProtectExecute = 4;
    public const int MapShared = 1;
    public const int MapPrivate = 2;
    public const int MapFixed = 0x10;
    public const int MapAnonymous = 0x20;
    public const int MapNoReserve = 0x4000;
    public const int SetMask = 2; // SIG_SETMASK
    public const int SystemFutex = 202;
    public const int SystemThread = 186; // gettid
    public const int MonotonicClock = 1;

    [LibraryImport("libc", EntryPoint = "mmap64")]
    public static partial void* Map(void* address, nuint length, int protection, int flags, int descriptor, long offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    public static partial int Unmap(void* address, nuint length);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    public static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "open64")]
    public static partial int Open(byte* path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "read")]
    public static partial nint Read(int descriptor, void* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "write")]
    public static partial nint Write(int descriptor, void* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "fcntl64")]
    public static partial int Control(int descriptor, int command, nint value);

    [LibraryImport("libc", EntryPoint = "ftruncate64")]
    public static partial int Truncate(int descriptor, long length);

    [LibraryImport("libc", EntryPoint = "posix_fallocate64")]
    public static partial int Allocate(int descriptor, long offset, long length);

    [LibraryImport("libc", EntryPoint = "readlink")]
    public static partial nint ReadLink(byte* path, byte* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "getpid")]
    public static partial int Process();

    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "sched_yield")]
    public static partial int Yield();

    [LibraryImport("libc", EntryPoint = "syscall")]
    public static partial nint System(nint number, nint a, nint b, nint c, nint d, nint e, nint f);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    public static partial int Clock(int clock, long* secondsAndNanoseconds);

    [LibraryImport("libc", EntryPoint = "process_vm_readv")]
    public static partial nint ReadMemory(int process, nint* local, nuint locals, nint* remote, nuint remotes, nuint flags);

    [LibraryImport("libc", EntryPoint = "pthread_sigmask")]
    public static partial int SignalMask(int how, byte* set, byte* old);

    [LibraryImport("libc", EntryPoint = "sigfillset")]
    public static partial int FillSet(byte* set);

    [LibraryImport("libc", EntryPoint = "__register_atfork")]
    public static partial int OnFork(delegate* unmanaged<void> before, delegate* unmanaged<void> parent, delegate* unmanaged<void> child, void* library);

    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void Exit(int code);

    /// <summary>Says a sentence on standard error.</summary>
    public static void Say(ReadOnlySpan<byte> text)
    {
        fixed (byte* bytes = text)
            _ = Write(2, bytes, (nuint)text.Length);
    }

    /// <summary>Waits while a word has a value, at most some milliseconds. Signals end it early.</summary>
    public static void Wait(uint* word, uint value, int milliseconds)
    {
        long* time = stackalloc long[2] { milliseconds / 1000, milliseconds % 1000 * 1_000_000L };
        _ = System(SystemFutex, (nint)word, 0, (nint)value, (nint)time, 0, 0);
    }

    /// <summary>Wakes whoever waits on a word.</summary>
    public static void Wake(uint* word) => _ = System(SystemFutex, (nint)word, 1, int.MaxValue, 0, 0, 0);

    /// <summary>Nanoseconds of the monotonic clock.</summary>
    public static ulong Now()
    {
        long* time = stackalloc long[2];
        _ = Clock(MonotonicClock, time);
        return ((ulong)time[0] * 1_000_000_000UL) + (ulong)time[1];
    }
}
