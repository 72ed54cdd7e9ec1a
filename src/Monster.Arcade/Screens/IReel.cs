using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>The moving picture of a tile.</summary>
public interface IReel : IDisposable
{
    /// <summary>Plays on to a time of the loop that shows it.</summary>
    void Advance(TimeSpan now);

    /// <summary>Draws it, made small, into a rectangle.</summary>
    void Draw(CellBuffer screen, int x, int y, int width, int height);
}
