using Microsoft.CodeAnalysis;
using Monster.Cartridge;
using Monster.Compiler.Emit;
using Monster.Compiler.FrontEnd;
using Monster.Compiler.Import;
using Monster.Compiler.Ir;
using Monster.Compiler.Metadata;
using Monster.Compiler.Program;
using Monster.Wasm;
using Function = Monster.Compiler.Ir.Function;

namespace Monster.Compiler;

/// <summary>A cartridge: a game class with the exports of ABI 1 and its manifest.</summary>
/// <param name="path">The file that holds the game; null when no other file does.</param>
internal sealed class GameBuild(string? path = null) : IBuild
{
    /// <summary>What tests do to the functions as they were imported: seeded bugs that the differential tester must find.</summary>
    public Action<IReadOnlyList<Function>>? Imported { get; init; }

    public CompileResult Run(TypeSystem types, CSharpOutput front)
    {
        var game = GameClass.Find(front, path);
        if (game.Message is { } problem)
            return new CompileResult(game.Name, null, [problem], front.Assembly, null);
        var type = types.Find(game.FullName)!;
        var program = new WholeProgram(types, new MemoryLayout(game.StateBytes));
        var entries = new GameEntries(program, type);
        var messages = CartridgeCompiler.Finish(program, front, [.. entries.Exports.Select(e => e.Function)], Imported);
        if (messages.Count == 0)
            messages = AllocationRule.Check(program, entries, front);
        // The rule names the place in the author's source; what the import finds of the same may lie deeper.
        if (ConstantRule.Check(front, path) is { Count: > 0 } writes)
            messages = [.. writes, .. messages.Where(m => m.Code != Codes.ConstantWrite)];
        if (messages.Count > 0)
            return new CompileResult(game.Name, null, messages, front.Assembly, null);
        var module = ModuleBuilder.Build(program, entries.Exports);
        module.Customs.Add(game.Manifest.ToSection());
        byte[] wasm = WasmWriter.Write(module);
        var check = CartridgeCheck.Of(wasm);
        if (!check.IsCartridge)
            throw new InvalidOperationException($"{game.Name} became a module that is not a cartridge: {string.Join(" ", check.Faults)}");
        return new CompileResult(game.Name, wasm, [], front.Assembly, new StateLayoutBuilder(program).Build(type)) { FunctionNames = [.. module.Functions.Select(f => f.Name ?? "")] };
    }
}
