using Monster.Trace.Tables;

namespace Monster.Trace.Collect;

/// <summary>Writes modules, functions and blocks: what the code is, once the run is over.</summary>
internal static class CodeTables
{
    /// <summary>Writes them.</summary>
    public static void Write(string folder, TraceTables tables)
    {
        TableFile.Write(folder, tables.Modules.Paths.Select((path, id) => new ModuleRow { Module = (uint)id, Path = path }).ToList());
        TableFile.Write(folder, tables.Blocks.Rows);
    }
}
