using System.Net.Sockets;

namespace Monster.Server;

/// <summary>The file of the socket for calls.</summary>
internal static class BridgeSocket
{
    private const UnixFileMode ForAnyone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Takes away a socket that a board left behind which was killed.</summary>
    /// <exception cref="ServerException">The place cannot be used; the message says why.</exception>
    public static void Clear(string path)
    {
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw new ServerException($"There is no folder '{Path.GetDirectoryName(path)}' for the socket of callers by ssh. Make it, or name another with --calls PATH, or --calls off.");
        if (!Path.Exists(path))
            return;
        if ((File.GetAttributes(path) & FileAttributes.Directory) != 0 || new FileInfo(path).Length > 0) // a socket has no length, and what else is empty is no loss
            throw new ServerException($"'{path}' is there already and is no socket. Name another place with --calls PATH.");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            File.Delete(path);
            return;
        }
        catch (SocketException e)
        {
            throw new ServerException($"'{path}' cannot be used: {e.Message}. Name another place with --calls PATH.", e);
        }

        throw new ServerException($"Another board answers at '{path}'. Name another place with --calls PATH, or --calls off.");
    }

    /// <summary>Anyone may connect: who it is, is asked of the kernel (<see cref="UnixUsers.OfPeer"/>), and most are told to go.</summary>
    public static void Open(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, ForAnyone);
    }
}
