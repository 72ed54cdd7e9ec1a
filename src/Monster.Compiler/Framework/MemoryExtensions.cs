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
}
