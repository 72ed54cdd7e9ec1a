using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Monster.Trace.Plugin;

namespace Monster.Trace.Collect;

/// <summary>The collector's side of a shared file; see <see cref="StreamLayout"/>.</summary>
internal sealed unsafe partial class StreamMap : IDisposable
{
    private const int FutexCall = 202;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _base;

    private StreamMap(string path, FileStream stream)
    {
        Path = path;
        Length = stream.Length;
        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.ReadWrite);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _base);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Its bytes.</summary>
    public long Length { get; }

    /// <summary>Opens a file; null when it is still being made.</summary>
    /// <exception cref="TraceException">It is of another version.</exception>
    public static StreamMap? TryOpen(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 1);
        Span<byte> start = stackalloc byte[16];
        if (stream.Length < StreamLayout.PlainSize || stream.Read(start) < 16 || BitConverter.ToUInt64(start) != StreamLayout.Magic)
        {
            stream.Dispose();
            return null;
        }

        uint version = BitConverter.ToUInt32(start[8..]);
        if (version != StreamLayout.Version)
        {
            stream.Dispose();
            throw new TraceException($"The QEMU plugin writes version {version} of its stream and this program reads {StreamLayout.Version}: build both together ('./monster trace' does).");
        }

        return new StreamMap(path, stream);
    }

    public uint U32(int at) => Volatile.Read(ref *(uint*)(_base + at));

    public ulong U64(int at) => Volatile.Read(ref *(ulong*)(_base + at));

    public void SetU64(int at, ulong value) => Volatile.Write(ref *(ulong*)(_base + at), value);

    public string Text(int at, int limit)
    {
        var bytes = new ReadOnlySpan<byte>(_base + at, limit);
        int zero = bytes.IndexOf((byte)0);
        return System.Text.Encoding.UTF8.GetString(zero < 0 ? bytes : bytes[..zero]);
    }

    public ReadOnlySpan<byte> Log(ulong position, int length) => new(_base + StreamLayout.LogAt + (long)(position % StreamLayout.LogSize), length);

    public CpuState* Cpu(int cpu) => (CpuState*)(_base + StreamLayout.CpuStatesAt) + cpu;

    public ChunkState* Chunk(int chunk) => (ChunkState*)(_base + StreamLayout.ChunkStatesAt) + chunk;

    /// <summary>Bytes a virtual CPU has written into the chunk it owns.</summary>
    public int Filled(int cpu, int chunk)
    {
        ulong cursor = U64(StreamLayout.CursorsAt + (cpu * 8));
        ulong start = U64(StreamLayout.AddressAt) + (ulong)StreamLayout.ChunksAt + ((ulong)chunk << StreamLayout.ChunkShift);
        return cursor >= start && cursor <= start + StreamLayout.ChunkSize ? (int)(cursor - start) : 0;
    }

    public ReadOnlySpan<byte> Records(int chunk, int length) => new(_base + StreamLayout.ChunksAt + ((long)chunk << StreamLayout.ChunkShift), length);

    /// <summary>The counters of a virtual CPU, in mode count.</summary>
    public ReadOnlySpan<ulong> Counters(int cpu, int blocks) => new(_base + StreamLayout.CountersAt + ((long)cpu << StreamLayout.CountersShift), blocks);

    /// <summary>Puts a chunk back.</summary>
    public void Free(int chunk)
    {
        Volatile.Write(ref Chunk(chunk)->State, ChunkState.Free);
        SignalFree();
    }

    /// <summary>Wakes the plugin where it waits for room.</summary>
    public void SignalFree()
    {
        uint* word = (uint*)(_base + StreamLayout.FreeSignalAt);
        Interlocked.Increment(ref *word);
        _ = Futex(FutexCall, word, 1, int.MaxValue, null, null, 0);
    }

    /// <summary>Waits until the plugin has something, unless it had since the signal was read.</summary>
    public void WaitFull(uint signal, int milliseconds)
    {
        long* time = stackalloc long[2] { milliseconds / 1000, milliseconds % 1000 * 1_000_000L };
        _ = Futex(FutexCall, (uint*)(_base + StreamLayout.FullSignalAt), 0, (int)signal, time, null, 0);
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial long Futex(long number, uint* word, long operation, long value, long* time, void* other, long third);
}
