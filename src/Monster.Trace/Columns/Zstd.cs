using System.Runtime.InteropServices;

namespace Monster.Trace.Columns;

/// <summary>Zstandard (RFC 8878): the system's libzstd where there is one, else a managed port at about half the speed. Not for two threads at a time.</summary>
internal sealed unsafe partial class Zstd : IDisposable
{
    private const string Library = "libzstd.so.1";

    private readonly int _level;
    private readonly ZstdSharp.Compressor? _managed;
    private void* _context;

    /// <summary>A compressor.</summary>
    /// <param name="level">1 to 19, or negative for faster.</param>
    public Zstd(int level)
    {
        _level = level;
        if (NativeLibrary.TryLoad(Library, out _))
            _context = CreateContext();
        if (_context is null)
            _managed = new ZstdSharp.Compressor(level);
    }

    /// <summary>Compresses bytes.</summary>
    public byte[] Compress(ReadOnlySpan<byte> source)
    {
        if (_managed is not null)
            return _managed.Wrap(source).ToArray();
        nuint bound = Bound((nuint)source.Length);
        byte* room = (byte*)NativeMemory.Alloc(bound);
        try
        {
            fixed (byte* from = source)
            {
                nuint length = Compress(_context, room, bound, from, (nuint)source.Length, _level);
                if (IsError(length) != 0)
                    throw new InvalidOperationException("zstd could not compress a page.");
                return new ReadOnlySpan<byte>(room, (int)length).ToArray();
            }
        }
        finally
        {
            NativeMemory.Free(room);
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
        _context = null;
    }

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

    [LibraryImport(Library, EntryPoint = "ZSTD_compressCCtx")]
    private static partial nuint Compress(void* context, byte* to, nuint room, byte* from, nuint length, int level);
}
