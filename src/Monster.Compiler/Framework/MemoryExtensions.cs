namespace Monster.Compiler.Framework;

/// <summary>Views of arrays.</summary>
internal static class MemoryExtensions
{
    public static Span<T> AsSpan<T>(T[]? array) => new(array);

    public static Span<T> AsSpan<T>(T[]? array, int start)
    {
        int length = array is null ? 0 : array.Length;
        Intrinsic.TrapIf((uint)start > (uint)length);
        return new(array, start, length - start);
    }

    public static Span<T> AsSpan<T>(T[]? array, int start, int length) => new(array, start, length);

    public static void Reverse<T>(Span<T> span)
    {
        for (int low = 0, high = span.Length - 1; low < high; low++, high--)
            (span[low], span[high]) = (span[high], span[low]);
    }

    public static int IndexOf<T>(Span<T> span, T value) => IndexOf((ReadOnlySpan<T>)span, value);

    public static int IndexOf<T>(ReadOnlySpan<T> span, T value)
    {
        for (int i = 0; i < span.Length; i++)
        {
            if (EqualityComparer<T>.Default.Equals(span[i], value))
                return i;
        }

        return -1;
    }

    public static bool Contains<T>(Span<T> span, T value) => IndexOf((ReadOnlySpan<T>)span, value) >= 0;

    public static bool Contains<T>(ReadOnlySpan<T> span, T value) => IndexOf(span, value) >= 0;

    public static bool SequenceEqual<T>(Span<T> span, ReadOnlySpan<T> other) => SequenceEqual((ReadOnlySpan<T>)span, other);

    public static bool SequenceEqual<T>(ReadOnlySpan<T> span, ReadOnlySpan<T> other)
    {
        if (span.Length != other.Length)
            return false;
        for (int i = 0; i < span.Length; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(span[i], other[i]))
                return false;
        }

        return true;
    }
}
