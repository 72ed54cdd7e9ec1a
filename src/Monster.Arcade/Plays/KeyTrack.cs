using System.Formats.Cbor;

namespace Monster.Arcade;

/// <summary>
/// The keys of a play, one a tick, kept as pairs: ticks without a key since the last key, and the key. It grows and is never
/// changed; <see cref="EncodedBytes"/> says how large it is in a recording.
/// </summary>
public sealed class KeyTrack
{
    private readonly List<int> _pairs = [];

    /// <summary>The pairs, flat: gap, key, gap, key...</summary>
    public IReadOnlyList<int> Pairs => _pairs;

    /// <summary>Bytes the pairs take in a recording, without the array's head.</summary>
    public int EncodedBytes { get; private set; }

    /// <summary>Ticks up to and including the last key.</summary>
    public int TicksWithKeys { get; private set; }

    /// <summary>Keeps the key of a tick.</summary>
    /// <param name="tick">The tick, counted from 0, after all ticks kept so far.</param>
    /// <param name="key">The key; 0, no key, takes no space.</param>
    public void Add(int tick, int key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tick, TicksWithKeys);
        if (key == 0)
            return;
        int gap = tick - TicksWithKeys;
        _pairs.Add(gap);
        _pairs.Add(key);
        TicksWithKeys = tick + 1;
        EncodedBytes += EncodedLength(gap) + EncodedLength(key);
    }

    /// <summary>The keys tick by tick, from the first.</summary>
    public Cursor Read() => new(_pairs);

    /// <summary>A copy that grows by itself.</summary>
    public KeyTrack Copy()
    {
        var copy = new KeyTrack { TicksWithKeys = TicksWithKeys, EncodedBytes = EncodedBytes };
        copy._pairs.AddRange(_pairs);
        return copy;
    }

    /// <summary>The keys of the first ticks, as a track that grows by itself.</summary>
    public KeyTrack First(int ticks)
    {
        var first = new KeyTrack();
        for (int i = 0; i < _pairs.Count && first.TicksWithKeys + _pairs[i] < ticks; i += 2)
            first.Add(first.TicksWithKeys + _pairs[i], _pairs[i + 1]);
        return first;
    }

    internal void Write(CborWriter writer)
    {
        writer.WriteStartArray(_pairs.Count);
        foreach (int number in _pairs)
            writer.WriteInt32(number);
        writer.WriteEndArray();
    }

    /// <summary>Bytes of a number in deterministic CBOR.</summary>
    internal static int EncodedLength(int number) => (number < 0 ? ~number : number) switch
    {
        < 24 => 1,
        <= byte.MaxValue => 2,
        <= ushort.MaxValue => 3,
        _ => 5,
    };

    /// <summary>Gives the keys one after the other; after the last one, 0 for ever.</summary>
    public struct Cursor
    {
        private readonly List<int> _pairs;
        private int _next;
        private int _gap;

        internal Cursor(List<int> pairs)
        {
            _pairs = pairs;
            _gap = pairs.Count > 0 ? pairs[0] : int.MaxValue;
        }

        /// <summary>A cursor on the way: before a tick.</summary>
        internal readonly (int Next, int Gap) Place => (_next, _gap);

        /// <summary>Goes to where <see cref="Place"/> was.</summary>
        internal void GoTo((int Next, int Gap) place) => (_next, _gap) = place;

        /// <summary>The key of the next tick.</summary>
        public int Next()
        {
            if (_gap > 0)
            {
                _gap -= _gap == int.MaxValue ? 0 : 1;
                return 0;
            }

            int key = _pairs[_next + 1];
            _next += 2;
            _gap = _next < _pairs.Count ? _pairs[_next] : int.MaxValue;
            return key;
        }
    }
}
