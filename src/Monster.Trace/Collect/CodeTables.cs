using Monster.Trace.Elf;
using Monster.Trace.Tables;

namespace Monster.Trace.Collect;

/// <summary>Writes modules, functions and blocks once the run is over: what the code is that was executed.</summary>
internal static class CodeTables
{
    /// <summary>Writes them.</summary>
    public static void Write(string folder, TraceTables tables)
    {
        var places = new Dictionary<(uint Module, ulong Bias), Place>();
        var modules = new List<ModuleRow>();
        var functions = new List<FunctionRow>();
        for (uint id = 0; id < tables.Modules.Paths.Count; id++)
            modules.Add(Read(id, tables, places, functions));
        var blocks = new List<BlockRow>();
        var mappings = tables.Modules.Mappings.ToLookup(m => m.Module);
        foreach (var block in tables.Blocks.Rows)
        {
            uint? function = block.Module is { } module ? Function(block.Pc, mappings[module], places) : null;
            blocks.Add(function is null ? block : block with { Function = function });
        }

        TableFile.Write(folder, modules);
        TableFile.Write(folder, functions);
        TableFile.Write(folder, blocks);
    }

    private static ModuleRow Read(uint id, TraceTables tables, Dictionary<(uint, ulong), Place> places, List<FunctionRow> functions)
    {
        string path = tables.Modules.Paths[(int)id];
        try
        {
            var file = ElfFile.Read(path);
            var table = FunctionTable.Of(file, DebugFile.Of(file));
            ulong? first = null;
            foreach (var mapping in tables.Modules.Mappings.Where(m => m.Module == id))
            {
                if (file.Bias(mapping.Offset, mapping.Address, mapping.Length) is not { } bias || places.ContainsKey((id, bias)))
                    continue;
                first ??= bias;
                places.Add((id, bias), new Place(table, (uint)functions.Count, file));
                functions.AddRange(table.Functions.Select((f, i) => new FunctionRow
                {
                    Function = (uint)(functions.Count + i),
                    Module = id,
                    Name = f.Name,
                    Address = f.Address + bias,
                    Size = f.Size,
                    Source = Source(f.Source),
                }).ToList());
            }

            return new ModuleRow { Module = id, Path = path, BuildId = file.BuildId(), Bias = first };
        }
        catch (Exception e) when (e is ElfException or IOException or UnauthorizedAccessException)
        {
            return new ModuleRow { Module = id, Path = path, Note = e.Message };
        }
    }

    private static uint? Function(ulong pc, IEnumerable<MappingRow> mappings, Dictionary<(uint, ulong), Place> places)
    {
        foreach (var mapping in mappings)
        {
            if (pc - mapping.Address >= mapping.Length)
                continue;
            foreach (var ((module, bias), place) in places)
            {
                if (module != mapping.Module || place.File.Bias(mapping.Offset, mapping.Address, mapping.Length) != bias)
                    continue;
                int index = place.Functions.Find(pc - bias);
                return index < 0 ? null : place.First + (uint)index;
            }
        }

        return null;
    }

    private static string Source(FunctionSource source) => source switch
    {
        FunctionSource.Symbol => "symbol",
        FunctionSource.Dynamic => "dynamic",
        FunctionSource.Plt => "plt",
        FunctionSource.Entry => "entry",
        _ => "eh_frame",
    };

    private sealed record Place(FunctionTable Functions, uint First, ElfFile File);
}
