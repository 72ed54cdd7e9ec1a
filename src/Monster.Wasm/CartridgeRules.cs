namespace Monster.Wasm;

/// <summary>The rules of ABI 1 for a valid module, one method each.</summary>
internal sealed class CartridgeRules(Module module)
{
    private readonly IndexSpaces _spaces = new(module);

    public List<string> Faults { get; } = [];

    public Manifest? Manifest { get; private set; }

    public CartridgeLayout? Layout { get; private set; }

    public void CheckAll()
    {
        CheckImports();
        CheckTypes();
        CheckInstructions();
        CheckSegments();
        CheckFunctionExport("init", FunctionType.OfI32(4, 0));
        CheckFunctionExport("update", FunctionType.OfI32(1, 1));
        CheckFunctionExport("draw", FunctionType.OfI32(0, 0));
        CheckFunctionExport("score", FunctionType.OfI32(0, 1));
        int pages = CheckMemory();
        CheckLayout(pages);
        CheckCounters();
        CheckManifest();
    }

    private void Fault(string sentence)
    {
        if (Faults.Count < CartridgeCheck.MaxFaults)
            Faults.Add(sentence);
    }

    private void CheckImports()
    {
        if (module.Imports.Count > 0)
            Fault($"It imports {module.Imports[0].Module}.{module.Imports[0].Name}; a cartridge imports nothing.");
        if (module.Start is { } start)
            Fault($"It has a start function ({start}); nothing may run before init.");
        if (module.Tables.Count > 0 || module.Elements.Count > 0)
            Fault("It has a table; a cartridge has none, and no indirect calls.");
    }

    private void CheckTypes()
    {
        for (int i = 0; i < module.Types.Count; i++)
        {
            if (module.Types[i].Parameters.Concat(module.Types[i].Results).Any(t => t != ValueType.I32))
                Fault($"Type {i}, {module.Types[i]}, is not of i32 only.");
        }

        for (int i = 0; i < module.Globals.Count; i++)
        {
            if (module.Globals[i].Type.Type != ValueType.I32)
                Fault($"Global {i} is {OpcodeTable.NameOf(module.Globals[i].Type.Type)}; a cartridge computes with i32 only.");
        }
    }

    private void CheckInstructions()
    {
        for (int i = 0; i < module.Functions.Count; i++)
        {
            var function = module.Functions[i];
            if (function.Locals.Exists(group => group.Count > 0 && group.Type != ValueType.I32))
                Fault($"{Name(i)} has a local that is not i32.");
            int at = function.Body.FindIndex(instruction => !IsAllowed(instruction));
            if (at >= 0)
                Fault($"{Name(i)}, instruction {at}: {OpcodeTable.NameOf(function.Body[at].Opcode)} is not an instruction of WebAssembly 1.0 on i32.");
        }
    }

    /// <summary>Whether an instruction is one of WebAssembly 1.0 on i32, without indirect calls.</summary>
    internal static bool IsAllowed(in Instruction instruction)
    {
        if (instruction.Opcode is Opcode.Block or Opcode.Loop or Opcode.If)
            return instruction.BlockResult is null or ValueType.I32;
        if (instruction.Opcode is >= Opcode.I32Extend8S or Opcode.CallIndirect)
            return false;
        var info = OpcodeTable.Find(instruction.Opcode)!;
        return info.Result is null or ValueType.I32 && Array.TrueForAll(info.Operands, type => type == ValueType.I32);
    }

    private void CheckSegments()
    {
        if (module.DataCount is not null || module.Data.Exists(segment => segment.Mode != SegmentMode.Active))
            Fault("It has passive data, which is bulk memory; a cartridge has active segments only.");
        long end = module.Memories.Count > 0 ? module.Memories[0].Minimum * 65_536L : 0;
        foreach (var segment in module.Data.Where(s => s.Mode == SegmentMode.Active && s.Offset[0].Opcode == Opcode.I32Const))
        {
            if ((uint)segment.Offset[0].Index + (long)segment.Bytes.Length > end)
                Fault($"Data of {segment.Bytes.Length} bytes for address {(uint)segment.Offset[0].Index} does not fit into the memory.");
        }
    }

    private void CheckFunctionExport(string name, FunctionType type)
    {
        if (Export(name, ExternalKind.Function) is not { } export)
            return;
        var found = _spaces.TypeOfFunction(export.Index)!;
        if (!found.Equals(type))
            Fault($"Its \"{name}\" is of type {found}; it must be {type}.");
    }

    private Export? Export(string name, ExternalKind kind)
    {
        var export = module.FindExport(name);
        if (export is null)
            Fault($"It does not export \"{name}\".");
        else if (export.Kind != kind)
            Fault($"Its export \"{name}\" is a {Word(export.Kind)}; it must be a {Word(kind)}.");
        return export?.Kind == kind ? export : null;
    }

    private int CheckMemory()
    {
        if (Export("memory", ExternalKind.Memory) is not { } export)
            return 0;
        var limits = _spaces.Memories[export.Index];
        if (limits.Minimum == limits.Maximum && limits.Minimum is >= 1 and <= CartridgeCheck.MaxPages)
            return (int)limits.Minimum;
        Fault($"Its memory is {limits.Minimum} to {limits.Maximum?.ToString() ?? "any number of"} pages; minimum and maximum must be the same, 1 to {CartridgeCheck.MaxPages}.");
        return 0;
    }

    /// <summary>The value of a constant i32 global that must be exported.</summary>
    private int? Address(string name)
    {
        if (Export(name, ExternalKind.Global) is not { } export || export.Index < _spaces.ImportedGlobals)
            return null;
        var global = module.Globals[export.Index - _spaces.ImportedGlobals];
        if (global.Type is { Type: ValueType.I32, Mutable: false } && global.Initial[0].Opcode == Opcode.I32Const)
            return global.Initial[0].Index;
        Fault($"Its global \"{name}\" must be a constant i32.");
        return null;
    }

    private void CheckLayout(int pages)
    {
        int? cells = Address("cells"), start = Address("state_start"), end = Address("state_end"), voices = Address("voices");
        int? depth = ShadowStackBytes();
        if (pages == 0 || cells is null || start is null || end is null || voices is null || depth is null)
            return;
        Layout = new CartridgeLayout(pages, depth.Value, cells.Value, voices.Value, start.Value, end.Value);
        long state = (long)(uint)end.Value - (uint)start.Value;
        if (state is < 0 or > CartridgeCheck.MaxStateBytes)
            Fault($"Its state has {state:N0} bytes (state_start {(uint)start.Value}, state_end {(uint)end.Value}); 0 to {CartridgeCheck.MaxStateBytes:N0} are allowed.");
        else
            CheckRegions(pages, [("shadow stack", 0, depth.Value), ("cells", cells.Value, CartridgeCheck.CellsBytes), ("state", start.Value, (int)state), ("voices", voices.Value, voices == 0 ? 0 : CartridgeCheck.VoicesBytes)]);
    }

    private void CheckRegions(int pages, (string Name, int Address, int Bytes)[] regions)
    {
        foreach (var (name, address, bytes) in regions)
        {
            if (address % 4 != 0 || bytes % 4 != 0)
                Fault($"The address ({(uint)address}) and size ({bytes:N0}) of its {name} must be multiples of 4.");
            if ((uint)address + (long)bytes > pages * 65_536L)
                Fault($"The {bytes:N0} bytes of its {name} at address {(uint)address} are not inside the memory of {pages} pages.");
        }

        for (int i = 0; i < regions.Length; i++)
        {
            for (int j = i + 1; j < regions.Length; j++)
            {
                var (a, b) = (regions[i], regions[j]);
                if (a.Bytes > 0 && b.Bytes > 0 && (uint)a.Address < (uint)b.Address + (long)b.Bytes && (uint)b.Address < (uint)a.Address + (long)a.Bytes)
                    Fault($"Its {a.Name} (address {(uint)a.Address}, {a.Bytes:N0} bytes) and {b.Name} (address {(uint)b.Address}, {b.Bytes:N0} bytes) overlap.");
            }
        }
    }

    private int? ShadowStackBytes()
    {
        _ = Export("budget", ExternalKind.Global);
        if (Export("depth", ExternalKind.Global) is not { } export || export.Index < _spaces.ImportedGlobals)
            return null;
        var initial = module.Globals[export.Index - _spaces.ImportedGlobals].Initial[0];
        if (initial.Opcode == Opcode.I32Const && initial.Index is > 0 and <= CartridgeCheck.MaxShadowStackBytes && initial.Index % 16 == 0)
            return initial.Index;
        Fault($"Its \"depth\" begins at {initial.Index:N0}; it must be a multiple of 16, at most {CartridgeCheck.MaxShadowStackBytes:N0}.");
        return null;
    }

    private void CheckCounters()
    {
        if (module.Imports.Count > 0)
            return;
        var found = CheckGlobals.Find(module);
        for (int i = 0; i < module.Globals.Count; i++)
        {
            bool counter = i == found?.Budget || i == found?.Depth;
            if (counter != module.Globals[i].Type.Mutable)
                Fault(counter ? "Its globals budget and depth must be mutable." : $"Global {i} is mutable; only budget and depth may be, all else the game knows is in its memory.");
        }

        if (found is not { } globals)
            return;
        if (globals.Budget == globals.Depth)
        {
            Fault("Its budget and its depth are the same global.");
            return;
        }

        var instrumenter = new Instrumenter(module, globals);
        for (int i = 0; i < module.Functions.Count; i++)
        {
            if (!instrumenter.IsCanonical(module.Functions[i], out string fault))
                Fault($"{Name(i)} {fault}.");
        }

        if (instrumenter.LongestUncountedChain() is > Instrumenter.MaxUncountedChain and var chain)
            Fault($"Its functions call each other {chain:N0} bytes deep (as depth counts) without a circle; {Instrumenter.MaxUncountedChain:N0} are allowed.");
    }

    private void CheckManifest()
    {
        var sections = module.Customs.FindAll(custom => custom.Name == Manifest.SectionName);
        if (sections.Count != 1)
        {
            Fault($"It has {sections.Count} manifests (custom sections \"{Manifest.SectionName}\"); it must have one.");
            return;
        }

        try
        {
            Manifest = Manifest.Parse(sections[0].Bytes);
        }
        catch (FormatException e)
        {
            Fault($"{char.ToUpperInvariant(e.Message[0])}{e.Message[1..]}.");
        }
    }

    private string Name(int defined)
    {
        string name = Validator.NameOf(module, defined);
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static string Word(ExternalKind kind) => kind switch
    {
        ExternalKind.Function => "function",
        ExternalKind.Table => "table",
        ExternalKind.Memory => "memory",
        _ => "global",
    };
}
