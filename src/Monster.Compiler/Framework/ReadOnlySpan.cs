using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Monster.Compiler.Framework;

/// <summary>A view of consecutive elements that may not be changed: where they begin and how many they are.</summary>
internal readonly ref struct ReadOnlySpan<T>
{
    private readonly ref readonly T _first;
    private readonly int _length;

    public ReadOnlySpan(T[]? array)
    {
        if (array is null)
            return;
        _first = ref MemoryMarshal.GetArrayDataReference(array);
        _length = array.Length;
    }

    public ReadOnlySpan(T[]? array, int start, int length)
    {
        if (array is null)
        {
            Intrinsic.TrapIf((start | length) != 0);
            return;
        }

        Intrinsic.TrapIf((uint)start > (uint)array.Length || (uint)length > (uint)(array.Length - start));
        _first = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), start);
        _length = length;
    }

    public ReadOnlySpan(ref readonly T only)
    {
        _first = ref only;
        _length = 1;
    }

    internal ReadOnlySpan(ref T first, int length)
    {
        _first = ref first;
        _length = length;
    }

    public static ReadOnlySpan<T> Empty => default;

    public int Length => _length;

    public bool IsEmpty => _length == 0;

    public ref readonly T this[int index]
    {
        get
        {
            Intrinsic.TrapIf((uint)index >= (uint)_length);
            return ref Unsafe.Add(ref Unsafe.AsRef(in _first), index);
        }
    }

    public ReadOnlySpan<T> Slice(int start)
    {
        Intrinsic.TrapIf((uint)start > (uint)_length);
        return new ReadOnlySpan<T>(ref Unsafe.Add(ref Unsafe.AsRef(in _first), start), _length - start);
    }

    public ReadOnlySpan<T> Slice(int start, int length)
    {
        Intrinsic.TrapIf((uint)start > (uint)_length || (uint)length > (uint)(_length - start));
        return new ReadOnlySpan<T>(ref Unsafe.Add(ref Unsafe.AsRef(in _first), start), length);
    }

    public void CopyTo(Span<T> destination)
    {
        Intrinsic.TrapIf(_length > destination.Length);
        Array.Move(ref Unsafe.AsRef(in _first), ref destination.First, _length);
    }

    public bool TryCopyTo(Span<T> destination)
    {
        if (_length > destination.Length)
            return false;
        Array.Move(ref Unsafe.AsRef(in _first), ref destination.First, _length);
        return true;
    }

    public static implicit operator ReadOnlySpan<T>(T[]? array) => new(array);

    internal static ReadOnlySpan<T> Of(ref T first, int length) => new(ref first, length);
}
