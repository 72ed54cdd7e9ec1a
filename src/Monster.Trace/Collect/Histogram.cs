using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Monster.Trace.Collect;

/// <summary>Counts ids. Not for two threads at a time.</summary>
internal sealed class Histogram
{
    private const int SplitBelow = 1 << 15;

    private uint[] _four = [];
    private int _size;

    /// <summary>Whether so many ids are counted before they are added: with more, looking through the counters takes longer than counting.</summary>
    public static bool IsFor(int size) => size <= SplitBelow;

    /// <summary>Counts ids, without adding them to anything.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="size">One more than the largest that may be.</param>
    /// <exception cref="TraceException">An id is larger: the stream is damaged.</exception>
    public void Count(ReadOnlySpan<uint> ids, int size)
    {
        // Four tables by turns: the same id twice in a row, as in tight loops, does not wait for its own store.
        _size = size;
        if (_four.Length < size * 4)
            _four = new uint[size * 8];
        else
            Array.Clear(_four, 0, size * 4);
        ref uint table = ref MemoryMarshal.GetArrayDataReference(_four);
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
            _four[ids[i]]++;
        }
    }

    /// <summary>Adds what was counted last.</summary>
    public void AddTo(ulong[] counts)
    {
        for (int k = 0; k < _size; k++)
            counts[k] += (ulong)_four[k] + _four[_size + k] + _four[(_size * 2) + k] + _four[(_size * 3) + k];
    }

    /// <summary>Adds ids one by one.</summary>
    /// <exception cref="TraceException">An id has no counter: the stream is damaged.</exception>
    public static void Add(ReadOnlySpan<uint> ids, ulong[] counts)
    {
        foreach (uint id in ids)
        {
            if (id >= (uint)counts.Length)
                throw Damaged(id);
            counts[id]++;
        }
    }

    private static TraceException Damaged(uint id) => new($"The plugin's stream names block {id}, which was never translated: it is damaged.");
}
