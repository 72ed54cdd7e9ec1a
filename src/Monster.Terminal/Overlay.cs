namespace Monster.Terminal;

/// <summary>Something shown over whatever view is on top: a word from the board. Called from the place that views are called from.</summary>
public abstract class Overlay
{
    /// <summary>When <see cref="Wake"/> is wanted next; null when nothing is waited for.</summary>
    public abstract TimeSpan? WakeAt { get; }

    /// <summary>Looks for something to show; called after everything that happens.</summary>
    /// <returns>What is new, as a line for terminals in line mode; null for nothing.</returns>
    public abstract string? Wake(TimeSpan now);

    /// <summary>Draws over a view's picture.</summary>
    public abstract void Draw(CellBuffer screen);
}
