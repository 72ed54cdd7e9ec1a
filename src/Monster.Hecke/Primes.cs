namespace Monster.Hecke;

/// <summary>Prime numbers by sieve.</summary>
public static class Primes
{
    /// <summary>The primes up to a number, in order.</summary>
    /// <param name="limit">At most 100,000,000.</param>
    public static IEnumerable<int> UpTo(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 100_000_000);
        return limit < 2 ? [] : Sieve(limit);
    }

    /// <summary>For each number from 2 its smallest prime factor; 0 and 1 have 0 and 1.</summary>
    internal static int[] SmallestFactors(int limit)
    {
        var smallest = new int[limit + 1];
        for (int n = 0; n <= limit; n++)
            smallest[n] = n % 2 == 0 && n > 0 ? 2 : n;
        for (int p = 3; (long)p * p <= limit; p += 2)
        {
            if (smallest[p] != p)
                continue;
            for (int n = p * p; n <= limit; n += 2 * p)
            {
                if (smallest[n] == n)
                    smallest[n] = p;
            }
        }

        return smallest;
    }

    private static IEnumerable<int> Sieve(int limit)
    {
        // Odd numbers only: place i stands for 2 i + 1.
        var composite = new bool[(limit + 1) / 2];
        yield return 2;
        for (int i = 1; i < composite.Length; i++)
        {
            if (composite[i])
                continue;
            int p = (2 * i) + 1;
            yield return p;
            for (long k = ((long)p * p) / 2; k < composite.Length; k += p)
                composite[k] = true;
        }
    }
}
