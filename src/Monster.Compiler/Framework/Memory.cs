namespace Monster.Compiler.Framework;

/// <summary>Moves bytes.</summary>
internal static class Memory
{
    /// <summary>Copies to a place that does not overlap; both are 4-aligned.</summary>
    public static void Copy(int target, int source, int bytes)
    {
        int end = target + (bytes & -4);
        while (target != end)
        {
            Intrinsic.Store(target, Intrinsic.Load(source));
            target += 4;
            source += 4;
        }

        end += bytes & 3;
        while (target != end)
            Intrinsic.Store8(target++, Intrinsic.Load8(source++));
    }

    /// <summary>Sets 4-aligned memory to zero.</summary>
    public static void Clear(int target, int bytes)
    {
        for (int end = target + bytes; target != end; target += 4)
            Intrinsic.Store(target, 0);
    }

    /// <summary>Sets every byte to the same value.</summary>
    public static void Fill(int target, int value, int bytes)
    {
        for (int end = target + bytes; target != end; target++)
            Intrinsic.Store8(target, value);
    }
}
