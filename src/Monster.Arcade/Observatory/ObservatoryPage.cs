using Monster.Terminal;

namespace Monster.Arcade.Observatory;

/// <summary>A page of the observatory. It draws into the rows from <see cref="Top"/> to the last but one.</summary>
internal abstract class ObservatoryPage(ObservatoryState state)
{
    /// <summary>The first row of a page.</summary>
    public const int Top = 3;

    /// <summary>What the page is called, in a word.</summary>
    public abstract string Name { get; }

    /// <summary>The keys of this page alone.</summary>
    public virtual (string Key, string Does)[] Keys => [];

    /// <summary>When <see cref="Wake"/> is wanted.</summary>
    public virtual TimeSpan? WakeAt => null;

    protected ObservatoryState State { get; } = state;

    /// <summary>The shard, the prime or the graph is another, or the page is shown.</summary>
    public virtual void Changed(TimeSpan now)
    {
    }

    public virtual void Wake(TimeSpan now)
    {
    }

    /// <summary>Takes a key of this page.</summary>
    /// <returns>Whether it was one.</returns>
    public virtual bool Press(KeyPress key, TimeSpan now) => false;

    public abstract void Draw(CellBuffer screen);

    /// <summary>Says what is missing, where the graph is not whole. A page that needs the whole graph draws nothing then.</summary>
    /// <returns>Whether the graph is there and whole.</returns>
    protected bool IsWhole(CellBuffer screen)
    {
        if (State.Graph is { Fault: null })
            return true;
        int y = screen.Height / 2;
        if (State.Graph is not { Fault: { } fault })
        {
            screen.TextCentered(0, y, screen.Width, $"Asking the modules for T_{State.Prime}...", Ink.Grey);
            return false;
        }

        screen.TextCentered(0, y - 1, screen.Width, "This cannot be shown without all the modules that are asked:", Ink.Silver);
        screen.TextCentered(0, y + 1, screen.Width, fault, Ink.Red);
        return false;
    }

    /// <summary>A name and its value in the panel at the right.</summary>
    protected static int Fact(CellBuffer screen, int x, int y, string name, string value, Ink ink = Ink.White)
    {
        screen.Text(x, y, name, Ink.Grey);
        screen.TextIn(x + 12, y, screen.Width - x - 13, value, ink);
        return y + 1;
    }
}
