namespace Monster.Trace.Plugin;

/// <summary>
/// The shared file through which the plugin, inside QEMU, hands records to the collector: one file for each guest process, sparse,
/// mapped at an address that is a multiple of 1 MiB. All that must survive the guest's death is in it, so <c>kill -9</c> loses nothing.
/// <code>
/// 0x0000000  header (the offsets below)
/// 0x0001000  cursors: u64 for each virtual CPU, the host address of its next record
/// 0x0010000  virtual CPUs: 64 bytes each, <see cref="CpuState"/>
/// 0x0050000  chunks: 32 bytes each, <see cref="ChunkState"/>
/// 0x0100000  log: a ring of 16 MiB of <see cref="LogRecord"/>
/// 0x1100000  chunks: 1 MiB each; number 0 catches the first record of a forked child
/// 0x101100000 counters (mode count): 32 MiB for each virtual CPU, a u64 for each block
/// </code>
/// A chunk is <em>free</em>, <em>owned</em> by a virtual CPU that fills it, or <em>full</em> and the collector's. The lowest free one is taken
/// first, so that a collector that keeps up works in the processor's cache. A full chunk is put back by the collector.
/// </summary>
public static class StreamLayout
{
    /// <summary>"MONTRACE" at offset 0, little-endian; written last, so a file without it is still being made.</summary>
    public const ulong Magic = 0x4543415254_4E4F4D;

    /// <summary>The version of this layout. The plugin and the collector are built together; another version is refused.</summary>
    public const uint Version = 1;

    /// <summary>Offset of the version, u32.</summary>
    public const int VersionAt = 8;

    /// <summary>Offset of the <see cref="TraceMode"/>, u32.</summary>
    public const int ModeAt = 12;

    /// <summary>Offset of the process number, u32.</summary>
    public const int ProcessAt = 16;

    /// <summary>Offset of the parent's process number when this process was forked from a traced one, u32; else 0.</summary>
    public const int ParentAt = 20;

    /// <summary>Offset of the number of the parent's fork that made this process, u32.</summary>
    public const int ParentForkAt = 24;

    /// <summary>Offset of the first block id of this process's own log, u32; lower ones are the parent's.</summary>
    public const int FirstBlockAt = 28;

    /// <summary>Offset of the number of this stream among its process number's, u32: a forked child reuses no file.</summary>
    public const int SerialAt = 32;

    /// <summary>Offset of what is added to a guest address to have the host's, u64.</summary>
    public const int GuestBaseAt = 40;

    /// <summary>Offset of the host address at which the plugin has mapped the file, u64: cursors are host addresses.</summary>
    public const int AddressAt = 48;

    /// <summary>Offset of how many bytes were ever written to the log, u64.</summary>
    public const int LogHeadAt = 64;

    /// <summary>Offset of how many bytes of the log the collector has read, u64.</summary>
    public const int LogTailAt = 128;

    /// <summary>Offset of the lock of the log's writers, u32.</summary>
    public const int LogLockAt = 192;

    /// <summary>Offset of a counter that goes up when a chunk is full or the log has grown much, u32; the collector waits on it.</summary>
    public const int FullSignalAt = 256;

    /// <summary>Offset of a counter that goes up when a chunk was put back or the log was read, u32; the plugin waits on it.</summary>
    public const int FreeSignalAt = 320;

    /// <summary>Offset of the number of block ids given, u32.</summary>
    public const int BlocksAt = 384;

    /// <summary>Offset of the largest number of virtual CPUs so far, u32.</summary>
    public const int CpusAt = 388;

    /// <summary>Offset of the guest's architecture as QEMU names it, 64 bytes, zero-terminated.</summary>
    public const int TargetAt = 640;

    /// <summary>Offset of the cursors.</summary>
    public const int CursorsAt = 0x1000;

    /// <summary>Offset of the states of the virtual CPUs.</summary>
    public const int CpuStatesAt = 0x10000;

    /// <summary>Offset of the states of the chunks.</summary>
    public const int ChunkStatesAt = 0x50000;

    /// <summary>Offset of the log.</summary>
    public const int LogAt = 0x100000;

    /// <summary>Bytes of the log's ring.</summary>
    public const int LogSize = 16 << 20;

    /// <summary>Offset of the chunks.</summary>
    public const long ChunksAt = LogAt + LogSize;

    /// <summary>log2 of a chunk's bytes.</summary>
    public const int ChunkShift = 20;

    /// <summary>Bytes of a chunk.</summary>
    public const int ChunkSize = 1 << ChunkShift;

    /// <summary>How many chunks there is room for; how many are used depends on the pool's size and the threads.</summary>
    public const int Chunks = 4096;

    /// <summary>Virtual CPUs that can live at one time.</summary>
    public const int MaxCpus = 4000;

    /// <summary>Virtual CPUs that can live at one time in mode count.</summary>
    public const int MaxCountedCpus = 1024;

    /// <summary>Offset of the counters.</summary>
    public const long CountersAt = ChunksAt + ((long)Chunks << ChunkShift);

    /// <summary>log2 of the bytes of one virtual CPU's counters.</summary>
    public const int CountersShift = 25;

    /// <summary>Blocks that can be counted.</summary>
    public const int MaxCounted = 1 << (CountersShift - 3);

    /// <summary>Bytes of the file without counters.</summary>
    public const long PlainSize = CountersAt;

    /// <summary>Bytes of the file with counters.</summary>
    public const long CountedSize = CountersAt + ((long)MaxCountedCpus << CountersShift);

    /// <summary>The low 16 bits of a record of mode memory that tells a block; an access has a smaller number.</summary>
    public const uint BlockMark = 0xFFFF;

    /// <summary>Bytes of a record in a mode.</summary>
    public static int RecordSize(TraceMode mode) => mode == TraceMode.Memory ? 8 : 4;
}
