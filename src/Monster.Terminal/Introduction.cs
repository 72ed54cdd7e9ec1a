using System.Buffers;
using System.Text;

namespace Monster.Terminal;

/// <summary>Asks a terminal what it is and waits for the answers, not longer than has a purpose; what comes later still counts.</summary>
public static class Introduction
{
    /// <summary>
    /// Writes a few lines and the questions. Returns when the terminal has answered, its time is over, it hung up, or L was pressed, which
    /// asks for line mode. What answers nothing and has no name gets line mode too.
    /// </summary>
    /// <param name="terminal">The session; its input is being read.</param>
    /// <param name="text">Shown first: plain ASCII.</param>
    /// <param name="patience">How long the terminal has.</param>
    /// <param name="stop">Ends the sending.</param>
    public static async Task AskAsync(TerminalSession terminal, string text, TimeSpan patience, CancellationToken stop)
    {
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
            patience,
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

    /// <summary>Text as any terminal shows it: what is not ASCII becomes a question mark.</summary>
    public static string Ascii(string text) => string.Concat(text.Select(letter => char.IsAscii(letter) && !char.IsControl(letter) ? letter : '?'));
}
