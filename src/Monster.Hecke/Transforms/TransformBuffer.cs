using System.Buffers;
using System.Runtime.InteropServices;

namespace Monster.Hecke;

/// <summary>A rented array of doubles that begins at a multiple of 64 bytes, so that no vector crosses a cache line.</summary>
internal sealed class TransformBuffer : IDisposable
{
    private const int LineDoubles = 8;

    private readonly double[] _array;
    private readonly GCHandle _pin;
    private readonly int _start;
    private readonly int _length;

    public TransformBuffer(int length)
    {
        _array = ArrayPool<double>.Shared.Rent(length + LineDoubles);
        _pin = GCHandle.Alloc(_array, GCHandleType.Pinned);
        _start = (int)(-(_pin.AddrOfPinnedObject() / sizeof(double)) & (LineDoubles - 1));
        _length = length;
    }

    public Span<double> Span => _array.AsSpan(_start, _length);

    public Memory<double> Memory => _array.AsMemory(_start, _length);

    public void Dispose()
    {
        _pin.Free();
        ArrayPool<double>.Shared.Return(_array);
    }
}
