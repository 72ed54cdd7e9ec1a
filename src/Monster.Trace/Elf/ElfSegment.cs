namespace Monster.Trace.Elf;

/// <summary>A segment of an ELF file.</summary>
/// <param name="Type">p_type: 1 is loaded.</param>
/// <param name="Flags">p_flags: 1 execute, 2 write, 4 read.</param>
/// <param name="Offset">First byte in the file.</param>
/// <param name="Address">Address in the file's own numbering.</param>
/// <param name="FileSize">Bytes in the file.</param>
/// <param name="MemorySize">Bytes in memory.</param>
public readonly record struct ElfSegment(uint Type, uint Flags, ulong Offset, ulong Address, ulong FileSize, ulong MemorySize);
