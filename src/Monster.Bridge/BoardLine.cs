using System.Net.Sockets;
using System.Text;
using Monster.Terminal.Calls;

namespace Monster.Bridge;

/// <summary>A connection to the board's socket for calls.</summary>
internal static class BoardLine
{
    /// <summary>Connects and says what is wanted.</summary>
    /// <param name="path">The socket.</param>
    /// <param name="header">What is wanted.</param>
    /// <param name="patience">How long each step may take, in milliseconds.</param>
    /// <returns>Null when the board is not there.</returns>
    public static Socket? Open(string path, CallHeader header, int patience)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { SendTimeout = patience, ReceiveTimeout = patience };
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            socket.Send(header.ToBytes());
            return socket;
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            socket.Dispose();
            return null;
        }
    }

    /// <summary>Asks something that is answered in a line.</summary>
    /// <returns>The line; null when the board is not there or says nothing in time.</returns>
    public static string? Ask(string path, CallHeader header, int patience)
    {
        using var socket = Open(path, header, patience);
        if (socket is null)
            return null;
        var line = new byte[CallAnswer.MaxLength];
        int length = 0;
        try
        {
            while (length < line.Length && socket.Receive(line.AsSpan(length)) is > 0 and var count)
            {
                length += count;
                if (line[length - 1] == (byte)'\n')
                    return Encoding.ASCII.GetString(line, 0, length - 1);
            }
        }
        catch (SocketException)
        {
            // It went away, or took too long.
        }

        return null;
    }
}
