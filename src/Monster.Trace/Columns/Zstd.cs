using System.Runtime.InteropServices;

namespace Monster.Trace.Columns;

/// <summary>Zstandard (RFC 8878): the system's libzstd where there is one, else a managed port at about half the speed. Not for two threads at a time.</summary>
internal sealed unsafe partial class Zstd : IDisposable
{
    private const string Library = "libzstd.so.1";

    // ZSTD_cParameter of zstd.h.
    private const int CompressionLevel = 100, HashLog = 102, MinimalMatch = 105;
    private readonly ZstdSharp.Compressor? _managed;
    private void* _context;
    private byte* _room;
    private nuint _length;

    /// <summary>A compressor.</summary>
    /// <param name="level">1 to 19, or negative for faster.</param>
    public Zstd(int level)
    {
        if (NativeLibrary.TryLoad(Library, out _))
            _context = CreateContext();
        if (_context is not null)
            Set(level);
        if (_context is null)
            _managed = new ZstdSharp.Compressor(level);
    }

    /// <summary>Compresses bytes.</summary>
    public byte[] Compress(ReadOnlySpan<byte> source)
    {
        if (_managed is not null)
            return _managed.Wrap(source).ToArray();
        nuint bound = Bound((nuint)source.Length);
        if (bound > _length)
        {
            NativeMemory.Free(_room);
            _room = (byte*)NativeMemory.Alloc(bound);
            _length = bound;
        }

        fixed (byte* from = source)
        {
            nuint length = Compress(_context, _room, bound, from, (nuint)source.Length);
            if (IsError(length) != 0)
                throw new InvalidOperationException("zstd could not compress a page.");
            return new ReadOnlySpan<byte>(_room, (int)length).ToArray();
        }
    }

    /// <summary>Decompresses bytes whose length is known; null when they are damaged.</summary>
    public static byte[]? Decompress(ReadOnlySpan<byte> source, int length)
    {
        var plain = new byte[length];
        if (!NativeLibrary.TryLoad(Library, out _))
        {
            using var managed = new ZstdSharp.Decompressor();
            return managed.TryUnwrap(source, plain, out int written) && written == length ? plain : null;
        }

        fixed (byte* from = source, to = plain)
            return Decompress(to, (nuint)length, from, (nuint)source.Length) == (nuint)length ? plain : null;
    }

    public void Dispose()
    {
        _managed?.Dispose();
        if (_context is not null)
            _ = FreeContext(_context);
        NativeMemory.Free(_room);
        _context = null;
        _room = null;
        _length = 0;
    }

    /// <summary>Level 1 is made for long texts. Trace columns are repeated sequences: a smaller table of longer matches takes a fifth less time for the same size.</summary>
    private void Set(int level)
    {
        _ = SetParameter(_context, CompressionLevel, level);
        if (level != 1)
            return;
        _ = SetParameter(_context, HashLog, 13);
        _ = SetParameter(_context, MinimalMatch, 7);
    }

    [LibraryImport(Library, EntryPoint = "ZSTD_CCtx_setParameter")]
    private static partial nuint SetParameter(void* context, int parameter, int value);

    [LibraryImport(Library, EntryPoint = "ZSTD_createCCtx")]
    private static partial void* CreateContext();

    [LibraryImport(Library, EntryPoint = "ZSTD_freeCCtx")]
    private static partial nuint FreeContext(void* context);

    [LibraryImport(Library, EntryPoint = "ZSTD_compressBound")]
    private static partial nuint Bound(nuint length);

    [LibraryImport(Library, EntryPoint = "ZSTD_isError")]
    private static partial uint IsError(nuint code);

    [LibraryImport(Library, EntryPoint = "ZSTD_decompress")]
    private static partial nuint Decompress(byte* to, nuint room, byte* from, nuint length);

    [LibraryImport(Library, EntryPoint = "ZSTD_compress2")]
    private static partial nuint Compress(void* context, byte* to, nuint room, byte* from, nuint length);
}
