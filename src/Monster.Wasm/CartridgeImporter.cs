namespace Monster.Wasm;

/// <summary>
/// Makes a cartridge of a module that another tool made, as clang and lld do (docs/abi.md, "Games in C"): globals that change move into memory,
/// the counters and the canonical checks are added, the exports are brought into the form of ABI 1, and the manifest is put in.
/// </summary>
public sealed class CartridgeImporter
{
    private static readonly string[] Calls = ["init", "update", "draw", "score"];

    private readonly Module _module;

    /// <summary>The constant behind every global that does not change, by index.</summary>
    private readonly Dictionary<int, int> _constants = [];

    /// <summary>The word in memory that replaces every global that changes, by index.</summary>
    private readonly Dictionary<int, int> _words = [];

    private CartridgeImporter(Module module) => _module = module;

    /// <summary>Makes a cartridge.</summary>
    /// <param name="file">A module in the binary format.</param>
    /// <param name="manifest">What the cartridge says of itself.</param>
    /// <returns>A file that <see cref="CartridgeCheck"/> accepts.</returns>
    /// <exception cref="FormatException">It cannot be made one; the message says why and, where there is a remedy, what to do.</exception>
    public static byte[] Import(ReadOnlySpan<byte> file, Manifest manifest)
    {
        var module = WasmReader.Read(file);
        if (Validator.FaultOf(module) is { } fault)
            throw new FormatException($"The module is not valid: {fault}.");
        var importer = new CartridgeImporter(module);
        importer.Refuse();
        importer.Rebuild(manifest);
        byte[] cartridge = WasmWriter.Write(module);
        var check = CartridgeCheck.Of(cartridge);
        return check.IsCartridge ? cartridge : throw new FormatException(check.Faults[0]);
    }

    private void Refuse()
    {
        if (_module.Imports.Count > 0)
            throw new FormatException($"It imports {_module.Imports[0].Module}.{_module.Imports[0].Name}: a cartridge imports nothing, so the game must bring that itself.");
        if (_module.Memories.Count == 0)
            throw new FormatException("It has no memory.");
        if (_module.Data.Exists(data => data.Mode != SegmentMode.Active))
            throw new FormatException("It has passive data: build it without bulk memory (-mno-bulk-memory).");
    }

    private void Rebuild(Manifest manifest)
    {
        int cells = AddressOf("cells") ?? throw new FormatException("It does not export \"cells\": link with -Wl,--export=cells.");
        int voices = AddressOf("voices") ?? 0;
        int? start = AddressOf("state_start") ?? AddressOf("__start_state"), end = AddressOf("state_end") ?? AddressOf("__stop_state");
        if (start is null || end is null)
            throw new FormatException("It does not say where its state is: mark what the game remembers with STATE and link with -Wl,--export=__start_state,--export=__stop_state.");
        int stack = ShadowStackBytes([cells, start.Value, .. voices == 0 ? Array.Empty<int>() : [voices]]);
        MoveGlobals();
        DropUnusedTable();
        foreach (var function in _module.Functions)
            Rewrite(function);
        _module.Globals.Clear();
        _module.Exports.RemoveAll(export => export.Name != "memory" && !Calls.Contains(export.Name));
        foreach (var (name, value) in new[] { ("cells", cells), ("voices", voices), ("state_start", start.Value), ("state_end", end.Value) })
        {
            _module.Exports.Add(new Export(name, ExternalKind.Global, _module.Globals.Count));
            _module.Globals.Add(Global.OfI32(value, mutable: false));
        }

        _module.Memories[0] = new Limits(_module.Memories[0].Minimum, _module.Memories[0].Minimum);
        Instrumenter.InstrumentAll(_module, CheckGlobals.AddTo(_module, stack));
        _module.Customs.Clear();
        _module.Customs.Add(manifest.ToSection());
    }

    /// <summary>The value of an exported constant: lld exports the address of a variable that way.</summary>
    private int? AddressOf(string name) =>
        _module.FindExport(name) is { Kind: ExternalKind.Global } export && _module.Globals[export.Index] is { Type.Mutable: false } global && global.Initial[0].Opcode == Opcode.I32Const
            ? global.Initial[0].Index
            : null;

    /// <summary>
    /// The stack lies below everything else (lld's --stack-first). Its size is the first value of the stack pointer, the one global that
    /// changes and does not begin at 0; a program that needs no stack has none, and then it is what lies below the lowest address.
    /// </summary>
    private int ShadowStackBytes(int[] addresses)
    {
        int lowest = addresses.Concat(_module.Data.Where(d => d.Bytes.Length > 0).Select(d => d.Offset[0].Index)).Min();
        var pointer = _module.Globals.Find(global => global.Type is { Mutable: true, Type: ValueType.I32 } && global.Initial[0].Index > 0);
        int size = pointer?.Initial[0].Index ?? Math.Min(lowest, CartridgeCheck.MaxShadowStackBytes);
        if (size <= 0 || size > lowest)
            throw new FormatException($"Its stack ends at {size}, but data lies at {lowest}: link with -Wl,--stack-first.");
        return size / 16 * 16;
    }

    private void MoveGlobals()
    {
        int? free = AddressOf("__heap_base");
        for (int i = 0; i < _module.Globals.Count; i++)
        {
            var global = _module.Globals[i];
            if (global.Type.Type != ValueType.I32)
                throw new FormatException($"Global {i} is {OpcodeTable.NameOf(global.Type.Type)}: a cartridge computes with i32 only.");
            int value = global.Initial[0].Index;
            if (!global.Type.Mutable)
            {
                _constants.Add(i, value);
                continue;
            }

            int word = ((free ?? NewPage()) + 3) & ~3;
            free = word + 4;
            _words.Add(i, word);
            _module.Data.Add(DataSegment.At(word, BitConverter.GetBytes(value)));
        }

        if (free > _module.Memories[0].Minimum * 65_536L)
            _ = NewPage();
    }

    /// <summary>The address of a new page, behind everything the program can know of.</summary>
    private int NewPage()
    {
        var limits = _module.Memories[0];
        _module.Memories[0] = new Limits(limits.Minimum + 1, limits.Maximum);
        return (int)limits.Minimum * 65_536;
    }

    private void DropUnusedTable()
    {
        if (_module.Functions.Exists(function => function.Body.Exists(i => i.Opcode == Opcode.CallIndirect)))
            throw new FormatException("It calls through function pointers: a cartridge has no table. Use a switch.");
        _module.Tables.Clear();
        _module.Elements.Clear();
    }

    /// <summary>Replaces globals by constants and words, and the sign-extension instructions by shifts.</summary>
    private void Rewrite(Function function)
    {
        WideMoves.Split(function, _module.Types[function.TypeIndex].Parameters.Length);
        var body = new List<Instruction>(function.Body.Count);
        int spare = _module.Types[function.TypeIndex].Parameters.Length + (int)function.LocalCount;
        bool usesSpare = false;
        foreach (var instruction in function.Body)
        {
            switch (instruction.Opcode)
            {
                case Opcode.GlobalGet when _constants.TryGetValue(instruction.Index, out int constant):
                    body.Add(Instruction.I32Const(constant));
                    break;
                case Opcode.GlobalGet:
                    body.AddRange([Instruction.I32Const(_words[instruction.Index]), Instruction.Access(Opcode.I32Load, 0, 2)]);
                    break;
                case Opcode.GlobalSet:
                    usesSpare = true;
                    body.AddRange([new(Opcode.LocalSet, spare), Instruction.I32Const(_words[instruction.Index]), new(Opcode.LocalGet, spare), Instruction.Access(Opcode.I32Store, 0, 2)]);
                    break;
                case Opcode.I32Extend8S or Opcode.I32Extend16S:
                    int bits = instruction.Opcode == Opcode.I32Extend8S ? 24 : 16;
                    body.AddRange([Instruction.I32Const(bits), new(Opcode.I32Shl), Instruction.I32Const(bits), new(Opcode.I32ShrS)]);
                    break;
                default:
                    if (!CartridgeRules.IsAllowed(instruction))
                        throw new FormatException($"It uses {OpcodeTable.NameOf(instruction.Opcode)}{(function.Name is null ? "" : $" in {function.Name}")}: a cartridge computes with the instructions of WebAssembly 1.0 on i32 only.");
                    body.Add(instruction);
                    break;
            }
        }

        function.Body = body;
        if (usesSpare)
            function.AddLocals(ValueType.I32);
    }
}
