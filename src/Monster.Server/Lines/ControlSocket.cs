using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Monster.Bbs.Control;

namespace Monster.Server;

/// <summary>
/// The Unix socket in the data directory at which programs of the board's owner ask it to do something (docs/control.md). Its mode is 0600 before
/// anybody can connect. Connections, lines and waiting are bounded.
/// </summary>
internal sealed class ControlSocket : IAsyncDisposable
{
    private const int MaxConnections = 16;

    /// <summary>How long a program may take to send a request, or to take a line of the answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly Action<ILogger, string, Exception?> NotOpened = LoggerMessage.Define<string>(
        LogLevel.Warning, new EventId(1, "NoControlSocket"), "The board has no control socket, so 'monster user' and 'monster board' work while it is closed only: {Why}");

    private readonly Socket _socket;
    private readonly string _path;
    private readonly ControlDesk _desk;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _places = new(MaxConnections);
    private readonly Task _accepting;

    private ControlSocket(Socket socket, string path, ControlDesk desk)
    {
        (_socket, _path, _desk) = (socket, path, desk);
        _accepting = AcceptAsync();
    }

    /// <summary>Opens the socket. The caller holds the data directory, so one that is there was left by a board that was killed.</summary>
    /// <returns>Null when it cannot be opened, which is logged: callers are served without it.</returns>
    public static ControlSocket? Open(string directory, ControlDesk desk, ILogger log)
    {
        string path = Path.Combine(directory, ControlRequest.SocketName);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            File.Delete(path);
            socket.Bind(new UnixDomainSocketEndPoint(path));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite); // nobody can connect before Listen
            socket.Listen(MaxConnections);
            return new ControlSocket(socket, path, desk);
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            socket.Dispose();
            NotOpened(log, e is ArgumentOutOfRangeException ? $"'{path}' is longer than a socket's name can be" : e.Message, null);
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Dispose();
        await _accepting;
        for (int i = 0; i < MaxConnections; i++)
            await _places.WaitAsync(CancellationToken.None); // every connection has ended
        File.Delete(_path);
        _places.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _places.WaitAsync(_stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            try
            {
                var connection = await _socket.AcceptAsync(_stop.Token);
                _ = ServeAsync(connection);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                _places.Release(); // closing, or a program that was gone at once
            }
        }
    }

    private async Task ServeAsync(Socket connection)
    {
        try
        {
            await using var stream = new NetworkStream(connection, ownsSocket: true);
            var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
            while (await ReadAsync(reader, stream) is { } request)
                await _desk.AnswerAsync(request, line => WriteAsync(stream, line));
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The program went away, or sat still.
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<byte[]?> ReadAsync(PipeReader reader, NetworkStream stream)
    {
        using var limit = Limit();
        try
        {
            return await ControlLines.ReadAsync(reader, limit.Token);
        }
        catch (IOException e) when (e.InnerException is null)
        {
            await WriteAsync(stream, ControlDesk.Line(new JsonObject { ["ok"] = false, ["why"] = e.Message }));
            return null;
        }
    }

    private async ValueTask WriteAsync(NetworkStream stream, byte[] line)
    {
        using var limit = Limit();
        await stream.WriteAsync(line, limit.Token);
    }

    private CancellationTokenSource Limit()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        limit.CancelAfter(Patience); // real time: programs do not wait for a clock of tests
        return limit;
    }
}
