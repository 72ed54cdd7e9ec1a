using System.Buffers;
using Monster.Arcade;
using Monster.Arcade.Screens;
using Monster.Terminal;
using Monster.Tty;

namespace Monster.Doors;

/// <summary>The arcade as a door of somebody's board: one call, from the first byte to the last.</summary>
public sealed class ArcadeDoor
{
    private static readonly TimeSpan ProbeTime = TimeSpan.FromMilliseconds(1500);

    private readonly DoorFacts _facts;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _end;

    /// <summary>A call.</summary>
    /// <param name="facts">What the board says of it.</param>
    /// <param name="time">The clock.</param>
    public ArcadeDoor(DoorFacts facts, TimeProvider time)
    {
        (_facts, _time) = (facts, time);
        var now = time.GetUtcNow();
        _end = facts.Left(now) is { } left ? now + left : DateTimeOffset.MaxValue;
    }

    /// <summary>The facts of the caller's terminal that follow from what the board says.</summary>
    /// <param name="facts">What the board says.</param>
    /// <param name="encoding">How characters travel, when somebody knows better than the board.</param>
    public static TerminalFacts Terminal(DoorFacts facts, TerminalEncoding? encoding)
    {
        var used = encoding ?? facts.Encoding ?? TerminalEncoding.Cp437;
        bool isCTerm = facts.CTerm.Length > 0;
        var terminal = new TerminalFacts(TerminalFacts.NeededWidth, TerminalFacts.NeededHeight)
        {
            Type = isCTerm ? "syncterm" : facts.Emulation is null or DoorEmulation.Ascii ? "" : "ansi",
            Encoding = used,
            IsEncodingKnown = true,
            Colors = facts.Emulation == DoorEmulation.Ascii ? ColorSupport.Monochrome : used == TerminalEncoding.Utf8 ? ColorSupport.Sixteen : ColorSupport.BoldIsBright,
            ShowsControlGlyphs = isCTerm,
            ErasesToBackground = isCTerm,
            IsLineMode = facts.Emulation == DoorEmulation.Ascii,
            EscapeWait = TimeSpan.FromMilliseconds(100),
        };
        return facts is { Width: { } width, Height: { } height }
            ? Safe(terminal with { Width = Math.Min(width, TerminalFacts.MaxWidth), Height = Math.Min(height, TerminalFacts.MaxHeight), IsSizeKnown = true })
            : terminal;
    }

    /// <summary>Serves the caller until they leave, hang up, or their time is over.</summary>
    /// <param name="terminal">The caller's terminal.</param>
    /// <param name="hall">The caller's arcade.</param>
    /// <param name="only">The one game that is played; null for all.</param>
    /// <returns>How the call ended, for the log.</returns>
    public async Task<string> RunAsync(CallerTerminal terminal, DoorHall hall, Monster.Arcade.Cartridge? only)
    {
        var session = terminal.Session;
        var reading = session.RunAsync();
        if (!session.Facts.IsSizeKnown && !session.Facts.IsLineMode)
            await Introduction.AskAsync(session, "\r\nMonster Arcade. L: plain lines, for screen readers.\r\n", ProbeTime, CancellationToken.None);
        session.Change(Safe);
        if (!session.Facts.IsLineMode)
            session.Output.Write("\e[?25l"u8);
        var bar = new TimeLeftBar(() => _end == DateTimeOffset.MaxValue ? null : _end - _time.GetUtcNow(), session.HangUp);
        hall.Say = bar.Say;
        if (hall.League is { } league)
        {
            league.Say = text =>
            {
                bar.Say(text);
                session.Wake();
            };
            league.Start();
        }

        if (!session.HangUpToken.IsCancellationRequested)
            await terminal.ShowAsync(WelcomeView.Before(hall, only, _time), bar);
        string end = bar.IsOver ? "time over" : terminal.IsGone ? "caller gone" : terminal.WasSignalled ? "ended by a signal" : "left";
        if (!terminal.IsGone)
        {
            await terminal.FarewellAsync(bar.IsOver ? "Your time on this board is over. What you played is saved."
                : terminal.WasSignalled ? "The arcade closes. What you played is saved."
                : "Back to the board.");
        }

        session.HangUp();
        await reading;
        return end;
    }

    /// <summary>SyncTERM's screen has 25 rows, of which its status line takes the last: 80x24 is what can be seen everywhere.</summary>
    private static TerminalFacts Safe(TerminalFacts facts) => facts is { Width: 80, Height: 25 } ? facts with { Height = 24 } : facts;
}
