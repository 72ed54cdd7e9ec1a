using System.Numerics;

namespace Monster.Cartridge;

/// <summary>
/// Random numbers that are a pure function of the seed: xoshiro128** (D. Blackman and S. Vigna, "Scrambled linear
/// pseudorandom number generators", ACM TOMS 47, 2021), 32-bit arithmetic only. Keep it in a field; it is part of the state.
/// </summary>
public struct Rng
{
    private uint _a;
    private uint _b;
    private uint _c;
    private uint _d;

    /// <summary>A generator started from a 128-bit seed. Every seed is valid, zero included.</summary>
    public Rng(uint seed0, uint seed1, uint seed2, uint seed3)
    {
        // The four words are chained through a 32-bit finaliser, so that seeds that differ in one bit differ everywhere.
        _a = Mix(seed0 + 0x9E3779B9u);
        _b = Mix(seed1 + _a);
        _c = Mix(seed2 + _b);
        _d = Mix(seed3 + _c) | 1u; // never all zero, the one state xoshiro cannot leave
        _a += Mix(_d);
    }

    /// <summary>The next 32 random bits.</summary>
    public uint Next()
    {
        uint five = _b * 5u;
        uint result = ((five << 7) | (five >> 25)) * 9u;
        uint t = _b << 9;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = (_d << 11) | (_d >> 21);
        return result;
    }

    /// <summary>
    /// A number from 0 to <paramref name="bound"/> - 1, each equally likely; 0 when the bound is 1 or less.
    /// The bound is at most 2^30.
    /// </summary>
    public int Below(int bound)
    {
        if (bound <= 1)
            return 0;
        uint mask = uint.MaxValue >> BitOperations.LeadingZeroCount((uint)bound - 1u);
        while (true)
        {
            // The upper bits are the better ones of this generator.
            uint draw = (Next() >> 2) & mask;
            if (draw < (uint)bound)
                return (int)draw;
        }
    }

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>True once in <paramref name="n"/> on average.</summary>
    public bool OneIn(int n) => Below(n) == 0;

    /// <summary>Puts the first <paramref name="count"/> items in random order (Fisher-Yates).</summary>
    public void Shuffle(int[] items, int count)
    {
        for (int i = count - 1; i > 0; i--)
        {
            int j = Below(i + 1);
            int kept = items[i];
            items[i] = items[j];
            items[j] = kept;
        }
    }

    private static uint Mix(uint x)
    {
        x ^= x >> 16;
        x *= 0x7FEB352Du;
        x ^= x >> 15;
        x *= 0x846CA68Bu;
        return x ^ (x >> 16);
    }
}
