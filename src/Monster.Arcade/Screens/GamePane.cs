using Monster.Cartridge;
using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>A game's 80x24 picture in the middle of a screen, with a quiet frame where there is room for one.</summary>
internal static class GamePane
{
    /// <summary>Draws the picture.</summary>
    /// <returns>Its top left corner.</returns>
    public static (int X, int Y) Draw(CellBuffer screen, Picture picture)
    {
        int x = (screen.Width - Abi.Width) / 2;
        int y = (screen.Height - Abi.Height) / 2;
        if (screen.Width >= Abi.Width + 2 && screen.Height >= Abi.Height + 2)
            screen.Box(x - 1, y - 1, Abi.Width + 2, Abi.Height + 2);
        screen.Picture(x, y, picture.Cells, Abi.Width);
        return (x, y);
    }

    /// <summary>Whether there is room for a line under the frame.</summary>
    public static bool HasRoomBelow(CellBuffer screen) => screen.Height >= Abi.Height + 4;
}
