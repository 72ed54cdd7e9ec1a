namespace Monster.Trace.Elf;

/// <summary>A function of a file.</summary>
/// <param name="Address">Address in the file's own numbering.</param>
/// <param name="Size">Bytes; 0 when not known.</param>
/// <param name="Name">Its name.</param>
/// <param name="Source">Where it is known from.</param>
public readonly record struct ElfFunction(ulong Address, ulong Size, string Name, FunctionSource Source);
