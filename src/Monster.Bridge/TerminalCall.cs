using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Monster.Terminal.Calls;

namespace Monster.Bridge;

/// <summary>
/// sshd's ForceCommand: carries bytes between the caller's terminal and the board, and the terminal's size when it changes. When either end goes, the other is put down;
/// what was being done is the board's to keep.
/// </summary>
internal sealed class TerminalCall : IDisposable
{
    /// <summary>Milliseconds the board has for the first word.</summary>
    private const int Patience = 15_000;

    private const int Input = 0;
    private const int Output = 1;
    private const int BufferSize = 16 * 1024;

    private readonly Lock _sending = new();
    private readonly byte[] _sizeFrame = new byte[CallFrames.SizeLength];
    private Socket? _board;

    /// <summary>Carries a call from beginning to end.</summary>
    /// <returns>The exit code.</returns>
    public int Run(string path, Func<string, string?> environment)
    {
        // Before the size is asked for, so that no change of it is missed.
        using var resized = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => SendSize());
        _board = BoardLine.Open(path, Header(environment), Patience);
        if (_board is null)
            return Program.Say("The board is not open at the moment. Please call again in a few minutes.");
        Span<byte> found = stackalloc byte[Posix.TermiosRoom];
        bool isRaw = Posix.MakeRaw(Input, found);
        new Thread(CarryTyped) { IsBackground = true, Name = "typed" }.Start();
        bool heard = CarryShown();
        if (isRaw)
            Posix.Restore(Input, found);
        return heard ? 0 : Program.Say("The board does not answer. Please call again in a few minutes.");
    }

    /// <inheritdoc/>
    public void Dispose() => _board?.Dispose();

    /// <summary>The header of a call, of what sshd says about it.</summary>
    internal static CallHeader Header(Func<string, string?> environment) => new(CallRequest.Call)
    {
        Key = KeyOf(environment("SSH_USER_AUTH")),
        Address = IPAddress.TryParse((environment("SSH_CONNECTION") ?? "").Split(' ')[0], out var address) ? address : null,
        Term = environment("TERM") ?? "",
        Size = Posix.WindowSize(Input),
    };

    /// <summary>The key in the file that sshd writes with ExposeAuthInfo; empty for none.</summary>
    internal static string KeyOf(string? file)
    {
        const string Method = "publickey ";
        try
        {
            return file is null ? "" : File.ReadLines(file).Take(8).FirstOrDefault(line => line.StartsWith(Method, StringComparison.Ordinal))?[Method.Length..] ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private void CarryTyped()
    {
        var frame = new byte[BufferSize];
        while (Posix.Read(Input, frame.AsSpan(CallFrames.Head)) is > 0 and var count)
        {
            CallFrames.WriteTyped(frame, count);
            if (!Send(frame.AsSpan(0, CallFrames.Head + count)))
                return;
        }

        HangUp();
    }

    /// <returns>Whether the board said anything.</returns>
    private bool CarryShown()
    {
        var buffer = new byte[BufferSize];
        bool heard = false;
        try
        {
            while (_board!.Receive(buffer) is > 0 and var count && Posix.Write(Output, buffer.AsSpan(0, count)))
            {
                if (!heard)
                    (_board.ReceiveTimeout, _board.SendTimeout) = (0, 0); // from here on a caller may think as long as the board allows
                heard = true;
            }
        }
        catch (SocketException)
        {
            // The board went away, or said nothing in time.
        }

        return heard;
    }

    private void SendSize()
    {
        if (_board is null || Posix.WindowSize(Input) is not var (width, height))
            return;
        lock (_sending)
        {
            CallFrames.WriteSize(_sizeFrame, width, height);
            Send(_sizeFrame);
        }
    }

    private bool Send(ReadOnlySpan<byte> frame)
    {
        lock (_sending)
        {
            try
            {
                while (!frame.IsEmpty)
                    frame = frame[_board!.Send(frame)..];
                return true;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return false;
            }
        }
    }

    private void HangUp()
    {
        try
        {
            _board!.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is gone already.
        }
    }
}
