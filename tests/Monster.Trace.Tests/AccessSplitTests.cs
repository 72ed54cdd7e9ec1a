using Monster.Trace.Collect;
using Monster.Trace.Plugin;

namespace Monster.Trace.Tests;

/// <summary>Mode memory's records are taken apart by patterns, eight at a time; here one by one.</summary>
public sealed class AccessSplitTests
{
    private const int Ids = 60;

    [Fact]
    public void Every_access_has_the_line_offset_and_operation_of_its_record()
    {
        int seed = Environment.GetEnvironmentVariable("MONSTER_SEED") is { } given ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"MONSTER_SEED={seed}");
        var random = new Random(seed);
        var accessesOf = Enumerable.Range(0, Ids).Select(id => Enumerable.Range(0, id % 9 == 8 ? 30 : random.Next(9)).Select(_ => Low(random)).ToArray()).ToArray();
        var blocks = new ProcessBlocks(null, 0);
        for (uint id = 0; id < Ids; id++)
            blocks.Set(id, id + 1000, 64);
        var table = new OpTable();
        var operations = new Operations(blocks, table);
        var lines = new LineDictionary();
        var split = new AccessSplit();
        int current = -1;
        for (int chunk = 0; chunk < 6; chunk++)
        {
            var records = Records(random, accessesOf, random.Next(1, 40_000), current);
            split.Split(records, lines, operations, Ids, current);
            current = Check(records, split, lines, operations, table, current);
        }
    }

    [Fact]
    public void A_block_that_was_never_translated_is_refused()
    {
        var blocks = new ProcessBlocks(null, 0);
        blocks.Set(0, 0, 4);
        ulong[] records = [StreamLayout.BlockMark, 1UL << 20, (1UL << 16) | StreamLayout.BlockMark, .. new ulong[20]];
        var split = new AccessSplit();
        var error = Assert.Throws<TraceException>(() => split.Split(records, new LineDictionary(), new Operations(blocks, new OpTable()), 1, -1));
        Assert.Contains("block 1", error.Message, StringComparison.Ordinal);
    }

    /// <summary>What is nearly always the case, and what is not: executions that leave their block in the middle, or access other things than before.</summary>
    private static ulong[] Records(Random random, ulong[][] accessesOf, int count, int current)
    {
        var records = new List<ulong>();
        for (int i = random.Next(3); i > 0 && current >= 0; i--)
            records.Add(Record(random, Low(random)));
        while (records.Count < count)
        {
            int id = random.Next(Ids), taken = random.Next(20) == 0 ? random.Next(accessesOf[id].Length + 1) : accessesOf[id].Length;
            records.Add(((ulong)id << 16) | StreamLayout.BlockMark);
            foreach (ulong low in accessesOf[id].Take(taken))
                records.Add(Record(random, random.Next(50) == 0 ? Low(random) : low));
        }

        return [.. records];
    }

    private static ulong Low(Random random) => (ulong)((random.Next(64) << 3) | random.Next(5) | (random.Next(2) << 13));

    private static ulong Record(Random random, ulong low) => ((ulong)random.NextInt64(random.Next(3) == 0 ? 1L << 48 : 1L << 14) << 16) | low;

    private static int Check(ulong[] records, AccessSplit split, LineDictionary lines, Operations operations, OpTable table, int current)
    {
        uint[] numbers = operations.Numbers;
        int blocks = 0, accesses = 0;
        foreach (ulong record in records)
        {
            if ((ushort)record == StreamLayout.BlockMark)
            {
                current = (int)(record >> 16);
                Assert.Equal((uint)current, split.Executed[blocks]);
                Assert.Equal((uint)accesses, split.FirstAccess[blocks++]);
                continue;
            }

            ulong address = (ulong)((long)record >> 16), line = lines.Lines[(int)split.Lines[accesses]];
            Assert.Equal(address, (line * 64) + split.Offsets[accesses]);
            Assert.Equal(table.Number((uint)current + 1000, (ushort)record), numbers[split.Ops[accesses++]]);
        }

        Assert.Equal(blocks, split.Executed.Length);
        Assert.Equal(accesses, split.Count);
        return current;
    }
}
