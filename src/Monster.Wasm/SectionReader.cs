namespace Monster.Wasm;

/// <summary>The sections of the binary format (WebAssembly 1.0, 5.5; bulk memory for segments).</summary>
internal static class SectionReader
{
    private delegate T ReadItem<T>(ref ByteSource source);

    public static void Read(Module module, SectionId id, ref ByteSource source)
    {
        switch (id)
        {
            case SectionId.Type:
                Vector(ref source, "types", module.Types, Type);
                break;
            case SectionId.Import:
                Vector(ref source, "imports", module.Imports, Import);
                break;
            case SectionId.Function:
                Vector(ref source, "functions", module.Functions, (ref s) => new Function { TypeIndex = s.Index() });
                break;
            case SectionId.Table:
                Vector(ref source, "tables", module.Tables, Table);
                break;
            case SectionId.Memory:
                Vector(ref source, "memories", module.Memories, Limits);
                break;
            case SectionId.Global:
                Vector(ref source, "globals", module.Globals, (ref s) => new Global(GlobalType(ref s), InstructionReader.ReadExpression(ref s)));
                break;
            case SectionId.Export:
                Vector(ref source, "exports", module.Exports, (ref s) => new Export(s.Name(), Kind(ref s), s.Index()));
                break;
            case SectionId.Start:
                module.Start = source.Index();
                break;
            case SectionId.Element:
                Vector(ref source, "element segments", module.Elements, Element);
                break;
            case SectionId.DataCount:
                module.DataCount = source.Unsigned();
                break;
            case SectionId.Code:
                Code(module, ref source);
                break;
            default:
                Vector(ref source, "data segments", module.Data, Data);
                break;
        }
    }

    private static void Vector<T>(ref ByteSource source, string what, List<T> items, ReadItem<T> read)
    {
        int count = source.Count(what, WasmReader.MaxItems);
        for (int i = 0; i < count; i++)
            items.Add(read(ref source));
    }

    private static FunctionType Type(ref ByteSource source)
    {
        if (source.Byte() != 0x60)
            throw source.Wrong("a function type must begin with 0x60");
        return new FunctionType(Types(ref source, WasmReader.MaxParameters), Types(ref source, 1));
    }

    private static ValueType[] Types(ref ByteSource source, int most)
    {
        var types = new ValueType[source.Count("values of a function type", most)];
        for (int i = 0; i < types.Length; i++)
            types[i] = ValueType(ref source);
        return types;
    }

    private static ValueType ValueType(ref ByteSource source)
    {
        var type = (ValueType)source.Byte();
        return type is >= Wasm.ValueType.F64 and <= Wasm.ValueType.I32 ? type : throw source.Wrong($"0x{(byte)type:x2} is not a type of WebAssembly 1.0");
    }

    private static ExternalKind Kind(ref ByteSource source)
    {
        var kind = (ExternalKind)source.Byte();
        return kind <= ExternalKind.Global ? kind : throw source.Wrong($"{(byte)kind} is not a kind of import or export");
    }

    private static Import Import(ref ByteSource source)
    {
        string module = source.Name(), name = source.Name();
        var kind = Kind(ref source);
        return kind switch
        {
            ExternalKind.Function => new Import(module, name, kind, TypeIndex: source.Index()),
            ExternalKind.Table => new Import(module, name, kind, Limits: Table(ref source)),
            ExternalKind.Memory => new Import(module, name, kind, Limits: Limits(ref source)),
            _ => new Import(module, name, kind, Global: GlobalType(ref source)),
        };
    }

    private static Limits Table(ref ByteSource source) =>
        source.Byte() == WasmReader.FuncRef ? Limits(ref source) : throw source.Wrong("a table must hold functions");

    private static Limits Limits(ref ByteSource source) => source.Byte() switch
    {
        0 => new Limits(source.Unsigned(), null),
        1 => new Limits(source.Unsigned(), source.Unsigned()),
        var flag => throw source.Wrong($"0x{flag:x2} is not a form of limits"),
    };

    private static GlobalType GlobalType(ref ByteSource source)
    {
        var type = ValueType(ref source);
        byte mutable = source.Byte();
        return mutable <= 1 ? new GlobalType(type, mutable == 1) : throw source.Wrong("a global is mutable (1) or not (0)");
    }

    private static void Code(Module module, ref ByteSource source)
    {
        int count = source.Count("bodies", WasmReader.MaxItems);
        if (count != module.Functions.Count)
            throw source.Wrong($"{module.Functions.Count} functions are declared, {count} have a body");
        foreach (var function in module.Functions)
        {
            int size = source.Index();
            if (size > WasmReader.MaxBodyBytes)
                throw source.Wrong($"a body of {size} bytes: at most {WasmReader.MaxBodyBytes} are read");
            var body = source.Range(size);
            int start = body.Position;
            ReadLocals(function, ref body);
            function.Body = InstructionReader.ReadBody(ref body);
            function.Original = Original.Of(SectionWriter.EncodeBody(function), body.Since(start));
        }
    }

    private static void ReadLocals(Function function, ref ByteSource body)
    {
        int groups = body.Count("groups of locals", WasmReader.MaxItems);
        long total = 0;
        for (int i = 0; i < groups; i++)
        {
            uint count = body.Unsigned();
            total += count;
            if (total > WasmReader.MaxLocals)
                throw body.Wrong($"a function has more than {WasmReader.MaxLocals} locals");
            function.Locals.Add(new LocalGroup(count, ValueType(ref body)));
        }
    }

    private static ElementSegment Element(ref ByteSource source)
    {
        uint flags = source.Unsigned();
        if (flags > 7)
            throw source.Wrong($"{flags} is not a form of element segments");
        var segment = new ElementSegment
        {
            Mode = (flags & 1) == 0 ? SegmentMode.Active : (flags & 2) == 0 ? SegmentMode.Passive : SegmentMode.Declared,
            NamesTable = (flags & 3) == 2,
            AsExpressions = (flags & 4) != 0,
        };
        if (segment.NamesTable)
            segment.TableIndex = source.Index();
        if (segment.Mode == SegmentMode.Active)
            segment.Offset = InstructionReader.ReadExpression(ref source);
        if ((flags & 3) != 0 && source.Byte() != (segment.AsExpressions ? WasmReader.FuncRef : 0))
            throw source.Wrong("elements must be functions");
        int count = source.Count("elements", WasmReader.MaxItems);
        for (int i = 0; i < count; i++)
            segment.Functions.Add(segment.AsExpressions ? ElementExpression(ref source) : source.Index());
        return segment;
    }

    private static int ElementExpression(ref ByteSource source)
    {
        int function = source.Byte() switch
        {
            WasmReader.RefFunc => source.Index(),
            WasmReader.RefNull => source.Byte() == WasmReader.FuncRef ? -1 : throw source.Wrong("a null element must be a function reference"),
            _ => throw source.Wrong("an element must be ref.func or ref.null"),
        };
        return source.Byte() == (byte)Opcode.End ? function : throw source.Wrong("an element is one instruction and end");
    }

    private static DataSegment Data(ref ByteSource source)
    {
        uint flags = source.Unsigned();
        if (flags > 2)
            throw source.Wrong($"{flags} is not a form of data segments");
        var segment = new DataSegment { Mode = flags == 1 ? SegmentMode.Passive : SegmentMode.Active, NamesMemory = flags == 2 };
        if (segment.NamesMemory)
            segment.MemoryIndex = source.Index();
        if (segment.Mode == SegmentMode.Active)
            segment.Offset = InstructionReader.ReadExpression(ref source);
        segment.Bytes = source.Bytes(source.Index()).ToArray();
        return segment;
    }
}
