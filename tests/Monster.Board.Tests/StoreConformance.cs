using Monster.Testing;

namespace Monster.Board.Tests;

/// <summary>What every store must do; subclassed for each. Random histories are compared with a plain sorted map.</summary>
public abstract class StoreConformance
{
    /// <summary>Runs an action on an empty store, twice in a row where a store may be reopened in between.</summary>
    protected abstract void Run(Action<IStore> first, Action<IStore> second);

    [Fact]
    public void What_was_put_is_found_and_what_was_deleted_is_not()
    {
        Run(
            store =>
            {
                store.Put([1, 2], [3]);
                store.Put([1, 2], [4, 5]);
                store.Put([1, 3], []);
                store.Put([9], [9]);
                store.Delete([9]);
                store.Delete([8]);
            },
            store =>
            {
                Assert.Equal([4, 5], store.Find([1, 2])!);
                Assert.Empty(store.Find([1, 3])!);
                Assert.Null(store.Find([9]));
                Assert.Null(store.Find([1]));
            });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_scan_gives_what_lies_between_in_the_order_of_bytes(bool descending)
    {
        byte[][] keys = [[1], [1, 0], [1, 255], [2], [2, 1], [127], [128], [255], [255, 255]];
        Run(
            store =>
            {
                foreach (byte[] key in keys.Reverse())
                    store.Put(key, key);
            },
            store =>
            {
                Assert.Equal(Ordered(keys), Scan(store, [0], null, descending));
                Assert.Equal(Ordered(keys[1..5]), Scan(store, [1, 0], [127], descending));
                Assert.Empty(Scan(store, [2, 2], [3], descending));
                Assert.Empty(Scan(store, [3], [2], descending));
                Assert.Empty(Scan(store, [2], [2], descending));
                Assert.Equal(Ordered(keys[7..]), store.ScanPrefix([255], descending).Select(e => e.Key));
            });
        IEnumerable<byte[]> Ordered(byte[][] some) => descending ? some.Reverse() : some;
    }

    [Fact]
    public void Keys_and_values_beyond_the_limits_are_refused()
    {
        Run(
            store =>
            {
                Assert.Throws<ArgumentException>(() => store.Put([], [1]));
                Assert.Throws<ArgumentException>(() => store.Put(new byte[IReadStore.MaxKeyBytes + 1], [1]));
                Assert.Throws<ArgumentException>(() => store.Put([1], new byte[IReadStore.MaxValueBytes + 1]));
                store.Put(new byte[IReadStore.MaxKeyBytes], new byte[IReadStore.MaxValueBytes]);
            },
            store => Assert.Equal(IReadStore.MaxValueBytes, store.Find(new byte[IReadStore.MaxKeyBytes])!.Length));
    }

    [Fact]
    public void A_random_history_leaves_what_a_sorted_map_holds()
    {
        var random = RandomRuns.New(out int seed);
        var map = new SortedDictionary<byte[], byte[]>(KeyOrder.Instance);
        Run(
            store =>
            {
                map.Clear();
                Change(store, 400);
            },
            store =>
        {
            Compare(store);
            Change(store, 400);
            Compare(store);
        });

        void Change(IStore store, int times)
        {
            for (int i = 0; i < times; i++)
            {
                byte[] key = RandomKey();
                if (random.Next(3) == 0)
                {
                    store.Delete(key);
                    map.Remove(key);
                }
                else
                {
                    byte[] value = new byte[random.Next(20)];
                    random.NextBytes(value);
                    store.Put(key, value);
                    map[key] = value;
                }
            }
        }

        void Compare(IStore store)
        {
            for (int i = 0; i < 50; i++)
            {
                byte[] from = RandomKey(), to = RandomKey();
                bool descending = random.Next(2) == 0;
                var expected = map.Where(e => KeyOrder.Instance.Compare(e.Key, from) >= 0 && KeyOrder.Instance.Compare(e.Key, to) < 0).Select(e => e.Key);
                Assert.True(Scan(store, from, to, descending).SequenceEqual(descending ? expected.Reverse() : expected, KeyOrder.Instance), $"seed {seed}");
                Assert.True(store.Find(from) is { } value ? map[from].AsSpan().SequenceEqual(value) : !map.ContainsKey(from), $"seed {seed}");
            }

            var hash = default(StateHash);
            foreach (var (key, value) in map)
                hash.Add(key, value);
            Assert.True(hash == StateHash.OfAll(store), $"seed {seed}");
        }

        byte[] RandomKey()
        {
            byte[] key = new byte[random.Next(1, 4)];
            for (int i = 0; i < key.Length; i++)
                key[i] = (byte)(random.Next(6) * 51);
            return key;
        }
    }

    [Fact]
    public void A_value_is_exchanged_for_the_one_before()
    {
        Run(
            store =>
            {
                Assert.Null(store.Exchange([1], [1]));
                Assert.Equal([1], store.Exchange([1], [2])!);
                store.Delete([1]);
                Assert.Null(store.Exchange([1], []));
            },
            store =>
            {
                Assert.Empty(store.Exchange([1], [3])!);
                Assert.Equal([3], store.Find([1])!);
            });
    }

    [Fact]
    public void Random_histories_of_the_board_s_commands_come_to_the_same_results_and_the_same_state()
    {
        RandomRuns.Run(3, random =>
        {
            var history = new RandomHistory(random, 600);
            int half = random.Next(history.Entries.Count);
            Run(store => Apply(store, 0, half), store =>
            {
                Apply(store, half, history.Entries.Count);
                Assert.Equal(StateHash.OfAll(history.Store), StateHash.OfAll(store));
            });

            void Apply(IStore store, int from, int to)
            {
                for (int i = from; i < to; i++)
                {
                    var result = BoardMachine.Apply(store, history.Entries[i], (ulong)i + 1);
                    Assert.Equal((history.Results[i].Why, Convert.ToHexString(history.Results[i].Value)), (result.Why, Convert.ToHexString(result.Value)));
                }
            }
        });
    }

    private static IEnumerable<byte[]> Scan(IStore store, byte[] from, byte[]? to, bool descending) => store.Scan(from, to, descending).Select(e => e.Key);
}
