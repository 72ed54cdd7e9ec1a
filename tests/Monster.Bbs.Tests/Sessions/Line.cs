using System.IO.Pipelines;
using Monster.Bbs.Sessions;
using Monster.Terminal;
using Monster.Testing;

namespace Monster.Bbs.Tests.Sessions;

/// <summary>A caller on a pair of pipes, with the far end in the test's hands.</summary>
public sealed class Line : IDisposable
{
    private readonly Pipe _toBoard = new();
    private readonly Pipe _toTerminal = new();

    public Line(TimeProvider? time = null, CallerOrigin? origin = null)
    {
        var facts = new TerminalFacts(80, 24);
        Session = new TerminalSession(new Ends(_toBoard.Reader, _toTerminal.Writer), facts, time ?? new ManualTime());
        Caller = new Caller(Session, origin ?? new CallerOrigin("telnet", System.Net.IPAddress.Loopback));
    }

    public TerminalSession Session { get; }

    public Caller Caller { get; }

    public PipeWriter Keyboard => _toBoard.Writer;

    public PipeReader Screen => _toTerminal.Reader;

    public void Dispose() => Session.Dispose();

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
