using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Monster.Terminal;
using Monster.Terminal.Calls;

namespace Monster.Server;

/// <summary>A caller whom another process on this machine brings, such as one that sshd started: see <see cref="CallHeader"/>.</summary>
internal sealed class BridgedLine : PlainLine
{
    private readonly CallFrames _frames = new();

    public BridgedLine(ConnectionContext connection, CallHeader header, TimeProvider time, ServerMetrics metrics)
        : base(connection, Facts(header), time, metrics)
    {
    }

    /// <inheritdoc/>
    protected override (int Width, int Height)? Size => _frames.Size;

    /// <inheritdoc/>
    protected override void Receive(ReadOnlySpan<byte> bytes, PipeWriter typed) => _frames.Receive(bytes, typed);

    /// <summary>What TERM says; the characters it takes are asked of the terminal itself, for no locale comes with it.</summary>
    private static TerminalFacts Facts(CallHeader header)
    {
        var facts = EnvironmentFacts.From(name => name == "TERM" ? header.Term : null, header.Size) ?? new TerminalFacts(TerminalFacts.NeededWidth, TerminalFacts.NeededHeight) { IsLineMode = true };
        return facts with { IsSizeKnown = header.Size is not null, EscapeWait = TimeSpan.FromMilliseconds(100) };
    }
}
