using System.Runtime.InteropServices;

namespace Monster.Bridge;

/// <summary>The calls of POSIX that a bridge needs and .NET does not offer, or only with a start-up of its own.</summary>
internal static unsafe partial class Posix
{
    /// <summary>Room for a struct termios of any platform.</summary>
    public const int TermiosRoom = 256;

    private const int AfterOutput = 1; // TCSADRAIN
    private const int Interrupted = 4; // EINTR
    private const nuint WindowSizeRequest = 0x5413; // TIOCGWINSZ on Linux

    [LibraryImport("libc", EntryPoint = "isatty")]
    public static partial int IsTerminal(int descriptor);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "alarm")]
    public static partial uint Alarm(uint seconds);

    /// <summary>Passes every byte as it is from now on; what was set before is kept in <paramref name="found"/>.</summary>
    public static bool MakeRaw(int descriptor, Span<byte> found)
    {
        byte* raw = stackalloc byte[TermiosRoom];
        if (GetAttributes(descriptor, raw) != 0)
            return false;
        new ReadOnlySpan<byte>(raw, TermiosRoom).CopyTo(found);
        RawAttributes(raw);
        return SetAttributes(descriptor, AfterOutput, raw) == 0;
    }

    /// <summary>Puts back what <see cref="MakeRaw"/> found.</summary>
    public static void Restore(int descriptor, ReadOnlySpan<byte> found)
    {
        fixed (byte* attributes = found)
            _ = SetAttributes(descriptor, AfterOutput, attributes);
    }

    /// <summary>The window's size; null where the terminal does not know it.</summary>
    public static (int Width, int Height)? WindowSize(int descriptor)
    {
        ushort* size = stackalloc ushort[4]; // rows, columns, and pixels twice
        return Control(descriptor, WindowSizeRequest, size) == 0 && size[0] > 0 && size[1] > 0 ? (size[1], size[0]) : null;
    }

    /// <summary>Reads what there is, at least one byte.</summary>
    /// <returns>How many; 0 at the end or when the descriptor is gone.</returns>
    public static int Read(int descriptor, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            nint count;
            do
                count = Read(descriptor, start, (nuint)buffer.Length);
            while (count < 0 && Marshal.GetLastPInvokeError() == Interrupted);
            return (int)Math.Max(0, count);
        }
    }

    /// <summary>Writes everything.</summary>
    /// <returns>False when the descriptor is gone.</returns>
    public static bool Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            int done = 0;
            while (done < bytes.Length)
            {
                nint written = Write(descriptor, start + done, (nuint)(bytes.Length - done));
                if (written > 0)
                    done += (int)written;
                else if (Marshal.GetLastPInvokeError() != Interrupted)
                    return false;
            }
        }

        return true;
    }

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int GetAttributes(int descriptor, byte* attributes);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    private static partial int SetAttributes(int descriptor, int when, byte* attributes);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    private static partial void RawAttributes(byte* attributes);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(int descriptor, nuint request, void* argument);
}
