using System.Numerics;
using Monster.Cartridge;
using Monster.Testing;

namespace Monster.Games.Tests;

public sealed class BlockDropTests : GameTests<BlockDrop>
{
    protected override int MaxTicks => 4_000;

    protected override (int Early, int Middle, int Late) GoldenTicks => (8, 600, 5_151);

    protected override int LargeScore => 20_000;

    [Fact]
    public void The_shapes_are_all_polyominoes_of_three_to_five_cells_once_each()
    {
        var game = new NativePlay<BlockDrop>(1).Game;
        var seen = new HashSet<int>();
        int[] counts = new int[6];
        for (int shape = 0; shape < 27; shape++)
        {
            int[] turns = [.. Enumerable.Range(0, 4).Select(turn => game.Mask(shape, turn))];
            Assert.All(turns, mask => Assert.Equal(BlockDrop.SizeOf(shape), BitOperations.PopCount((uint)mask)));
            Assert.True(Connected(turns[0]), $"shape {shape} is in pieces");
            Assert.True(seen.Add(turns.Select(Corner).Min()), $"shape {shape} is there twice");
            counts[BlockDrop.SizeOf(shape)]++;
        }

        // The one-sided polyominoes (OEIS A000988): 2 of three cells, 7 of four, 18 of five.
        Assert.Equal([0, 0, 0, 2, 7, 18], counts);
    }

    [Fact]
    public void A_full_row_pays_the_size_of_its_pieces_and_goes()
    {
        var play = new NativePlay<BlockDrop>(2);
        var bot = SensibleBot(2);
        while (play.Score == 0)
            play.Tick(bot(play.Game));
        Assert.InRange(play.Score, 36, 15 * 60);
        while (!play.Game.Falling)
            play.Tick(Key.None);
        for (int y = 0; y < BlockDrop.Height; y++)
            Assert.Contains(0, Enumerable.Range(0, BlockDrop.Width).Select(x => play.Game.Cell(x, y)));
    }

    protected override Func<BlockDrop, int> SensibleBot(uint seed)
    {
        int planned = 0;
        (int Turn, int X) goal = default;
        return game =>
        {
            if (!game.Falling)
                return Key.None;
            if (game.Pieces != planned)
            {
                planned = game.Pieces;
                goal = Packing.Best(game);
            }

            return game.Turn != goal.Turn ? Key.Up : game.X < goal.X ? Key.Right : game.X > goal.X ? Key.Left : Key.Space;
        };
    }

    private static int Corner(int mask)
    {
        while ((mask & 0x1F) == 0)
            mask >>= 5;
        while ((mask & 0x108421) == 0)
            mask >>= 1;
        return mask;
    }

    private static bool Connected(int mask)
    {
        int reached = mask & -mask;
        for (int i = 0; i < 25; i++)
        {
            int spread = reached | (reached << 5) | (reached >> 5) | ((reached & 0x0F7BDEF) << 1) | ((reached & 0x1EF7BDE) >> 1);
            reached = spread & mask;
        }

        return reached == mask;
    }

    /// <summary>Looks where the piece would lie, and likes few holes, full rows and an even top.</summary>
    private static class Packing
    {
        public static (int Turn, int X) Best(BlockDrop game)
        {
            int[] rows = [.. Enumerable.Range(0, BlockDrop.Height).Select(y => Enumerable.Range(0, BlockDrop.Width).Sum(x => game.Cell(x, y) != 0 ? 1 << x : 0))];
            var best = (Turn: 0, X: game.X);
            int bestCost = int.MaxValue;
            for (int turn = 0; turn < 4; turn++)
            {
                int mask = game.Mask(game.Shape, turn);
                for (int x = -4; x < BlockDrop.Width; x++)
                {
                    int cost = Cost(rows, mask, x);
                    if (cost < bestCost)
                        (bestCost, best) = (cost, (turn, x));
                }
            }

            return best;
        }

        private static int Cost(int[] rows, int mask, int x)
        {
            int y = -3;
            if (!Fits(rows, mask, x, y))
                return int.MaxValue;
            while (Fits(rows, mask, x, y + 1))
                y++;
            int[] after = [.. rows];
            for (int line = 0; line < 5; line++)
            {
                if (((mask >> (line * 5)) & 0x1F) == 0)
                    continue;
                if (y + line < 0)
                    return int.MaxValue - 1;
                after[y + line] |= Shift((mask >> (line * 5)) & 0x1F, x);
            }

            return Roughness([.. after.Where(row => row != (1 << BlockDrop.Width) - 1)], y);
        }

        private static int Roughness(int[] rows, int y)
        {
            int cost = (BlockDrop.Height - y) * 4;
            int cleared = BlockDrop.Height - rows.Length;
            int covered = 0;
            int wall = 1 | (1 << (BlockDrop.Width + 1));
            foreach (int row in rows)
            {
                cost += BitOperations.PopCount((uint)(covered & ~row)) * 12; // holes
                int walled = (row << 1) | wall;
                cost += BitOperations.PopCount((uint)((walled ^ (walled >> 1)) & 0x1FFF)) * 3; // changes along the row
                cost += BitOperations.PopCount((uint)(covered ^ row)) * 3; // changes down the columns
                covered |= row;
            }

            return cost - (cleared * 10);
        }

        private static bool Fits(int[] rows, int mask, int x, int y)
        {
            for (int line = 0; line < 5; line++)
            {
                int bits = (mask >> (line * 5)) & 0x1F;
                if (bits == 0)
                    continue;
                if (x < 0 ? (bits & ((1 << -x) - 1)) != 0 : (bits << x) >> BlockDrop.Width != 0)
                    return false;
                if (y + line >= rows.Length || (y + line >= 0 && (rows[y + line] & Shift(bits, x)) != 0))
                    return false;
            }

            return true;
        }

        private static int Shift(int bits, int x) => x < 0 ? bits >> -x : bits << x;
    }
}
