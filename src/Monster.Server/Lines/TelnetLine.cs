using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Monster.Terminal;
using Monster.Terminal.Telnet;

namespace Monster.Server;

/// <summary>A telnet line over a TCP connection; also good for a plain socket, which says nothing in telnet.</summary>
internal sealed class TelnetLine : Line
{
    /// <summary>The most bytes of answers that may wait to be sent: who asks and does not listen is put down.</summary>
    private const int MaxReplies = 16 * 1024;

    private readonly ConnectionContext _connection;
    private readonly TelnetTerminal _telnet = new();
    private readonly TelnetEncoder _encoder = new();
    private readonly ArrayBufferWriter<byte> _replies = new();
    private volatile bool _isBinary;

    public TelnetLine(ConnectionContext connection, TimeProvider time, ServerMetrics metrics)
        : base(new TerminalFacts(TerminalFacts.NeededWidth, TerminalFacts.NeededHeight) { EscapeWait = TimeSpan.FromMilliseconds(100) }, time, metrics)
    {
        _connection = connection;
        _telnet.Open(_replies);
    }

    /// <inheritdoc/>
    public override void Abort() => _connection.Abort();

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        Poke(); // the opening
        var input = _connection.Transport.Input;
        while (true)
        {
            var read = await input.ReadAsync(Session.HangUpToken);
            int learned = _telnet.Learned;
            bool reply = Receive(read.Buffer);
            input.AdvanceTo(read.Buffer.End);
            if (_telnet.Learned != learned)
                Session.Change(facts => TelnetFacts.Apply(_telnet, facts));
            if (reply)
                Poke();
            if (read.IsCanceled || (!read.Buffer.IsEmpty && !await PassAsync((int)read.Buffer.Length)) || read.IsCompleted)
                return;
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask<bool> SendAsync(ReadOnlySequence<byte> data)
    {
        var output = _connection.Transport.Output;
        TakeReplies(output);
        _encoder.IsBinary = _isBinary;
        foreach (var segment in data)
            _encoder.Encode(segment.Span, output);
        _encoder.Finish(output);
        return !(await output.FlushAsync()).IsCompleted;
    }

    /// <inheritdoc/>
    protected override ValueTask EndAsync() => _connection.Transport.Output.CompleteAsync();

    /// <inheritdoc/>
    protected override void StopReading() => _connection.Transport.Input.CancelPendingRead();

    /// <returns>Whether there is an answer to send.</returns>
    private bool Receive(ReadOnlySequence<byte> data)
    {
        lock (_replies)
        {
            foreach (var segment in data)
                _telnet.Receive(segment.Span, Typed, _replies);
            _isBinary = _telnet.SendsBinary;
            if (_replies.WrittenCount > MaxReplies)
                Abort();
            return _replies.WrittenCount > 0;
        }
    }

    private void TakeReplies(PipeWriter output)
    {
        lock (_replies)
        {
            output.Write(_replies.WrittenSpan);
            _replies.ResetWrittenCount();
        }
    }
}
