using Monster.Trace.Elf;
using Monster.Trace.Tables;

namespace Monster.Trace.Reading;

/// <summary>The source lines of a trace's code, from the modules' files as they are now.</summary>
public sealed class SourceLines
{
    private readonly TraceFolder _trace;
    private readonly Dictionary<uint, LineTable?> _tables = [];

    /// <summary>The lines of a trace.</summary>
    public SourceLines(TraceFolder trace) => _trace = trace;

    /// <summary>The line of an address in a module.</summary>
    /// <returns>Null when the module's file has no line numbers, or is not the one that ran.</returns>
    public (string File, int Line)? Find(uint module, ulong address)
    {
        var row = _trace.Modules[(int)module];
        if (row.Bias is not { } bias || Table(row) is not { } table || table.Find(address - bias) is not { } line)
            return null;
        return (table.Files[line.File], line.Line);
    }

    /// <summary>The line table of a module; null when it has none.</summary>
    public LineTable? Table(ModuleRow module)
    {
        ArgumentNullException.ThrowIfNull(module);
        if (!_tables.TryGetValue(module.Module, out var table))
            _tables[module.Module] = table = Read(module);
        return table;
    }

    private static LineTable? Read(ModuleRow module)
    {
        try
        {
            var file = ElfFile.Read(module.Path);
            return file.BuildId() == module.BuildId ? LineTable.Of(file) : null;
        }
        catch (Exception e) when (e is ElfException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
