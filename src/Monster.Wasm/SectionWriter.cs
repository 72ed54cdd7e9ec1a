namespace Monster.Wasm;

/// <summary>The sections of a module in our own encoding; an empty one is no bytes at all.</summary>
internal static class SectionWriter
{
    /// <summary>The order in which sections stand in a module.</summary>
    public static IReadOnlyList<SectionId> Order { get; } =
    [
        SectionId.Type, SectionId.Import, SectionId.Function, SectionId.Table, SectionId.Memory, SectionId.Global, SectionId.Export,
        SectionId.Start, SectionId.Element, SectionId.DataCount, SectionId.Code, SectionId.Data,
    ];

    public static byte[] Encode(Module module, SectionId id)
    {
        var content = new ByteSink();
        switch (id)
        {
            case SectionId.Type:
                Vector(content, module.Types, Type);
                break;
            case SectionId.Import:
                Vector(content, module.Imports, Import);
                break;
            case SectionId.Function:
                Vector(content, module.Functions, (sink, function) => sink.Unsigned(function.TypeIndex));
                break;
            case SectionId.Table:
                Vector(content, module.Tables, Table);
                break;
            case SectionId.Memory:
                Vector(content, module.Memories, Limits);
                break;
            case SectionId.Global:
                Vector(content, module.Globals, Global);
                break;
            case SectionId.Export:
                Vector(content, module.Exports, Export);
                break;
            case SectionId.Start:
                if (module.Start is { } start)
                    content.Unsigned(start);
                break;
            case SectionId.Element:
                Vector(content, module.Elements, Element);
                break;
            case SectionId.DataCount:
                if (module.DataCount is { } count)
                    content.Unsigned(count);
                break;
            case SectionId.Code:
                Vector(content, module.Functions, Body);
                break;
            case SectionId.Data:
                Vector(content, module.Data, Data);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(id));
        }

        if (content.Length == 0)
            return [];
        var section = new ByteSink();
        section.Byte((byte)id);
        section.Sized(content.Written);
        return section.Written.ToArray();
    }

    /// <summary>A function's locals and body, without the size that precedes them.</summary>
    public static byte[] EncodeBody(Function function)
    {
        var sink = new ByteSink();
        sink.Unsigned(function.Locals.Count);
        foreach (var group in function.Locals)
        {
            sink.Unsigned(group.Count);
            sink.Byte((byte)group.Type);
        }

        InstructionWriter.Write(sink, function.Body);
        return sink.Written.ToArray();
    }

    private static void Vector<T>(ByteSink sink, List<T> items, Action<ByteSink, T> write)
    {
        if (items.Count == 0)
            return;
        sink.Unsigned(items.Count);
        foreach (var item in items)
            write(sink, item);
    }

    private static void Type(ByteSink sink, FunctionType type)
    {
        sink.Byte(0x60);
        Types(sink, type.Parameters);
        Types(sink, type.Results);
    }

    private static void Types(ByteSink sink, ValueType[] types)
    {
        sink.Unsigned(types.Length);
        foreach (var type in types)
            sink.Byte((byte)type);
    }

    private static void Import(ByteSink sink, Import import)
    {
        sink.Name(import.Module);
        sink.Name(import.Name);
        sink.Byte((byte)import.Kind);
        switch (import.Kind)
        {
            case ExternalKind.Function:
                sink.Unsigned(import.TypeIndex);
                break;
            case ExternalKind.Table:
                Table(sink, import.Limits);
                break;
            case ExternalKind.Memory:
                Limits(sink, import.Limits);
                break;
            default:
                GlobalType(sink, import.Global);
                break;
        }
    }

    private static void Table(ByteSink sink, Limits limits)
    {
        sink.Byte(WasmReader.FuncRef);
        Limits(sink, limits);
    }

    private static void Limits(ByteSink sink, Limits limits)
    {
        sink.Byte(limits.Maximum is null ? (byte)0 : (byte)1);
        sink.Unsigned(limits.Minimum);
        if (limits.Maximum is { } maximum)
            sink.Unsigned(maximum);
    }

    private static void GlobalType(ByteSink sink, GlobalType type)
    {
        sink.Byte((byte)type.Type);
        sink.Byte(type.Mutable ? (byte)1 : (byte)0);
    }

    private static void Global(ByteSink sink, Global global)
    {
        GlobalType(sink, global.Type);
        InstructionWriter.Write(sink, global.Initial);
    }

    private static void Export(ByteSink sink, Export export)
    {
        sink.Name(export.Name);
        sink.Byte((byte)export.Kind);
        sink.Unsigned(export.Index);
    }

    private static void Body(ByteSink sink, Function function) =>
        sink.Sized(Original.Choose(function.Original, EncodeBody(function)));

    /// <summary>Flags (bulk memory, 5.5.12): bit 0 not active, bit 1 names its table or is declared, bit 2 expressions.</summary>
    private static void Element(ByteSink sink, ElementSegment segment)
    {
        bool namesTable = segment.Mode == SegmentMode.Active && (segment.NamesTable || segment.TableIndex != 0);
        int flags = (segment.Mode == SegmentMode.Active ? 0 : 1) | (namesTable || segment.Mode == SegmentMode.Declared ? 2 : 0) | (segment.AsExpressions ? 4 : 0);
        sink.Unsigned(flags);
        if (namesTable)
            sink.Unsigned(segment.TableIndex);
        if (segment.Mode == SegmentMode.Active)
            InstructionWriter.Write(sink, segment.Offset);
        if ((flags & 3) != 0)
            sink.Byte(segment.AsExpressions ? WasmReader.FuncRef : (byte)0);
        sink.Unsigned(segment.Functions.Count);
        foreach (int function in segment.Functions)
        {
            if (segment.AsExpressions)
                ElementExpression(sink, function);
            else
                sink.Unsigned(function);
        }
    }

    private static void ElementExpression(ByteSink sink, int function)
    {
        if (function < 0)
        {
            sink.Bytes([WasmReader.RefNull, WasmReader.FuncRef]);
        }
        else
        {
            sink.Byte(WasmReader.RefFunc);
            sink.Unsigned(function);
        }

        sink.Byte((byte)Opcode.End);
    }

    private static void Data(ByteSink sink, DataSegment segment)
    {
        bool namesMemory = segment.Mode == SegmentMode.Active && (segment.NamesMemory || segment.MemoryIndex != 0);
        sink.Byte(segment.Mode == SegmentMode.Passive ? (byte)1 : namesMemory ? (byte)2 : (byte)0);
        if (namesMemory)
            sink.Unsigned(segment.MemoryIndex);
        if (segment.Mode == SegmentMode.Active)
            InstructionWriter.Write(sink, segment.Offset);
        sink.Sized(segment.Bytes.Span);
    }
}
