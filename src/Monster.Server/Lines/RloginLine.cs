using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Monster.Terminal;
using Monster.Terminal.Rlogin;

namespace Monster.Server;

/// <summary>A caller another board sends by rlogin.</summary>
internal sealed class RloginLine : PlainLine
{
    private readonly RloginInput _input = new();

    public RloginLine(ConnectionContext connection, string term, TimeProvider time, ServerMetrics metrics)
        : base(connection, Facts(term), time, metrics)
    {
    }

    /// <inheritdoc/>
    protected override (int Width, int Height)? Size => _input.Size;

    /// <inheritdoc/>
    protected override void Receive(ReadOnlySpan<byte> bytes, PipeWriter typed) => _input.Receive(bytes, typed);

    /// <summary>Many boards send a type that says nothing ("dumb", a speed alone): then the terminal is asked, as on a plain socket.</summary>
    private static TerminalFacts Facts(string term)
    {
        var facts = EnvironmentFacts.IsKnown(term) ? EnvironmentFacts.From(name => name == "TERM" ? term : null, null) : null;
        return (facts ?? new TerminalFacts(TerminalFacts.NeededWidth, TerminalFacts.NeededHeight)) with { EscapeWait = TimeSpan.FromMilliseconds(100) };
    }
}
