using System.Reflection;
using Monster.Compiler.Emit;
using Monster.Compiler.FrontEnd;
using Monster.Compiler.Ir;
using Monster.Compiler.Metadata;
using Monster.Compiler.Program;
using Monster.Wasm;
using Function = Monster.Compiler.Ir.Function;

namespace Monster.Compiler;

/// <summary>A module of plain static methods. The arena is emptied by the export <c>reset</c>, which clears nothing: use a new instance for clean memory.</summary>
internal sealed class MethodsBuild(string typeName, string[] names) : IBuild
{
    private const int ArenaBytes = 512 * 1024;

    public CompileResult Run(TypeSystem types, CSharpOutput front)
    {
        var type = types.Find(typeName) ?? throw new UnsupportedException(Codes.Game, $"no class {typeName}", "check its name and namespace");
        var program = new WholeProgram(types, new MemoryLayout(ArenaBytes));
        var methods = Methods(types, type);
        program.Reach.Scan(methods);
        program.Constants.SetTexts(program.Reach.Texts);
        var exports = methods.Select(m => (m.Name, program.Function(m, 0, false))).ToList();
        var reset = new Function("reset", 0, false);
        var begin = new Block { End = new Return(null) };
        begin.Statements.Add(Make.Store(Opcode.I32Store, Make.Zero, MemoryLayout.StateStart, new Const(MemoryLayout.GameObject)));
        reset.Blocks.Add(begin);
        program.AddEntry(reset);
        exports.Add(("reset", reset));
        var messages = CartridgeCompiler.Finish(program, front, [.. exports.Select(e => e.Item2)]);
        if (messages.Count > 0)
            return new CompileResult(typeName, null, messages, front.Assembly, null);
        var module = ModuleBuilder.Build(program, exports);
        return new CompileResult(typeName, WasmWriter.Write(module), [], front.Assembly, null);
    }

    private List<MethodDesc> Methods(TypeSystem types, TypeDesc type) =>
        [.. types.MethodsOf(type)
            .Where(m => m.IsStatic && m.Name != ".cctor" && (names.Length == 0 ? (m.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public : names.Contains(m.Name)))];
}
