using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Monster.Terminal;

namespace Monster.Server;

/// <summary>A line over a connection that sends what the session writes as it is; what comes is for the one who knows its form.</summary>
internal abstract class PlainLine : Line
{
    private readonly ConnectionContext _connection;

    protected PlainLine(ConnectionContext connection, TerminalFacts facts, TimeProvider time, ServerMetrics metrics)
        : base(facts, time, metrics) => _connection = connection;

    /// <summary>The size the far end told last; null when it told none.</summary>
    protected abstract (int Width, int Height)? Size { get; }

    /// <inheritdoc/>
    public override void Abort() => _connection.Abort();

    /// <summary>Takes bytes that came, and passes on what was typed.</summary>
    protected abstract void Receive(ReadOnlySpan<byte> bytes, PipeWriter typed);

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        var input = _connection.Transport.Input;
        while (true)
        {
            var read = await input.ReadAsync(Session.HangUpToken);
            var before = Size;
            foreach (var segment in read.Buffer)
                Receive(segment.Span, Typed);
            input.AdvanceTo(read.Buffer.End);
            if (Size is var (width, height) && Size != before)
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
