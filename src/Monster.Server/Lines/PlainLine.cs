using System.Buffers;
using Microsoft.AspNetCore.Connections;
using Monster.Terminal;

namespace Monster.Server;

/// <summary>A line over a connection that sends what the session writes as it is; what comes is taken apart by its input.</summary>
internal sealed class PlainLine : Line
{
    private readonly ConnectionContext _connection;
    private readonly ILineInput _input;

    /// <summary>A line.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="input">Knows the form of what comes.</param>
    /// <param name="facts">What is known of the terminal.</param>
    /// <param name="time">The clock.</param>
    /// <param name="metrics">What is counted.</param>
    public PlainLine(ConnectionContext connection, ILineInput input, TerminalFacts facts, TimeProvider time, ServerMetrics metrics)
        : base(facts with { EscapeWait = TimeSpan.FromMilliseconds(100) }, time, metrics) => (_connection, _input) = (connection, input);

    /// <inheritdoc/>
    public override void Abort() => _connection.Abort();

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        var input = _connection.Transport.Input;
        while (true)
        {
            var read = await input.ReadAsync(Session.HangUpToken);
            var before = _input.Size;
            foreach (var segment in read.Buffer)
                _input.Receive(segment.Span, Typed);
            input.AdvanceTo(read.Buffer.End);
            if (_input.Size is var (width, height) && _input.Size != before)
                Session.Change(facts => facts with { Width = width, Height = height, IsSizeKnown = true });
            if (read.IsCanceled || (!read.Buffer.IsEmpty && !await PassAsync((int)read.Buffer.Length)) || read.IsCompleted)
                return;
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask<bool> SendAsync(ReadOnlySequence<byte> data)
    {
        var output = _connection.Transport.Output;
        foreach (var segment in data)
            output.Write(segment.Span);
        return !(await output.FlushAsync()).IsCompleted;
    }

    /// <inheritdoc/>
    protected override ValueTask EndAsync() => _connection.Transport.Output.CompleteAsync();

    /// <inheritdoc/>
    protected override void StopReading() => _connection.Transport.Input.CancelPendingRead();
}
