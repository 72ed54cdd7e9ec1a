namespace Monster.Trace.Elf;

/// <summary>A symbol of an ELF file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Address in the file's own numbering.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Type">ELF32_ST_TYPE: 2 is a function, 10 one chosen at load time.</param>
/// <param name="Binding">ELF32_ST_BIND: 0 local, 1 global, 2 weak.</param>
/// <param name="Section">Its section; 0 for one that is defined elsewhere.</param>
public readonly record struct ElfSymbol(string Name, ulong Address, ulong Size, int Type, int Binding, ushort Section);
