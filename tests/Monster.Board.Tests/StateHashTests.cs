using Monster.Testing;

namespace Monster.Board.Tests;

public sealed class StateHashTests
{
    [Fact]
    public void Counting_out_is_the_opposite_of_counting_in_and_order_does_not_matter()
    {
        StateHash a = default, b = default;
        a.Add([1], [2]);
        a.Add([3], [4]);
        a.Add([5], [6]);
        a.Remove([3], [4]);
        b.Add([5], [6]);
        b.Add([1], [2]);
        Assert.Equal(a, b);
        b.Remove([5], [6]);
        b.Remove([1], [2]);
        Assert.Equal(default, b);
        Assert.Equal(a, StateHash.FromBytes(a.ToBytes()));
    }

    [Fact]
    public void Where_a_key_ends_matters()
    {
        StateHash a = default, b = default;
        a.Add([1, 2], [3]);
        b.Add([1], [2, 3]);
        Assert.NotEqual(a, b);
    }

    [Fact]
    public void A_hashed_store_knows_the_hash_of_what_is_in_it()
    {
        var random = RandomRuns.New(out int seed);
        var inner = new MemoryStore();
        var store = new HashedStore(inner, default);
        for (int i = 0; i < 500; i++)
        {
            byte[] key = [(byte)random.Next(20)];
            if (random.Next(3) == 0)
                store.Delete(key);
            else
                store.Put(key, [(byte)random.Next(5)]);
        }

        Assert.True(StateHash.OfAll(inner) == store.Hash, $"seed {seed}");
    }
}
