namespace Monster.Trace.Elf;

/// <summary>Which source line code is of: DWARF's line number programs, versions 2 to 5 (DWARF 5, section 6.2).</summary>
public sealed class LineTable
{
    private readonly LineRow[] _rows;

    private LineTable(LineRow[] rows, IReadOnlyList<string> files) => (_rows, Files) = (rows, files);

    /// <summary>The source files' paths.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>All rows, by address.</summary>
    public IReadOnlyList<LineRow> Rows => _rows;

    /// <summary>Reads the line numbers of a file; an empty table when it has none.</summary>
    /// <exception cref="ElfException">They contradict themselves.</exception>
    public static LineTable Of(ElfFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Section(".debug_line") is not { } section)
            return new LineTable([], []);
        var program = new LineProgram(file.Contents(section), Contents(file, ".debug_line_str"), Contents(file, ".debug_str"), file.Is64);
        program.Run();
        var rows = program.Rows;
        // An end of a sequence comes before the beginning of the next one at the same address, which then holds.
        var sorted = rows.Select((row, i) => (row, i)).OrderBy(p => p.row.Address).ThenBy(p => p.row.File >= 0).ThenBy(p => p.i).Select(p => p.row).ToArray();
        return new LineTable(sorted, program.Files);
    }

    /// <summary>The row an address is in, if it is code of a line.</summary>
    public LineRow? Find(ulong address)
    {
        int low = 0, high = _rows.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (_rows[middle].Address <= address)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return high >= 0 && _rows[high].File >= 0 && _rows[high].Line > 0 ? _rows[high] : null;
    }

    private static ByteView? Contents(ElfFile file, string name) => file.Section(name) is { } section ? file.Contents(section) : null;
}
