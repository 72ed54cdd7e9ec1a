using System.Reflection;

namespace Monster.Cartridge.Tests;

public sealed class RngTests
{
    // From the authors' C code (prng.di.unimi.it/xoshiro128starstar.c) with the state 1, 2, 3, 4; rand_xoshiro tests with the same.
    private static readonly uint[] Published =
        [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804];

    [Fact]
    public void The_generator_is_xoshiro128_starstar_as_published()
    {
        object boxed = default(Rng);
        uint[] state = [1, 2, 3, 4];
        string[] fields = ["_a", "_b", "_c", "_d"];
        for (int i = 0; i < 4; i++)
            typeof(Rng).GetField(fields[i], BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(boxed, state[i]);
        var random = (Rng)boxed;
        Assert.Equal(Published, Published.Select(_ => random.Next()));
    }

    // Computed by a separate program (Python) from the description in the doc comments. They must never change: every recording depends on them.
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, new uint[] { 0xCCD53054, 0x895A093C, 0xF3252B2F, 0xC1315B67, 0x064825D8 })]
    [InlineData(1u, 0u, 0u, 0u, new uint[] { 0x0D4A850F, 0xB8D3920A, 0x09D8149B, 0x1A81971D, 0xE53720D5 })]
    [InlineData(0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, new uint[] { 0xF92C8ECE, 0xE792B637, 0xB5D07AC9, 0x03D5683D, 0x22D81809 })]
    [InlineData(0x12345678u, 0x9ABCDEF0, 0x0F1E2D3Cu, 0x4B5A6978u, new uint[] { 0xDBB7B6B6, 0x50CAE2AA, 0x343468DA, 0xE337218A, 0x94A2A65E })]
    public void A_seed_gives_the_numbers_it_always_gave(uint a, uint b, uint c, uint d, uint[] expected)
    {
        var random = new Rng(a, b, c, d);
        Assert.Equal(expected, expected.Select(_ => random.Next()));
    }

    [Fact]
    public void Seeds_that_differ_in_one_bit_give_unrelated_numbers()
    {
        for (int bit = 0; bit < 128; bit++)
        {
            uint[] words = new uint[4];
            words[bit / 32] = 1u << (bit % 32);
            var first = new Rng(0, 0, 0, 0);
            var second = new Rng(words[0], words[1], words[2], words[3]);
            int different = 0;
            for (int i = 0; i < 32; i++)
                different += int.PopCount((int)(first.Next() ^ second.Next()));
            // 1,024 bits, of which half differ on average; the standard deviation is 16.
            Assert.InRange(different, 512 - 96, 512 + 96);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(80)]
    [InlineData(1_000)]
    public void Below_gives_each_number_equally_often(int bound)
    {
        const int Each = 500;
        var random = new Rng(9, 8, 7, 6);
        int[] counts = new int[bound];
        for (int i = 0; i < bound * Each; i++)
            counts[random.Below(bound)]++;
        double chiSquare = counts.Sum(n => (double)(n - Each) * (n - Each) / Each);
        // Mean bound - 1, standard deviation sqrt(2 (bound - 1)); six of them for a fixed seed is generous, a biased draw is far outside.
        Assert.InRange(chiSquare, 0, bound - 1 + (6 * Math.Sqrt(2 * (bound - 1))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(int.MinValue)]
    public void Below_one_or_less_is_zero_and_draws_nothing(int bound)
    {
        var random = new Rng(1, 2, 3, 4);
        var untouched = random;
        Assert.Equal(0, random.Below(bound));
        Assert.Equal(untouched.Next(), random.Next());
    }

    [Fact]
    public void Below_reaches_its_largest_bound()
    {
        var random = new Rng(4, 3, 2, 1);
        int largest = Enumerable.Range(0, 1_000).Max(_ => random.Below(1 << 30));
        Assert.InRange(largest, (1 << 30) - (1 << 24), (1 << 30) - 1);
    }

    [Fact]
    public void Between_includes_both_ends()
    {
        var random = new Rng(5, 5, 5, 5);
        var seen = Enumerable.Range(0, 200).Select(_ => random.Between(-2, 2)).ToHashSet();
        Assert.Equal([-2, -1, 0, 1, 2], seen.Order());
        Assert.Equal(7, random.Between(7, 7));
    }

    [Fact]
    public void OneIn_is_true_that_often()
    {
        var random = new Rng(6, 6, 6, 6);
        Assert.InRange(Enumerable.Range(0, 10_000).Count(_ => random.OneIn(10)), 850, 1_150);
        Assert.True(random.OneIn(1));
    }

    [Fact]
    public void Shuffle_makes_each_order_equally_often_and_leaves_the_rest()
    {
        var random = new Rng(7, 7, 7, 7);
        var orders = new Dictionary<string, int>();
        for (int i = 0; i < 6_000; i++)
        {
            int[] items = [1, 2, 3, 4];
            random.Shuffle(items, 3);
            Assert.Equal(4, items[3]);
            string order = string.Concat(items[..3].Select(n => (char)('0' + n)));
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(6, orders.Count);
        Assert.All(orders.Values, n => Assert.InRange(n, 850, 1_150));
    }
}
