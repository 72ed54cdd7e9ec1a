using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Monster.Server;

/// <summary>The users of this machine (Linux).</summary>
internal static unsafe partial class UnixUsers
{
    private const int SocketLevel = 1; // SOL_SOCKET
    private const int PeerCredentials = 17; // SO_PEERCRED
    private const int PasswdRoom = 128; // more than a struct passwd
    private const int NumberOffset = 2; // pw_uid follows two pointers

    /// <summary>The user of this process.</summary>
    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint Own();

    /// <summary>The number of a user; null when there is none. A number stands for itself.</summary>
    public static uint? NumberOf(string name)
    {
        if (uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out uint number))
            return number;
        byte* passwd = stackalloc byte[PasswdRoom];
        byte* texts = stackalloc byte[4096];
        byte* found = null;
        return Find(name, passwd, texts, 4096, &found) == 0 && found != null ? *(uint*)(passwd + (NumberOffset * sizeof(nint))) : null;
    }

    /// <summary>The user whose process is at the other end of a Unix socket: the kernel's word, from when it connected.</summary>
    public static uint? OfPeer(Socket socket)
    {
        Span<uint> credentials = stackalloc uint[3]; // process, user, group
        return socket.GetRawSocketOption(SocketLevel, PeerCredentials, MemoryMarshal.AsBytes(credentials)) == 12 ? credentials[1] : null;
    }

    [LibraryImport("libc", EntryPoint = "getpwnam_r", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Find(string name, byte* passwd, byte* texts, nuint room, byte** found);
}
