namespace Monster.Wasm;

/// <summary>What the checks of a function depend on. It is the same for the plain and the instrumented function, but for costs.</summary>
/// <param name="HasLoops">Whether the counter lives in a local, because there is a loop.</param>
/// <param name="HasCalls">Whether the function calls, so that it must keep <c>depth</c>.</param>
/// <param name="DepthCost">What the function takes from <c>depth</c>: its frame, and a bound for what an engine needs of its own stack.</param>
/// <param name="Costs">Budget units of the code outside loops, then of each loop in order, without the loops inside it.</param>
internal sealed record FunctionShape(bool HasLoops, bool HasCalls, int DepthCost, List<int> Costs)
{
    /// <summary>Whether the counters are written back at the end.</summary>
    public bool HasExit => HasLoops || HasCalls;

    public static FunctionShape Of(Module module, Function plain)
    {
        bool calls = plain.Body.Exists(i => i.Opcode is Opcode.Call or Opcode.CallIndirect);
        var costs = CostsOf(plain.Body);
        return new FunctionShape(costs.Count > 1, calls, plain.FrameBytes + Overhead(module, plain), costs);
    }

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
