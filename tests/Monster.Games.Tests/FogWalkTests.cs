using Monster.Cartridge;

namespace Monster.Games.Tests;

public sealed class FogWalkTests : GameTests<FogWalk>
{
    protected override (int Early, int Middle, int Late) GoldenTicks => (0, 60, 700);

    protected override int LargeScore => 5_000;

    protected override Func<FogWalk, int> SensibleBot(uint seed) => NextKey;

    /// <summary>Fights what it meets, drinks when weak, bombs crowds, explores a floor and leaves it before the fog closes.</summary>
    private static int NextKey(FogWalk game)
    {
        int towards = game.TowardsMonster(out int distance);
        bool weak = game.Life * 5 < game.MaxLife * 2;
        if (weak && game.Potions > 0)
            return '1';
        if (game.Crowd() > (weak ? 0 : 2) && game.Bombs > 0)
            return '2';
        if (weak && distance == 1 && game.Scrolls > 0)
            return '3';
        if (weak && CanLeave(game) && game.Floor < FogWalk.Floors)
            return '>';
        if (towards != 0)
            return towards;
        bool leave = game.Fog > 290 || game.NothingLeftToSee;
        if (leave && CanLeave(game))
            return '>';
        return game.AnyInSight() ? Key.Space : Key.Tab;
    }

    private static bool CanLeave(FogWalk game) => game.KnowsStairs() && !game.NoWayDown;
}
