namespace Monster.Terminal;

/// <summary>
/// A screen: drawn from its own state, changed by keys and by time. Views form a stack; the one on top is shown. All
/// methods are called from one place, never two at a time. Times count from the start of the <see cref="ViewLoop"/>.
/// </summary>
public abstract class View : IDisposable
{
    /// <summary>When <see cref="Wake"/> is wanted next; null when nothing is waited for. Asked after every call.</summary>
    public virtual TimeSpan? WakeAt => null;

    /// <summary>
    /// What the screen says, top to bottom, for a terminal in line mode (a screen reader, a printer): plain text that needs no
    /// place on a screen. Null when the screen has no such form; then the rows it draws are read out.
    /// </summary>
    public virtual IReadOnlyList<string>? Lines => null;

    /// <summary>What stands before the place where a line is typed, in line mode.</summary>
    public virtual string Prompt => "> ";

    /// <summary>Whether what is typed in line mode is echoed as stars: a password.</summary>
    public virtual bool HidesTyping => false;

    /// <summary>The stack this view is on.</summary>
    public OpenViews Views { get; internal set; } = new(() => { });

    /// <summary>Draws the whole screen on blank cells: at least 80 by 24.</summary>
    public abstract void Draw(CellBuffer screen);

    /// <summary>A key was pressed.</summary>
    public abstract void Press(KeyPress key, TimeSpan now);

    /// <summary>
    /// A line was typed, in line mode. Unless a view knows better, an empty line is Enter, <c>esc</c> or <c>.</c> is Escape,
    /// and any other line is pressed character by character.
    /// </summary>
    public virtual void Answer(string line, TimeSpan now)
    {
        if (LineKeys.Named(line) is { } named)
        {
            Press(named, now);
            return;
        }

        foreach (var rune in line.EnumerateRunes())
        {
            if (Views.Top == this)
                Press(new KeyPress(KeyCode.Character, rune, KeyModifiers.None), now);
        }
    }

    /// <summary>The time asked for by <see cref="WakeAt"/> has come. It may be later than asked.</summary>
    public virtual void Wake(TimeSpan now)
    {
    }

    /// <summary>This view is on top now: opened, or uncovered again.</summary>
    public virtual void Shown(TimeSpan now)
    {
    }

    /// <summary>The terminal went away or became too small: whatever runs against the clock should pause.</summary>
    public virtual void Interrupted(TimeSpan now)
    {
    }

    /// <summary>This view is over: left, or the terminal hung up.</summary>
    public void Dispose()
    {
        Closed();
        GC.SuppressFinalize(this);
    }

    /// <summary>This view is over. Save what would be lost, and free what was taken. Called once.</summary>
    protected virtual void Closed()
    {
    }
}
