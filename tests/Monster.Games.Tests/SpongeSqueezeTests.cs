using Monster.Cartridge;
using Monster.Testing;

namespace Monster.Games.Tests;

public sealed class SpongeSqueezeTests : GameTests<SpongeSqueeze>
{
    private static readonly int[] Arrows = [Key.Up, Key.Down, Key.Left, Key.Right];

    protected override (int Early, int Middle, int Late) GoldenTicks => (0, 62, 1_800);

    protected override int LargeScore => 5_000;

    protected override Func<SpongeSqueeze, int> SensibleBot(uint seed)
    {
        int tick = 0;
        return game => ++tick % 6 == 1 ? NextKey(game) : Key.None;
    }

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(1, 2, 3)]
    [InlineData(2, 2, 4)]
    [InlineData(2, 3, 0)]
    [InlineData(3, 1, 4)]
    [InlineData(3, 3, 0)]
    [InlineData(29, 47, 76)]
    [InlineData(47, 76, 123)]
    [InlineData(29, 76, 0)]
    public void Two_sponges_merge_exactly_when_their_sum_is_in_the_series(int a, int b, int sum)
    {
        Assert.Equal(sum, SpongeSqueeze.Value(SpongeSqueeze.Merged(Content(a), Content(b))));
        Assert.Equal(sum, SpongeSqueeze.Value(SpongeSqueeze.Merged(Content(b), Content(a))));
    }

    [Fact]
    public void A_slide_merges_each_sponge_once_and_pays_more_for_the_second_merge()
    {
        byte[] cells =
        [
            Content(1), Content(2), Content(3), Content(4), // 3 and 7, not 1+2+4
            0, Content(7), 0, Content(11),
            SpongeSqueeze.Mould, Content(1), SpongeSqueeze.Mould, Content(1),
            0, 0, 0, 0,
        ];
        int gain = SpongeSqueeze.Slide(cells, 2, new byte[SpongeSqueeze.CellCount]);
        Assert.Equal(3 + (7 * 2) + (18 * 3), gain);
        byte[] expected =
        [
            Content(3), Content(7), 0, 0,
            Content(18), 0, 0, 0,
            SpongeSqueeze.Mould, Content(1), SpongeSqueeze.Mould, Content(1),
            0, 0, 0, 0,
        ];
        Assert.Equal(expected, cells);
        Assert.Equal(-1, SpongeSqueeze.Slide(cells, 2, new byte[SpongeSqueeze.CellCount]));
    }

    [Fact]
    public void A_wring_takes_the_smallest_sponges_and_is_used_up()
    {
        var play = new NativePlay<SpongeSqueeze>(4);
        Assert.Equal(1, play.Game.Wrings);
        play.Tick(Key.Space);
        Assert.Equal(0, play.Game.Wrings);
        Assert.DoesNotContain(1, Board(play.Game).Select(SpongeSqueeze.Value));
    }

    private static byte Content(int value)
    {
        for (byte content = 1; content <= SpongeSqueeze.TermCount; content++)
        {
            if (SpongeSqueeze.Value(content) == value)
                return content;
        }

        throw new ArgumentOutOfRangeException(nameof(value));
    }

    private static byte[] Board(SpongeSqueeze game) => [.. Enumerable.Range(0, SpongeSqueeze.CellCount).Select(game.CellAt)];

    /// <summary>Looks two slides ahead; wrings when the board is nearly full.</summary>
    private static int NextKey(SpongeSqueeze game)
    {
        byte[] board = Board(game);
        if (board.Count(c => c == 0) <= 1 && game.Wrings > 0)
            return Key.Space;
        int best = 0;
        double bestValue = double.NegativeInfinity;
        for (int direction = 0; direction < 4; direction++)
        {
            double value = Try(board, direction, 2);
            if (value > bestValue)
                (best, bestValue) = (direction, value);
        }

        return double.IsNegativeInfinity(bestValue) ? Key.Space : Arrows[best];
    }

    private static double Try(byte[] board, int direction, int depth)
    {
        byte[] after = [.. board];
        int gain = SpongeSqueeze.Slide(after, direction, new byte[SpongeSqueeze.CellCount]);
        if (gain < 0)
            return double.NegativeInfinity;
        double value = Worth(after);
        if (depth > 1)
            value += Enumerable.Range(0, 4).Max(d => Math.Max(-50, Try(after, d, depth - 1)));
        return value;
    }

    private static double Worth(byte[] board)
    {
        double worth = 0;
        for (int cell = 0; cell < board.Length; cell++)
        {
            worth += board[cell] == 0 ? 12 : board[cell] == SpongeSqueeze.Mould ? -8 : 0;
            if (cell % SpongeSqueeze.Side < SpongeSqueeze.Side - 1)
                worth += Pair(board[cell], board[cell + 1]);
            if (cell + SpongeSqueeze.Side < board.Length)
                worth += Pair(board[cell], board[cell + SpongeSqueeze.Side]);
        }

        return worth;
    }

    private static double Pair(byte a, byte b)
    {
        if (a == 0 || b == 0 || a == SpongeSqueeze.Mould || b == SpongeSqueeze.Mould)
            return 0;
        return SpongeSqueeze.Merged(a, b) != 0 ? 5 : -Math.Abs(a - b);
    }
}
