using Monster.Cartridge;
using Monster.Testing;

namespace Monster.Games.Tests;

public sealed class FieldForceTests : GameTests<FieldForce>
{
    protected override (int Early, int Middle, int Late) GoldenTicks => (0, 150, 1_200);

    /// <summary>Five minutes.</summary>
    protected override int MaxTicks => 9_000;

    protected override int LargeScore => 10_000;

    protected override Func<FieldForce, int> SensibleBot(uint seed)
    {
        var random = new Rng(seed, 36, 0, 0);
        int aim = 0;
        bool rising = false;
        return game =>
        {
            if (!game.IsServed)
                return Key.Space;
            int ball = Lowest(game);
            bool nowRising = game.BallSpeedY(ball) < 0;
            if (nowRising && !rising)
                aim = random.Between(-4, 4);
            rising = nowRising;
            if (nowRising && random.OneIn(40))
                return Key.Space;
            int off = LandsAt(game, ball) + aim - game.PaddleX;
            return off > 2 ? Key.Right : off < -2 ? Key.Left : Key.Down;
        };
    }

    [Fact]
    public void The_pace_of_the_ball_stays_what_it_is_in_every_field()
    {
        var play = new NativePlay<FieldForce>(8);
        var bot = SensibleBot(8);
        for (int tick = 0; tick < 3_000 && play.Status == Status.Playing; tick++)
        {
            play.Tick(bot(play.Game));
            if (play.Game.IsServed && play.Game.HasBall(0))
            {
                double pace = Math.Sqrt(Math.Pow(play.Game.BallSpeedX(0), 2) + Math.Pow(play.Game.BallSpeedY(0), 2));
                Assert.InRange(pace, 100, 480);
                Assert.InRange(play.Game.BallX(0), FieldForce.Left, FieldForce.Right - 1);
            }
        }
    }

    [Fact]
    public void A_ball_nobody_catches_is_lost_and_three_end_the_play()
    {
        var play = new NativePlay<FieldForce>(6);
        while (play.Status == Status.Playing && play.Ticks < 20_000)
            play.Tick(play.Ticks % 2 == 0 ? Key.Up : Key.Left);
        Assert.Equal(Status.Over, play.Status);
        Assert.Contains("The last ball is in the pit", play.Picture(), StringComparison.Ordinal);
    }

    [Fact]
    public void Flipping_the_magnets_bends_the_ball_the_other_way()
    {
        var straight = new NativePlay<FieldForce>(2);
        var flipped = new NativePlay<FieldForce>(2);
        straight.Tick(Key.Up);
        flipped.Tick(Key.Up);
        flipped.Tick(Key.Space);
        straight.Tick(Key.None);
        bool apart = false;
        for (int tick = 0; tick < 60; tick++)
        {
            straight.Tick(Key.None);
            flipped.Tick(Key.None);
            apart |= Math.Abs(straight.Game.BallX(0) - flipped.Game.BallX(0)) + Math.Abs(straight.Game.BallY(0) - flipped.Game.BallY(0)) > 2;
        }

        Assert.True(apart);
    }

    /// <summary>The ball that needs the paddle first.</summary>
    private static int Lowest(FieldForce game)
    {
        int best = 0;
        int least = int.MaxValue;
        for (int ball = 0; ball < 3; ball++)
        {
            if (!game.HasBall(ball))
                continue;
            int need = FieldForce.PaddleY - game.BallY(ball) + (game.BallSpeedY(ball) < 0 ? 100 : 0);
            if (need < least)
                (best, least) = (ball, need);
        }

        return best;
    }

    /// <summary>Where it would come down in a straight line, walls included; its own column while it rises.</summary>
    private static int LandsAt(FieldForce game, int ball)
    {
        if (game.BallSpeedY(ball) <= 0)
            return game.BallX(ball);
        int x = game.BallX(ball) + (game.BallSpeedX(ball) * (FieldForce.PaddleY - game.BallY(ball)) / game.BallSpeedY(ball));
        int width = FieldForce.Right - FieldForce.Left - 1;
        x = Math.Abs(x - FieldForce.Left) % (2 * width);
        return FieldForce.Left + (x > width ? (2 * width) - x : x);
    }
}
