using Monster.Cartridge;
using Monster.Testing;

namespace Monster.Games.Tests;

public sealed class MoonPhaseTests : GameTests<MoonPhase>
{
    protected override (int Early, int Middle, int Late) GoldenTicks => (0, 120, 2_400);

    /// <summary>Five minutes, about five rounds: the machine's searches take their time.</summary>
    protected override int MaxTicks => 6_000;

    protected override int MustEndWithin => 120_000;

    protected override int LargeScore => 2_000;

    protected override Func<MoonPhase, int> SensibleBot(uint seed) => new Player('1').NextKey;

    [Fact]
    public void A_stronger_machine_takes_more_rounds()
    {
        int gentle = Enumerable.Range(0, 3).Sum(seed => Play((uint)seed, new Player('1').NextKey).Score);
        int fierce = Enumerable.Range(0, 3).Sum(seed => Play((uint)seed, new Player('3').NextKey).Score / 3);
        Assert.True(fierce * 2 < gentle, $"Against the gentle machine {gentle} points, against the fierce one {fierce} (before its factor of 3).");
    }

    [Fact]
    public void Every_machine_ends_its_rounds()
    {
        foreach (char strength in "123")
        {
            var play = new NativePlay<MoonPhase>(9);
            var player = new Player(strength);
            while (play.Game.Now != MoonPhase.Stage.RoundEnd)
            {
                play.Tick(player.NextKey(play.Game));
                Assert.True(play.Ticks < 4_000, $"No end of the first round against machine {strength}.");
            }
        }
    }

    /// <summary>Goes to the square that looks best one move ahead, and places there.</summary>
    private sealed class Player(char strength)
    {
        private int _target = -1;

        public int NextKey(MoonPhase game)
        {
            if (game.Now == MoonPhase.Stage.Choose)
                return strength;
            if (game.Now == MoonPhase.Stage.RoundEnd)
                return Key.Enter;
            if (game.Now != MoonPhase.Stage.Player)
                return _target = Key.None;
            if (_target <= 0)
                _target = 1 + Enumerable.Range(0, MoonPhase.Squares).Where(game.IsLegal).MaxBy(game.Judge);
            int column = (_target - 1) & 7;
            int row = (_target - 1) >> 3;
            if (column != (game.Cursor & 7))
                return 'a' + column;
            return row != game.Cursor >> 3 ? '1' + row : Key.Enter;
        }
    }
}
