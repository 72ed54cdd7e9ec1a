using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>Where one stands in a list that is longer than the screen, and which part of it is shown.</summary>
public sealed class ListCursor
{
    private int _rows = 1;

    /// <summary>The one selected, from 0; also 0 where there is none.</summary>
    public int Index { get; private set; }

    /// <summary>The first one shown, from 0.</summary>
    public int First { get; private set; }

    /// <summary>Whether what follows the part that is shown has been reached.</summary>
    /// <param name="count">How many there are.</param>
    public bool IsNearEnd(int count) => Index + _rows >= count;

    /// <summary>Goes to one, or as near as there is.</summary>
    public void GoTo(int index, int count) => Index = Math.Clamp(index, 0, Math.Max(0, count - 1));

    /// <summary>Takes the keys that go up and down.</summary>
    /// <returns>Whether it was one of them.</returns>
    public bool Press(KeyPress key, int count)
    {
        int? wanted = key.Code switch
        {
            KeyCode.Up => Index - 1,
            KeyCode.Down => Index + 1,
            KeyCode.PageUp => Index - _rows,
            KeyCode.PageDown => Index + _rows,
            KeyCode.Home => 0,
            KeyCode.End => count - 1,
            _ => null,
        };
        if (wanted is { } index)
            GoTo(index, count);
        return wanted is not null;
    }

    /// <summary>The part that is shown: it moves no more than it must.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="rows">How many have room.</param>
    public (int First, int End) Window(int count, int rows)
    {
        _rows = Math.Max(1, rows);
        First = Math.Clamp(First, Math.Max(0, Index - _rows + 1), Index);
        return (First, Math.Min(count, First + _rows));
    }
}
