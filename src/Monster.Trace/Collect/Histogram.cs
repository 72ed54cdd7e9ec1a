using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Monster.Trace.Collect;

/// <summary>Counts ids.</summary>
internal static class Histogram
{
    private const int SplitBelow = 1 << 15;

    /// <summary>Adds how often each id occurs.</summary>
    /// <exception cref="TraceException">An id has no counter: the stream is damaged.</exception>
    public static void Add(ReadOnlySpan<uint> ids, ulong[] counts)
    {
        if (counts.Length > SplitBelow)
        {
            foreach (uint id in ids)
            {
                if (id >= (uint)counts.Length)
                    throw Damaged(id);
                counts[id]++;
            }

            return;
        }

        // Four tables by turns: the same id twice in a row, as in tight loops, does not wait for its own store.
        int size = counts.Length;
        var four = new uint[size * 4];
        ref uint table = ref MemoryMarshal.GetArrayDataReference(four);
        int i = 0;
        uint last = 0;
        for (; i + 4 <= ids.Length; i += 4)
        {
            uint a = ids[i], b = ids[i + 1], c = ids[i + 2], d = ids[i + 3];
            last = Math.Max(Math.Max(a, b), Math.Max(c, d));
            if (last >= (uint)size)
                throw Damaged(last);
            Unsafe.Add(ref table, a)++;
            Unsafe.Add(ref table, (uint)size + b)++;
            Unsafe.Add(ref table, ((uint)size * 2) + c)++;
            Unsafe.Add(ref table, ((uint)size * 3) + d)++;
        }

        for (; i < ids.Length; i++)
        {
            if (ids[i] >= (uint)size)
                throw Damaged(ids[i]);
            four[ids[i]]++;
        }

        for (int k = 0; k < size; k++)
            counts[k] += (ulong)four[k] + four[size + k] + four[(size * 2) + k] + four[(size * 3) + k];
    }

    private static TraceException Damaged(uint id) => new($"The plugin's stream names block {id}, which was never translated: it is damaged.");
}
