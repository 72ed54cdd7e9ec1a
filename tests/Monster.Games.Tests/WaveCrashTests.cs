using Monster.Cartridge;

namespace Monster.Games.Tests;

public sealed class WaveCrashTests : GameTests<WaveCrash>
{
    protected override (int Early, int Middle, int Late) GoldenTicks => (10, 200, 900);

    protected override int LargeScore => 5_000;

    protected override Func<WaveCrash, int> SensibleBot(uint seed) => NextKey;

    /// <summary>Sails from under what falls, else below the best target, and fires when it is in line.</summary>
    private static int NextKey(WaveCrash game)
    {
        int boat = game.BoatX / WaveCrash.Unit;
        if (game.BreakerReady && game.FoeCount() > 4)
            return Key.Up;
        if (game.Danger(boat))
            return game.Danger(boat - 6) || boat < 8 ? Key.Right : Key.Left;
        if (!game.Target(out int columns))
            return game.Course == 0 ? Key.None : Key.Down;
        if (columns is >= -1 and <= 1)
            return game.Course == 0 ? Key.Space : Key.Down;
        int course = columns < 0 ? -1 : 1;
        if (game.Danger(boat + (course * 3)))
            return game.Course == 0 ? Key.Space : Key.Down;
        return course == game.Course ? Key.None : course < 0 ? Key.Left : Key.Right;
    }
}
