using Monster.Compiler.FrontEnd;
using Monster.Compiler.Import;
using Monster.Compiler.Ir;
using Monster.Compiler.Metadata;
using Monster.Compiler.Program;

namespace Monster.Compiler;

/// <summary>Objects and arrays are made only while a game is set up: what update, draw and score can reach makes none.</summary>
internal static class AllocationRule
{
    public static List<CompileMessage> Check(WholeProgram program, GameEntries entries, CSharpOutput front)
    {
        var messages = new List<CompileMessage>();
        var seen = new HashSet<Function>();
        var pending = new Queue<Function>(entries.Exports.Where(e => e.Name != "init").Select(e => e.Function));
        while (pending.TryDequeue(out var function))
        {
            if (!seen.Add(function))
                continue;
            foreach (var call in function.Calls())
            {
                if (call.Target.Name is "Heap.NewObject" or "Heap.NewArray" && call.Position.Method is not null)
                    messages.Add(Message(call, program.Types, front));
                else
                    pending.Enqueue(call.Target);
            }
        }

        return [.. messages.Distinct()];
    }

    private static CompileMessage Message(Call call, TypeSystem types, CSharpOutput front)
    {
        string what = call.Target.Name == "Heap.NewArray" ? "a new array" : "a new object";
        var error = new UnsupportedException(Codes.Allocation, what, "Update, Draw and Score can reach this: make it in the constructor or in Init, and reuse it");
        return CartridgeCompiler.Locate(new CompileException(call.Position, error), types, front);
    }
}
