namespace Monster.Wasm;

/// <summary>What the checks of a function depend on. It is the same for the plain and the instrumented function, but for costs.</summary>
/// <param name="HasCalls">Whether the function calls.</param>
/// <param name="TakesDepth">Whether the function takes from <c>depth</c>: it has a frame, or what it calls can be called again before it returns.</param>
/// <param name="Loops">How each loop pays, in order.</param>
/// <param name="DepthCost">What the function takes from <c>depth</c>: its frame, and a bound for what an engine needs of its own stack.</param>
/// <param name="Costs">Budget units of the code outside loops, then of each loop in order, without the loops inside it.</param>
internal sealed record FunctionShape(bool HasCalls, bool TakesDepth, IReadOnlyList<LoopKind> Loops, int DepthCost, List<int> Costs)
{
    /// <summary>Whether what was taken from <c>depth</c> is given back at the end; a function that calls nothing need not store it.</summary>
    public bool HasExit => HasCalls && TakesDepth;

    public static FunctionShape Of(Module module, Function plain, CallGraph? graph = null) => new(
        HasCallsIn(plain.Body), plain.FrameBytes > 0 || (graph ?? CallGraph.Of(module)).LeadsToCycle(plain.Body), LoopsOf(plain.Body), plain.FrameBytes + Overhead(module, plain), CostsOf(plain.Body));

    public static bool HasCallsIn(List<Instruction> body) => body.Exists(IsCall);

    /// <summary>The kinds of the loops, in the order of their beginnings. The checks contain no loops and no calls, so they may be there or not.</summary>
    public static IReadOnlyList<LoopKind> LoopsOf(List<Instruction> body)
    {
        if (!HasCallsIn(body))
            return [.. body.Where(i => i.Opcode == Opcode.Loop).Select(_ => LoopKind.Inner)];
        var calls = new List<bool>();
        var outer = new List<int>();
        var open = new Stack<int>();
        foreach (var instruction in body)
        {
            if (IsCall(instruction))
            {
                foreach (int loop in open.Where(l => l >= 0))
                    calls[loop] = true;
            }
            else if (instruction.Opcode == Opcode.Loop)
            {
                outer.Add(open.FirstOrDefault(l => l >= 0, -1));
                open.Push(calls.Count);
                calls.Add(false);
            }
            else if (instruction.Opcode is Opcode.Block or Opcode.If)
            {
                open.Push(-1);
            }
            else if (instruction.Opcode == Opcode.End)
            {
                open.TryPop(out _);
            }
        }

        return [.. calls.Select((has, loop) => has ? LoopKind.Calls : outer[loop] >= 0 && !calls[outer[loop]] ? LoopKind.Inner : LoopKind.Outermost)];
    }

    private static bool IsCall(Instruction instruction) => instruction.Opcode is Opcode.Call or Opcode.CallIndirect;

    /// <summary>Every instruction is one unit, except block, loop, else and end, which are structure.</summary>
    private static List<int> CostsOf(List<Instruction> body)
    {
        List<int> costs = [0];
        var enclosing = new Stack<int>();
        int current = 0;
        foreach (var instruction in body)
        {
            switch (instruction.Opcode)
            {
                case Opcode.Else:
                    break;
                case Opcode.End:
                    enclosing.TryPop(out current);
                    break;
                case Opcode.Loop:
                    enclosing.Push(current);
                    current = costs.Count;
                    costs.Add(0);
                    break;
                case Opcode.Block:
                    enclosing.Push(current);
                    break;
                case Opcode.If:
                    costs[current]++;
                    enclosing.Push(current);
                    break;
                default:
                    costs[current]++;
                    break;
            }
        }

        return costs;
    }

    /// <summary>
    /// 32 bytes, and 4 for each parameter, local and value on the operand stack at its highest, rounded up to 16. An engine's own frame is
    /// at most a small multiple of this, so <c>depth</c> runs out before the engine's stack does.
    /// </summary>
    public static int Overhead(Module module, Function plain)
    {
        long values = module.Types[plain.TypeIndex].Parameters.Length + plain.LocalCount + OperandStack.Highest(module, plain);
        return (int)((32 + (4 * values) + 15) / 16 * 16);
    }
}
