namespace Monster.Trace.Elf;

/// <summary>From an address on, up to the next row, code is of a source line.</summary>
/// <param name="Address">Address in the file's own numbering.</param>
/// <param name="File">Index of the source file; -1 where code ends.</param>
/// <param name="Line">The line, from 1; 0 for code of none.</param>
public readonly record struct LineRow(ulong Address, int File, int Line);
