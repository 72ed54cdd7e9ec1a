namespace Monster.Terminal;

/// <summary>
/// A screen: drawn from its own state, changed by keys and by time. Views form a stack; the one on top is shown. All
/// methods are called from one place, never two at a time. Times count from the start of the <see cref="ViewLoop"/>.
/// </summary>
public abstract class View : IDisposable
{
    /// <summary>When <see cref="Wake"/> is wanted next; null when nothing is waited for. Asked after every call.</summary>
    public virtual TimeSpan? WakeAt => null;

    /// <summary>The stack this view is on.</summary>
    public OpenViews Views { get; internal set; } = new(() => { });

    /// <summary>Draws the whole screen on blank cells: at least 80 by 24.</summary>
    public abstract void Draw(CellBuffer screen);

    /// <summary>A key was pressed.</summary>
    public abstract void Press(KeyPress key, TimeSpan now);

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
