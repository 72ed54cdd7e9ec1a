namespace Monster.Trace.Plugin;

/// <summary>The numbers of the system calls that change what is mapped or name a file, for one architecture (Linux's asm/unistd.h).</summary>
internal struct SyscallNumbers
{
    public int Map;
    public int Map2;
    public int Unmap;
    public int Open;
    public int OpenAt;
    public int Execute;
    public int ExecuteAt;

    /// <summary>mmap takes one pointer to its six arguments (s390x).</summary>
    public bool MapByPointer;

    public bool Is64;
    public bool IsBigEndian;

    /// <summary>The numbers of an architecture as QEMU names it; all -1 for one that is not known.</summary>
    public static SyscallNumbers Of(ReadOnlySpan<byte> target)
    {
        if (target.SequenceEqual("x86_64"u8))
            return new() { Map = 9, Map2 = -1, Unmap = 11, Open = 2, OpenAt = 257, Execute = 59, ExecuteAt = 322, Is64 = true };
        if (target.SequenceEqual("aarch64"u8) || target.SequenceEqual("riscv64"u8) || target.SequenceEqual("loongarch64"u8))
            return new() { Map = 222, Map2 = -1, Unmap = 215, Open = -1, OpenAt = 56, Execute = 221, ExecuteAt = 281, Is64 = true };
        if (target.SequenceEqual("aarch64_be"u8))
            return new() { Map = 222, Map2 = -1, Unmap = 215, Open = -1, OpenAt = 56, Execute = 221, ExecuteAt = 281, Is64 = true, IsBigEndian = true };
        if (target.SequenceEqual("riscv32"u8))
            return new() { Map = -1, Map2 = 222, Unmap = 215, Open = -1, OpenAt = 56, Execute = 221, ExecuteAt = 281 };
        if (target.SequenceEqual("s390x"u8))
            return new() { Map = 90, Map2 = -1, Unmap = 91, Open = 5, OpenAt = 288, Execute = 11, ExecuteAt = 354, MapByPointer = true, Is64 = true, IsBigEndian = true };
        if (target.SequenceEqual("ppc64"u8) || target.SequenceEqual("ppc64le"u8))
            return new() { Map = 90, Map2 = -1, Unmap = 91, Open = 5, OpenAt = 286, Execute = 11, ExecuteAt = 362, Is64 = true, IsBigEndian = target.Length == 5 };
        if (target.SequenceEqual("i386"u8))
            return new() { Map = -1, Map2 = 192, Unmap = 91, Open = 5, OpenAt = 295, Execute = 11, ExecuteAt = 358 };
        if (target.SequenceEqual("arm"u8))
            return new() { Map = -1, Map2 = 192, Unmap = 91, Open = 5, OpenAt = 322, Execute = 11, ExecuteAt = 387 };
        return new() { Map = -1, Map2 = -1, Unmap = -1, Open = -1, OpenAt = -1, Execute = -1, ExecuteAt = -1 };
    }
}
