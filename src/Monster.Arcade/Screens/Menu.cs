using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>A short list of choices: arrows and Enter, or the letter that is marked.</summary>
/// <param name="items">What each is called and the letter that takes it at once.</param>
public sealed class Menu(params (string Text, char Letter)[] items)
{
    /// <summary>The choice that Enter takes.</summary>
    public int Selected { get; private set; }

    /// <summary>How many choices there are.</summary>
    public int Count => items.Length;

    /// <summary>Takes a key.</summary>
    /// <returns>The choice made, or -1.</returns>
    public int Press(KeyPress key)
    {
        if (key.Is(KeyCode.Up))
            Selected = (Selected + items.Length - 1) % items.Length;
        else if (key.Is(KeyCode.Down) || key.Is(KeyCode.Tab))
            Selected = (Selected + 1) % items.Length;
        else if (key.Is(KeyCode.Enter))
            return Selected;
        return Array.FindIndex(items, item => key.Is(item.Letter));
    }

    /// <summary>Draws the choices one below the other.</summary>
    public void Draw(CellBuffer screen, int x, int y, int width)
    {
        for (int i = 0; i < items.Length; i++)
        {
            bool selected = i == Selected;
            var ink = selected ? Ink.Black : Ink.Silver;
            var ground = selected ? Ink.Yellow : Ink.Black;
            screen.Fill(x, y + i, width, 1, new Cell(' ', ink, ground));
            screen.Put(x, y + i, selected ? '►' : ' ', ink, ground);
            screen.Text(x + 2, y + i, items[i].Text, ink, ground);
            screen.Put(x + width - 2, y + i, char.ToUpperInvariant(items[i].Letter), selected ? Ink.Black : Ink.Grey, ground);
        }
    }
}
