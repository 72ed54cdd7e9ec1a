namespace Monster.Wasm;

/// <summary>
/// Says whether a module is valid (WebAssembly 1.0, section 3, with sign extension, bulk memory and mutable globals in imports and exports).
/// Time and memory are linear in the size of the module.
/// </summary>
public static class Validator
{
    /// <summary>The most pages a memory can have.</summary>
    private const uint MaxPages = 65_536;

    /// <summary>What is wrong with a module, in one sentence that says where; null when it is valid.</summary>
    public static string? FaultOf(Module module)
    {
        var spaces = new IndexSpaces(module);
        return FaultOfTypes(module) ?? FaultOfImports(module, spaces) ?? FaultOfLimits(spaces) ?? FaultOfGlobals(module, spaces)
            ?? FaultOfExports(module, spaces) ?? FaultOfStart(module, spaces) ?? FaultOfElements(module, spaces) ?? FaultOfData(module, spaces)
            ?? FaultOfFunctions(module, spaces);
    }

    private static string? FaultOfTypes(Module module)
    {
        for (int i = 0; i < module.Types.Count; i++)
        {
            if (module.Types[i].Results.Length > 1)
                return $"type {i} has {module.Types[i].Results.Length} results; WebAssembly 1.0 allows one";
            if (module.Types[i].Parameters.Length > WasmReader.MaxParameters)
                return $"type {i} has {module.Types[i].Parameters.Length} parameters; at most {WasmReader.MaxParameters} are allowed";
        }

        return null;
    }

    private static string? FaultOfImports(Module module, IndexSpaces spaces)
    {
        foreach (var import in module.Imports)
        {
            if (import.Kind == ExternalKind.Function && spaces.Type(import.TypeIndex) is null)
                return $"import {import.Module}.{import.Name} has type {import.TypeIndex}, which does not exist";
        }

        return null;
    }

    private static string? FaultOfLimits(IndexSpaces spaces)
    {
        if (spaces.Memories.Count > 1)
            return $"there are {spaces.Memories.Count} memories; WebAssembly 1.0 allows one";
        if (spaces.Tables.Count > 1)
            return $"there are {spaces.Tables.Count} tables; WebAssembly 1.0 allows one";
        foreach (var memory in spaces.Memories)
        {
            if (memory.Minimum > MaxPages || memory.Maximum > MaxPages)
                return $"the memory is larger than {MaxPages} pages";
        }

        foreach (var limits in spaces.Memories.Concat(spaces.Tables))
        {
            if (limits.Maximum < limits.Minimum)
                return $"a minimum of {limits.Minimum} is more than its maximum of {limits.Maximum}";
        }

        return null;
    }

    private static string? FaultOfGlobals(Module module, IndexSpaces spaces)
    {
        for (int i = 0; i < module.Globals.Count; i++)
        {
            if (FaultOfConstant(module.Globals[i].Initial, module.Globals[i].Type.Type, spaces) is { } fault)
                return $"global {spaces.ImportedGlobals + i}: {fault}";
        }

        return null;
    }

    private static string? FaultOfExports(Module module, IndexSpaces spaces)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var export in module.Exports)
        {
            if (!names.Add(export.Name))
                return $"the name \"{export.Name}\" is exported twice";
            if (export.Index < 0 || export.Index >= spaces.CountOf(export.Kind))
                return $"export \"{export.Name}\" is {export.Kind} {export.Index}, which does not exist";
        }

        return null;
    }

    private static string? FaultOfStart(Module module, IndexSpaces spaces) =>
        module.Start is not { } start || spaces.TypeOfFunction(start) is { Parameters.Length: 0, Results.Length: 0 }
            ? null
            : $"the start function {start} does not exist or is not of type () -> ()";

    private static string? FaultOfElements(Module module, IndexSpaces spaces)
    {
        for (int i = 0; i < module.Elements.Count; i++)
        {
            var segment = module.Elements[i];
            if (segment.Mode == SegmentMode.Active)
            {
                if (segment.TableIndex != 0 || spaces.Tables.Count == 0)
                    return $"element segment {i} is for table {segment.TableIndex}, which does not exist";
                if (FaultOfConstant(segment.Offset, ValueType.I32, spaces) is { } fault)
                    return $"element segment {i}: {fault}";
            }

            foreach (int function in segment.Functions)
            {
                if (function >= spaces.FunctionTypes.Count || function < (segment.AsExpressions ? -1 : 0))
                    return $"element segment {i} names function {function}, which does not exist";
            }
        }

        return null;
    }

    private static string? FaultOfData(Module module, IndexSpaces spaces)
    {
        if (module.DataCount is { } count && count != module.Data.Count)
            return $"{count} data segments are announced, there are {module.Data.Count}";
        for (int i = 0; i < module.Data.Count; i++)
        {
            var segment = module.Data[i];
            if (segment.Mode != SegmentMode.Active)
                continue;
            if (segment.MemoryIndex != 0 || spaces.Memories.Count == 0)
                return $"data segment {i} is for memory {segment.MemoryIndex}, which does not exist";
            if (FaultOfConstant(segment.Offset, ValueType.I32, spaces) is { } fault)
                return $"data segment {i}: {fault}";
        }

        return null;
    }

    /// <summary>A constant expression of 1.0 is one constant, or one imported global that does not change.</summary>
    private static string? FaultOfConstant(List<Instruction> expression, ValueType type, IndexSpaces spaces)
    {
        if (expression.Count != 2 || expression[1].Opcode != Opcode.End)
            return "a constant expression must be one instruction and end";
        ValueType? found = expression[0].Opcode switch
        {
            Opcode.I32Const => ValueType.I32,
            Opcode.I64Const => ValueType.I64,
            Opcode.F32Const => ValueType.F32,
            Opcode.F64Const => ValueType.F64,
            Opcode.GlobalGet when expression[0].Index >= 0 && expression[0].Index < spaces.ImportedGlobals && !spaces.Globals[expression[0].Index].Mutable =>
                spaces.Globals[expression[0].Index].Type,
            _ => null,
        };
        if (found is null)
            return $"{OpcodeTable.NameOf(expression[0].Opcode)} is not a constant here";
        return found == type ? null : $"the constant is {OpcodeTable.NameOf(found.Value)}, {OpcodeTable.NameOf(type)} is needed";
    }

    private static string? FaultOfFunctions(Module module, IndexSpaces spaces)
    {
        var body = new BodyValidator(spaces);
        for (int i = 0; i < module.Functions.Count; i++)
        {
            if (body.FaultOf(module.Functions[i]) is { } fault)
                return $"{NameOf(module, i)}{fault}";
        }

        return null;
    }

    /// <summary>How people are told of a function the module defines.</summary>
    internal static string NameOf(Module module, int defined)
    {
        string number = $"function {module.ImportCount(ExternalKind.Function) + defined}";
        return module.Functions[defined].Name is { } name ? $"{number} ({name})" : number;
    }
}
