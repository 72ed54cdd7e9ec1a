namespace Monster.Trace.Plugin;

/// <summary>The kinds of records in a stream's log. All have the header of <see cref="LogRecord"/>; integers are little-endian.</summary>
public enum LogKind : uint
{
    /// <summary>Fills the ring up to its end.</summary>
    Pad = 0,

    /// <summary>A translated block: u32 id, u32 instructions, u64 address, u32 bytes, u32 zero, the bytes, one byte of length for each instruction.</summary>
    Block = 1,

    /// <summary>A virtual CPU began; the header's thread is its creator.</summary>
    CpuStart = 2,

    /// <summary>A virtual CPU ended.</summary>
    CpuEnd = 3,

    /// <summary>A system call begins: u64 number, 6 x u64 arguments, u32 length of a text, u32 zero, the text (the path of calls that have one).</summary>
    Syscall = 4,

    /// <summary>A system call returned: u64 number, u64 result.</summary>
    SyscallReturn = 5,

    /// <summary>Guest memory was mapped: u64 address, u64 length, u64 file offset, u32 protection, u32 length of the path, the path.</summary>
    Map = 6,

    /// <summary>Guest memory was unmapped: u64 address, u64 length.</summary>
    Unmap = 7,

    /// <summary>The process forks now: u32 number of this fork, from 1; u32 zero. The child's stream names it.</summary>
    Fork = 8,

    /// <summary>QEMU threw its translations away.</summary>
    Flush = 9,

    /// <summary>The guest ended through exit_group, or the machine was shut down.</summary>
    Exit = 10,

    /// <summary>Recording was switched: u32 1 on, 0 off; u32 zero; u64 instructions so far.</summary>
    Gate = 11,

    /// <summary>Recording stopped for good: u32 length of a sentence, u32 zero, the sentence.</summary>
    Stopped = 12,
}
