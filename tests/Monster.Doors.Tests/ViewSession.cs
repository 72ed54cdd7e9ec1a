using System.IO.Pipelines;
using System.Text;
using Monster.Terminal;
using Monster.Testing;

namespace Monster.Doors.Tests;

/// <summary>A view on a terminal of its own.</summary>
internal sealed class ViewSession : IAsyncDisposable
{
    private readonly Pipe _typed = new();
    private readonly TerminalSession _terminal;
    private readonly Task _reading;
    private readonly Task _showing;
    private readonly CellBuffer _seen = new(80, 24);

    public ViewSession(View view)
    {
        _terminal = new TerminalSession(new Ends(_typed.Reader, PipeWriter.Create(Stream.Null)), new TerminalFacts(80, 24) { Encoding = TerminalEncoding.Utf8 }, TimeProvider.System);
        var loop = new ViewLoop(_terminal);
        loop.Drawn += drawn =>
        {
            lock (_seen)
            {
                for (int y = 0; y < 24; y++)
                    drawn.Row(y).CopyTo(_seen.Row(y));
            }
        };
        _reading = _terminal.RunAsync();
        _showing = loop.RunAsync(view);
    }

    public void Type(string keys) => _ = _typed.Writer.WriteAsync(Encoding.UTF8.GetBytes(keys)).AsTask();

    public string Screen()
    {
        lock (_seen)
            return string.Join('\n', Enumerable.Range(0, 24).Select(y => string.Concat(Enumerable.Range(0, 80).Select(x => (char)_seen[x, y].CodePoint)).TrimEnd()));
    }

    public Task ShowsAsync(string text) => Until.TrueAsync(() => Screen().Contains(text, StringComparison.Ordinal));

    public Task EndAsync() => _showing.WaitAsync(TimeSpan.FromSeconds(20));

    public async ValueTask DisposeAsync()
    {
        _terminal.HangUp();
        await _showing;
        await _reading;
        _terminal.Dispose();
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
