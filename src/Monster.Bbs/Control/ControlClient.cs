using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monster.Bbs.People;

namespace Monster.Bbs.Control;

/// <summary>Asks a running board at the control socket in its data directory. One request at a time.</summary>
public sealed class ControlClient : IAsyncDisposable
{
    private readonly NetworkStream _stream;
    private readonly PipeReader _reader;

    private ControlClient(Socket socket)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = PipeReader.Create(_stream, new StreamPipeReaderOptions(leaveOpen: true));
    }

    /// <summary>Connects to a board.</summary>
    /// <param name="directory">Its data directory.</param>
    /// <returns>Null when no board runs there that has such a socket.</returns>
    /// <exception cref="UnauthorizedAccessException">It is somebody else's.</exception>
    public static async Task<ControlClient?> ConnectAsync(string directory)
    {
        string path = Path.Combine(directory, ControlRequest.SocketName);
        if (!File.Exists(path))
            return null;
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
            return new ControlClient(socket);
        }
        catch (Exception e) when (e is SocketException or ArgumentOutOfRangeException)
        {
            socket.Dispose();
            if (e is SocketException { SocketErrorCode: SocketError.AccessDenied })
                throw new UnauthorizedAccessException($"'{path}' is for the account that the board runs as. Run this as that account, or as root.", e);
            return null; // left by a board that was killed, or longer than a socket's name can be
        }
    }

    /// <summary>Asks for something.</summary>
    /// <param name="request">The request; see <see cref="ControlRequest.Create"/>.</param>
    /// <param name="row">Told each row.</param>
    /// <returns>The last line.</returns>
    /// <exception cref="RefusedException">It was refused.</exception>
    /// <exception cref="IOException">The board went away before it had answered.</exception>
    public async Task<JsonObject> AskAsync(JsonObject request, Action<JsonObject> row)
    {
        await _stream.WriteAsync(ControlDesk.Line(request));
        while (true)
        {
            byte[] line = await ControlLines.ReadAsync(_reader) ?? throw new IOException("The board went away before it had answered. Look whether it was done, then try again.");
            if (Take(line, row) is { } last)
                return last;
        }
    }

    /// <summary>Takes a line of an answer.</summary>
    /// <returns>The last line; null when it was a row.</returns>
    /// <exception cref="RefusedException">It says that the request was refused.</exception>
    public static JsonObject? Take(ReadOnlySpan<byte> line, Action<JsonObject> row)
    {
        var fields = JsonNode.Parse(line) as JsonObject ?? throw new JsonException("An answer is a JSON object.");
        if (fields["row"] is JsonObject one)
        {
            row(one);
            return null;
        }

        return fields["ok"]?.GetValue<bool>() == true ? fields : throw new RefusedException(fields["why"]?.GetValue<string>() ?? "The board gave no reason.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _reader.CompleteAsync();
        await _stream.DisposeAsync();
    }
}
