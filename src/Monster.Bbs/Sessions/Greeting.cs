using System.Buffers;
using System.Text;
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

    private async Task GreetAsync(Caller caller, CancellationToken stop)
    {
        var terminal = caller.Terminal;
        string text = $"\r\n{Ascii(_name)}, node {caller.Node}.\r\nAsking your terminal what it can show. L: plain lines, for screen readers.\r\n";
        terminal.Output.Write(Encoding.ASCII.GetBytes(text));
        terminal.Probe.Ask(terminal.Output);
        await terminal.Output.FlushAsync(stop);

        // That the timer has fired is what counts: by another clock it may be a moment early, and it fires once.
        bool hasWaited = false;
        await using var timer = terminal.Time.CreateTimer(
            _ =>
            {
                Volatile.Write(ref hasWaited, true);
                terminal.Wake();
            },
            null,
            _patience,
            Timeout.InfiniteTimeSpan);
        while (!terminal.Probe.IsComplete && !terminal.Facts.IsLineMode && !Volatile.Read(ref hasWaited))
        {
            await terminal.WaitAsync();
            if (terminal.HangUpToken.IsCancellationRequested)
                return;
            if (terminal.FirstKey is { } key && key.Is('l'))
            {
                // Nothing but events of the same moment can stand before it, and the screens read the facts anew.
                while (terminal.TryTake(out var happened) && happened.Kind is not (TerminalEventKind.Key or TerminalEventKind.HungUp))
                {
                }

                terminal.Change(facts => facts with { IsLineMode = true });
            }
        }

        // What answers nothing and gave no name shows nothing that would say it can place text on a screen.
        if (terminal.Probe.Answers == 0 && terminal.Facts.Type.Length == 0)
            terminal.Change(known => known with { IsLineMode = true });
    }

    private static string Ascii(string text) => string.Concat(text.Select(letter => char.IsAscii(letter) && !char.IsControl(letter) ? letter : '?'));
}
