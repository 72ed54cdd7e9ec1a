using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Monster.Compiler.Framework;

/// <summary>A view of consecutive elements: where they begin and how many they are.</summary>
internal readonly ref struct Span<T>
{
    private readonly ref T _first;
    private readonly int _length;

    public Span(T[]? array)
    {
        if (array is null)
            return;
        _first = ref MemoryMarshal.GetArrayDataReference(array);
        _length = array.Length;
    }

    public Span(T[]? array, int start, int length)
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

    public Span(ref T only)
    {
        _first = ref only;
        _length = 1;
    }

    internal Span(ref T first, int length)
    {
        _first = ref first;
        _length = length;
    }

    public static Span<T> Empty => default;

    public int Length => _length;

    public bool IsEmpty => _length == 0;

    public ref T this[int index]
    {
        get
        {
            Intrinsic.TrapIf((uint)index >= (uint)_length);
            return ref Unsafe.Add(ref Unsafe.AsRef(in _first), index);
        }
    }

    public Span<T> Slice(int start)
    {
        Intrinsic.TrapIf((uint)start > (uint)_length);
        return new Span<T>(ref Unsafe.Add(ref Unsafe.AsRef(in _first), start), _length - start);
    }

    public Span<T> Slice(int start, int length)
    {
        Intrinsic.TrapIf((uint)start > (uint)_length || (uint)length > (uint)(_length - start));
        return new Span<T>(ref Unsafe.Add(ref Unsafe.AsRef(in _first), start), length);
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

    internal ref T First => ref _first;

    public void Fill(T value)
    {
        for (int i = 0; i < _length; i++)
            Unsafe.Add(ref _first, i) = value;
    }

    public void Clear() => Fill(default!);

    public static implicit operator Span<T>(T[]? array) => new(array);

    public static implicit operator ReadOnlySpan<T>(Span<T> span) => new(ref span._first, span._length);
}
