using System.Net.Sockets;
using System.Text;
using Monster.Terminal.Calls;

namespace Monster.Bridge.Tests;

/// <summary>The board's end of the socket for calls, in the test's hands.</summary>
internal sealed class FakeBoard : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _folder = Directory.CreateTempSubdirectory("monster-bridge-").FullName;

    public FakeBoard()
    {
        Path = System.IO.Path.Combine(_folder, "calls.sock");
        _socket.Bind(new UnixDomainSocketEndPoint(Path));
        _socket.Listen(4);
    }

    public string Path { get; }

    /// <summary>Takes a connection and its header.</summary>
    public async Task<(Socket Line, CallHeader Header)> AcceptAsync()
    {
        var line = await _socket.AcceptAsync(TestContext.Current.CancellationToken);
        var start = new byte[CallHeader.FixedLength];
        await FillAsync(line, start);
        var rest = new byte[CallHeader.LengthOf(start)!.Value];
        await FillAsync(line, rest);
        return (line, CallHeader.Read([.. start, .. rest])!);
    }

    /// <summary>Takes a connection and answers it.</summary>
    public async Task<CallHeader> AnswerAsync(string answer)
    {
        var (line, header) = await AcceptAsync();
        await line.SendAsync(Encoding.ASCII.GetBytes(answer));
        line.Dispose();
        return header;
    }

    public void Dispose()
    {
        _socket.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task FillAsync(Socket line, byte[] bytes)
    {
        for (int count = 0; count < bytes.Length;)
            count += await line.ReceiveAsync(bytes.AsMemory(count)) is > 0 and var more ? more : throw new EndOfStreamException();
    }
}
