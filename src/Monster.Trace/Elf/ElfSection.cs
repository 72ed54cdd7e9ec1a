namespace Monster.Trace.Elf;

/// <summary>A section of an ELF file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">sh_type.</param>
/// <param name="Flags">sh_flags.</param>
/// <param name="Address">Address in the file's own numbering; 0 when it is not loaded.</param>
/// <param name="Offset">First byte in the file.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Link">Another section's index.</param>
/// <param name="EntrySize">Bytes of an entry of a table.</param>
public readonly record struct ElfSection(string Name, uint Type, ulong Flags, ulong Address, ulong Offset, ulong Size, uint Link, ulong EntrySize);
