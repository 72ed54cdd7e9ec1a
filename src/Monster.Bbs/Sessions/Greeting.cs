using System.Buffers;
using Monster.Terminal;

namespace Monster.Bbs.Sessions;

/// <summary>
/// The first thing a caller sees: a few lines of plain ASCII that any terminal and any screen reader can show. In the same breath the
/// terminal is asked what it is. Screens follow as soon as it has answered, a key is pressed, or it has had its time; an answer that
/// comes later changes the screens then. A terminal of which all is known already is not asked.
/// </summary>
public sealed class Greeting
{
    private readonly string _name;
    private readonly TimeSpan _patience;

    /// <summary>A greeting.</summary>
    /// <param name="name">The board's name.</param>
    /// <param name="patience">How long a terminal has to answer.</param>
    public Greeting(string name, TimeSpan patience) => (_name, _patience) = (name, patience);

    /// <summary>The middleware.</summary>
    public SessionMiddleware Middleware => next => async (caller, stop) =>
    {
        var facts = caller.Terminal.Facts;
        if (!facts.IsSizeKnown || !facts.IsEncodingKnown)
            await GreetAsync(caller, stop);
        if (!caller.Terminal.Facts.IsLineMode)
            caller.Terminal.Output.Write("\e[?25l"u8);
        caller.HasScreen = true;
        await next(caller, stop);
    };

    private Task GreetAsync(Caller caller, CancellationToken stop)
    {
        string text = $"\r\n{Introduction.Ascii(_name)}, node {caller.Node}.\r\nAsking your terminal what it can show. L: plain lines, for screen readers.\r\n";
        return Introduction.AskAsync(caller.Terminal, text, _patience, stop);
    }
}
