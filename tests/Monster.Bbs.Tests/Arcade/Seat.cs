using Monster.Arcade.Tests.Screens;
using Monster.Bbs.Arcade;

namespace Monster.Bbs.Tests.Arcade;

/// <summary>Somebody at a terminal of a board. The clock of the board goes on with the time that passes here.</summary>
internal sealed class Seat
{
    private readonly ArcadeBoard _board;

    public Seat(ArcadeBoard board, BoardHall hall)
    {
        (_board, Hall) = (board, hall);
        board.Host.Applied += (_, _) => Stage.Signal();
    }

    public Stage Stage { get; } = new();

    public BoardHall Hall { get; }

    /// <summary>Lets time pass, tick by tick.</summary>
    public Seat Wait(int milliseconds)
    {
        for (int left = milliseconds; left > 0; left -= 50)
        {
            _board.Time.Advance(TimeSpan.FromMilliseconds(Math.Min(left, 50)));
            Stage.Wait(Math.Min(left, 50));
        }

        return this;
    }

    public Seat Press(string keys)
    {
        Stage.Press(keys);
        return this;
    }

    /// <summary>Waits until the screen says something.</summary>
    public Task SeesAsync(string text) => Stage.UntilAsync(() => Stage.Views.Top is not null && Stage.Text().Contains(text, StringComparison.Ordinal), () => Stage.Text());

    /// <summary>The line goes down.</summary>
    public void HangUp() => Stage.Views.CloseAll();
}
