using Monster.Compiler.Ir;
using Monster.Compiler.Optimize;
using Monster.Compiler.Program;
using Monster.Wasm;
using Function = Monster.Compiler.Ir.Function;

namespace Monster.Compiler.Emit;

/// <summary>Puts functions, constants and globals into a module, and the canonical checks into the functions.</summary>
internal static class ModuleBuilder
{
    /// <summary>Zeros between two pieces of data that are worth a segment of their own.</summary>
    private const int MinGap = 10;

    public static Module Build(WholeProgram program, IReadOnlyList<(string Name, Function Function)> exports)
    {
        var layout = program.Layout;
        var module = new Module();
        uint pages = (uint)(program.Constants.End + 65535) / 65536;
        module.Memories.Add(new Limits(pages, pages));
        module.Exports.Add(new Export("memory", ExternalKind.Memory, 0));
        AddAddress(module, "cells", MemoryLayout.Cells);
        AddAddress(module, "voices", MemoryLayout.Voices);
        AddAddress(module, "state_start", MemoryLayout.StateStart);
        AddAddress(module, "state_end", layout.StateEnd);
        var globals = CheckGlobals.AddTo(module, MemoryLayout.StackBytes);

        var functions = FunctionsFrom(exports.Select(e => e.Function));
        var index = functions.Select((function, i) => (function, i)).ToDictionary(p => p.function, p => p.i);
        foreach (var function in functions)
            module.Functions.Add(Compile(module, function, f => index[f]));
        foreach (var (name, function) in exports)
            module.Exports.Add(new Export(name, ExternalKind.Function, index[function]));
        AddData(module, program.Constants.Memory.AsSpan(MemoryLayout.StateStart, program.Constants.End - MemoryLayout.StateStart), MemoryLayout.StateStart);
        Instrumenter.InstrumentAll(module, globals);
        return module;
    }

    /// <summary>The functions that the exports lead to, each before those it calls first.</summary>
    public static List<Function> FunctionsFrom(IEnumerable<Function> roots)
    {
        var used = new List<Function>();
        var seen = new HashSet<Function>();
        var pending = new Stack<Function>(roots.Reverse());
        while (pending.TryPop(out var function))
        {
            if (!seen.Add(function))
                continue;
            used.Add(function);
            foreach (var call in function.Calls().Reverse())
                pending.Push(call.Target);
        }

        return used;
    }

    private static void AddAddress(Module module, string name, int address)
    {
        module.Exports.Add(new Export(name, ExternalKind.Global, module.Globals.Count));
        module.Globals.Add(Global.OfI32(address, mutable: false));
    }

    private static Monster.Wasm.Function Compile(Module module, Function function, Func<Function, int> indexOf)
    {
        int size = 0;
        foreach (var slot in function.Slots)
        {
            slot.Offset = size;
            size += (slot.Size + 3) & -4;
        }

        var result = new Monster.Wasm.Function
        {
            TypeIndex = module.TypeIndexOf(FunctionType.OfI32(function.ParameterCount, function.HasResult ? 1 : 0)),
            Name = function.Name,
            FrameBytes = (size + 15) & -16,
            Body = Structurer.Write(function, indexOf, Bases(module)),
        };
        result.AddLocals(Monster.Wasm.ValueType.I32, (uint)(function.LocalCount - function.ParameterCount));
        return result;
    }

    private static List<int> Bases(Module module) => [.. module.Globals.TakeWhile(g => !g.Type.Mutable).Select(g => g.Initial[0].Index)];

    private static void AddData(Module module, ReadOnlySpan<byte> bytes, int address)
    {
        int start = 0;
        while (start < bytes.Length)
        {
            while (start < bytes.Length && bytes[start] == 0)
                start++;
            int end = start, zeros = 0;
            for (int i = start; i < bytes.Length && zeros < MinGap; i++)
            {
                zeros = bytes[i] == 0 ? zeros + 1 : 0;
                if (zeros == 0)
                    end = i + 1;
            }

            if (end > start)
                module.Data.Add(DataSegment.At(address + start, bytes[start..end].ToArray()));
            start = Math.Max(end, start + 1);
        }
    }
}
