using Monster.Testing;

namespace Monster.Board.Tests;

public sealed class KeyTests
{
    [Fact]
    public void Keys_are_ordered_as_their_parts_and_give_them_back()
    {
        var random = RandomRuns.New(out int seed);
        var time = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000);
        var parts = Enumerable.Range(0, 300).Select(_ => (
            Number: (uint)random.Next(3), Text: new string('a', random.Next(3)) + (random.Next(2) == 0 ? "b" : ""), Score: (uint)random.Next(4), At: time.AddMilliseconds(random.Next(-5, 5)))).ToList();
        byte[] Key((uint Number, string Text, uint Score, DateTimeOffset At) p) => new KeyWriter(Table.Facts).U32(p.Number).Text(p.Text).Descending(p.Score).Time(p.At).ToKey();
        var byKey = parts.OrderBy(Key, KeyOrder.Instance).ToList();
        var byParts = parts.OrderBy(p => p.Number).ThenBy(p => p.Text, StringComparer.Ordinal).ThenByDescending(p => p.Score).ThenBy(p => p.At).ToList();
        Assert.True(byParts.SequenceEqual(byKey), $"seed {seed}");
        foreach (var part in parts)
        {
            var reader = new KeyReader(Key(part));
            Assert.Equal(part, (reader.U32(), reader.Text(), reader.Descending(), reader.Time()));
        }
    }

    [Fact]
    public void A_key_that_would_be_too_long_or_hold_a_zero_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new KeyWriter(Table.Facts).Text(new string('x', IReadStore.MaxKeyBytes)));
        Assert.Throws<ArgumentException>(() => new KeyWriter(Table.Facts).Text("a\0b"));
    }
}
