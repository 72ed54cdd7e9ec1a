using System.Globalization;
using System.Text;

namespace Monster.Wasm;

/// <summary>
/// Prints modules in the text format (WebAssembly 1.0, section 6), one instruction a line, indices as numbers; wat2wasm makes the same module of it.
/// It writes as it goes, because a few bytes can declare locals that take much room in text.
/// </summary>
public sealed class WatPrinter
{
    /// <summary>Deeper blocks are not indented further, or a small module could print as a very large text.</summary>
    private const int MaxIndent = 40;

    private readonly Module _module;
    private readonly TextWriter _text;

    private WatPrinter(Module module, TextWriter text)
    {
        _module = module;
        _text = text;
    }

    /// <summary>Prints a valid module.</summary>
    public static void Print(Module module, TextWriter text) => new WatPrinter(module, text).Print();

    /// <summary>Prints a small valid module to a string.</summary>
    public static string Print(Module module)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        Print(module, text);
        return text.ToString();
    }

    private void Print()
    {
        _text.Write("(module");
        for (int i = 0; i < _module.Types.Count; i++)
            Line($"(type (;{i};) (func{Signature(_module.Types[i])}))");
        PrintImports();
        int first = _module.ImportCount(ExternalKind.Function);
        for (int i = 0; i < _module.Functions.Count; i++)
            PrintFunction(first + i, _module.Functions[i]);
        for (int i = 0; i < _module.Tables.Count; i++)
            Line($"(table (;{_module.ImportCount(ExternalKind.Table) + i};) {Range(_module.Tables[i])} funcref)");
        for (int i = 0; i < _module.Memories.Count; i++)
            Line($"(memory (;{_module.ImportCount(ExternalKind.Memory) + i};) {Range(_module.Memories[i])})");
        for (int i = 0; i < _module.Globals.Count; i++)
            Line($"(global (;{_module.ImportCount(ExternalKind.Global) + i};) {TypeOf(_module.Globals[i].Type)} {Constant(_module.Globals[i].Initial)})");
        foreach (var export in _module.Exports)
            Line($"(export {Quoted(export.Name)} ({Word(export.Kind)} {export.Index}))");
        if (_module.Start is { } start)
            Line($"(start {start})");
        for (int i = 0; i < _module.Elements.Count; i++)
            PrintElements(i, _module.Elements[i]);
        for (int i = 0; i < _module.Data.Count; i++)
            PrintData(i, _module.Data[i]);
        _text.WriteLine(')');
    }

    private void Line(string text, int indent = 1)
    {
        _text.WriteLine();
        for (int i = Math.Min(indent, MaxIndent); i > 0; i--)
            _text.Write("  ");
        _text.Write(text);
    }

    private void PrintImports()
    {
        int[] next = new int[4];
        foreach (var import in _module.Imports)
        {
            int index = next[(int)import.Kind]++;
            string what = import.Kind switch
            {
                ExternalKind.Function => $"(type {import.TypeIndex})",
                ExternalKind.Table => $"{Range(import.Limits)} funcref",
                ExternalKind.Memory => Range(import.Limits),
                _ => TypeOf(import.Global),
            };
            Line($"(import {Quoted(import.Module)} {Quoted(import.Name)} ({Word(import.Kind)} (;{index};) {what}))");
        }
    }

    private void PrintFunction(int index, Function function)
    {
        string name = function.Name is { } given ? " " + new string([.. given.Take(80).Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '<' or '>' or ',' ? c : '_')]) : "";
        var type = _module.Types[function.TypeIndex];
        Line($"(func (;{index}{name};) (type {function.TypeIndex}){(type.Parameters.Length <= 20 ? Signature(type) : "")}");
        if (function.LocalCount > 0)
            PrintLocals(function);
        int depth = 2;
        for (int i = 0; i < function.Body.Count - 1; i++)
        {
            var instruction = function.Body[i];
            if (instruction.Opcode is Opcode.End or Opcode.Else)
                depth--;
            Line(Text(instruction), depth);
            if (instruction.Opcode is Opcode.Block or Opcode.Loop or Opcode.If or Opcode.Else)
                depth++;
        }

        _text.Write(')');
    }

    private void PrintLocals(Function function)
    {
        Line("(local", 2);
        foreach (var group in function.Locals)
        {
            for (uint i = 0; i < group.Count; i++)
            {
                _text.Write(' ');
                _text.Write(OpcodeTable.NameOf(group.Type));
            }
        }

        _text.Write(')');
    }

    private void PrintElements(int index, ElementSegment segment)
    {
        string place = segment.Mode switch
        {
            SegmentMode.Active => (segment.NamesTable || segment.TableIndex != 0 ? $"(table {segment.TableIndex}) " : "") + Constant(segment.Offset) + " ",
            SegmentMode.Declared => "declare ",
            _ => "",
        };
        Line($"(elem (;{index};) {place}{(segment.AsExpressions ? "funcref" : "func")}");
        foreach (int function in segment.Functions)
            _text.Write(!segment.AsExpressions ? $" {function}" : function < 0 ? " (ref.null func)" : $" (ref.func {function})");
        _text.Write(')');
    }

    private void PrintData(int index, DataSegment segment)
    {
        string memory = segment.NamesMemory ? $"(memory {segment.MemoryIndex}) " : "";
        Line($"(data (;{index};) {(segment.Mode == SegmentMode.Active ? memory + Constant(segment.Offset) + " " : "")}{Quoted(segment.Bytes.Span)})");
    }

    /// <summary>One instruction in the text format.</summary>
    public static string Text(in Instruction instruction)
    {
        var info = OpcodeTable.Find(instruction.Opcode);
        if (info is null)
            return OpcodeTable.NameOf(instruction.Opcode);
        string? immediate = info.Immediate switch
        {
            ImmediateKind.BlockType => instruction.BlockResult is { } result ? $"(result {OpcodeTable.NameOf(result)})" : null,
            ImmediateKind.LabelTable => string.Join(' ', instruction.Targets ?? []),
            ImmediateKind.TypeAndTable => $"(type {instruction.Index})",
            ImmediateKind.Access => Access(instruction, info),
            ImmediateKind.I32 => $"{instruction.Index}",
            ImmediateKind.I64 => $"{instruction.Immediate}",
            ImmediateKind.F32 => FloatText.Of((uint)instruction.Immediate, 8, 23),
            ImmediateKind.F64 => FloatText.Of((ulong)instruction.Immediate, 11, 52),
            ImmediateKind.None or ImmediateKind.Memory or ImmediateKind.TwoMemories or ImmediateKind.TwoTables => null,
            _ => $"{instruction.Index}",
        };
        return string.IsNullOrEmpty(immediate) ? info.Name : $"{info.Name} {immediate}";
    }

    private static string Access(in Instruction instruction, OpcodeInfo info)
    {
        string offset = instruction.Offset != 0 ? $"offset={instruction.Offset}" : "";
        string align = instruction.Align != info.NaturalAlign ? $"align={1 << instruction.Align}" : "";
        return $"{offset} {align}".Trim();
    }

    private static string Constant(List<Instruction> expression) => $"({Text(expression[0])})";

    private static string Signature(FunctionType type) =>
        (type.Parameters.Length > 0 ? $" (param {string.Join(' ', type.Parameters.Select(OpcodeTable.NameOf))})" : "") +
        (type.Results.Length > 0 ? $" (result {string.Join(' ', type.Results.Select(OpcodeTable.NameOf))})" : "");

    private static string Range(Limits limits) => limits.Maximum is { } maximum ? $"{limits.Minimum} {maximum}" : $"{limits.Minimum}";

    private static string TypeOf(GlobalType type) => type.Mutable ? $"(mut {OpcodeTable.NameOf(type.Type)})" : OpcodeTable.NameOf(type.Type);

    private static string Word(ExternalKind kind) => kind switch
    {
        ExternalKind.Function => "func",
        ExternalKind.Table => "table",
        ExternalKind.Memory => "memory",
        _ => "global",
    };

    private static string Quoted(string text) => Quoted(Encoding.UTF8.GetBytes(text));

    private static string Quoted(ReadOnlySpan<byte> bytes)
    {
        var quoted = new StringBuilder(bytes.Length + 2).Append('"');
        foreach (byte b in bytes)
        {
            if (b is >= 0x20 and < 0x7F and not (byte)'"' and not (byte)'\\')
                quoted.Append((char)b);
            else
                quoted.Append('\\').Append(b.ToString("x2", CultureInfo.InvariantCulture));
        }

        return quoted.Append('"').ToString();
    }
}
