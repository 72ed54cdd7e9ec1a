using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Monster.Compiler.Framework;

/// <summary>The static methods of <c>System.Array</c>. Those that end in Of are called with the element type of the array at hand.</summary>
internal static class Array
{
    public static void Fill<T>(T[] array, T value)
    {
        for (int i = 0; i < array.Length; i++)
            array[i] = value;
    }

    public static void Fill<T>(T[] array, T value, int startIndex, int count) => new Span<T>(array, startIndex, count).Fill(value);

    public static void Reverse<T>(T[] array) => MemoryExtensions.Reverse(new Span<T>(array));

    public static void Reverse<T>(T[] array, int index, int length) => MemoryExtensions.Reverse(new Span<T>(array, index, length));

    public static int IndexOf<T>(T[] array, T value) => MemoryExtensions.IndexOf(new ReadOnlySpan<T>(array), value);

    public static void ClearOf<T>(T[] array)
    {
        Intrinsic.TrapIf(array is null);
        new Span<T>(array).Clear();
    }

    public static void ClearOf<T>(T[] array, int index, int length)
    {
        Intrinsic.TrapIf(array is null);
        new Span<T>(array, index, length).Clear();
    }

    public static void CopyOf<T>(T[] source, T[] destination, int length) => CopyOf(source, 0, destination, 0, length);

    public static void CopyOf<T>(T[] source, int sourceIndex, T[] destination, int destinationIndex, int length)
    {
        Intrinsic.TrapIf(source is null || destination is null);
        Intrinsic.TrapIf((uint)sourceIndex > (uint)source!.Length || (uint)length > (uint)(source.Length - sourceIndex));
        Intrinsic.TrapIf((uint)destinationIndex > (uint)destination!.Length || (uint)length > (uint)(destination.Length - destinationIndex));
        ref T from = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(source), sourceIndex);
        ref T to = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(destination), destinationIndex);
        Move(ref from, ref to, length);
    }

    /// <summary>Copies so that an overlap does no harm.</summary>
    internal static void Move<T>(ref T from, ref T to, int length)
    {
        if (Unsafe.IsAddressGreaterThan(ref to, ref from))
        {
            for (int i = length - 1; i >= 0; i--)
                Unsafe.Add(ref to, i) = Unsafe.Add(ref from, i);
        }
        else
        {
            for (int i = 0; i < length; i++)
                Unsafe.Add(ref to, i) = Unsafe.Add(ref from, i);
        }
    }
}
