using System.Runtime.InteropServices;

namespace Monster.Wasm;

/// <summary>
/// Adds the checks of ABI 1 to functions, in the one form that makes a module a cartridge, and takes them off again (docs/abi.md, "The canonical checks").
/// The last two locals of an instrumented function are $fp, its frame's address in the shadow stack, and $b, the budget left.
/// A plain function may read the local behind its own, which becomes $fp; it may not use the one after that.
/// </summary>
public sealed class Instrumenter
{
    private readonly Module _module;
    private readonly CheckGlobals _globals;
    private readonly CallGraph _graph;

    /// <summary>An instrumenter for the functions of a module.</summary>
    /// <param name="module">The module, with its types, all its functions (with the checks or without) and both globals.</param>
    /// <param name="globals">Where the counters are.</param>
    public Instrumenter(Module module, CheckGlobals globals)
    {
        _module = module;
        _globals = globals;
        _graph = CallGraph.Of(module);
    }

    /// <summary>Adds the checks to every function of a module.</summary>
    public static void InstrumentAll(Module module, CheckGlobals globals)
    {
        var instrumenter = new Instrumenter(module, globals);
        for (int i = 0; i < module.Functions.Count; i++)
            module.Functions[i] = instrumenter.Instrument(module.Functions[i]);
    }

    /// <summary>A function with the checks.</summary>
    /// <param name="plain">A valid function without them; in what is made of it, <c>return</c> may have become <c>br</c>.</param>
    public Function Instrument(Function plain)
    {
        var type = _module.Types[plain.TypeIndex];
        var shape = FunctionShape.Of(_module, plain, _graph);
        int fp = type.Parameters.Length + (int)plain.LocalCount;
        var checks = new CheckSequences(_globals, fp, fp + 1);
        var body = new List<Instruction>(plain.Body.Count + 32);
        body.AddRange(checks.Entry(shape.HasCalls, shape.TakesDepth, shape.Costs[0], shape.DepthCost));
        if (shape.HasExit)
            body.Add(Instruction.Block(Opcode.Block, type.Results.Length > 0 ? type.Results[0] : null));
        AddBody(body, plain.Body, shape, checks);
        if (shape.HasExit)
        {
            body.Add(new Instruction(Opcode.End));
            body.AddRange(checks.Exit(shape.DepthCost));
        }

        body.Add(new Instruction(Opcode.End));
        var result = new Function { TypeIndex = plain.TypeIndex, Locals = [.. plain.Locals], Body = body, Name = plain.Name, FrameBytes = plain.FrameBytes };
        result.AddLocals(ValueType.I32, 2);
        return result;
    }

    /// <summary>
    /// The function without the checks, or null if they are not all there. It has the right places only: whether the numbers are right too
    /// shows when <see cref="Instrument"/> makes the same function of it (<see cref="IsCanonical"/>).
    /// </summary>
    public Function? Strip(Function instrumented) => new Stripper(_module, _globals, instrumented).Strip();

    /// <summary>Whether a valid function has exactly the checks it must have, and touches the counters nowhere else.</summary>
    /// <param name="function">The function.</param>
    /// <param name="fault">What is wrong, when it is not so.</param>
    public bool IsCanonical(Function function, out string fault)
    {
        if (Strip(function) is not { } plain)
        {
            fault = "lacks a budget or depth check, or has one that is not in the canonical form";
            return false;
        }

        fault = TouchesCounters(plain);
        if (fault.Length > 0)
            return false;
        if (plain.FrameBytes is < 0 or > MaxFrameBytes || plain.FrameBytes % 16 != 0)
        {
            fault = $"reserves a frame of {plain.FrameBytes} bytes; it must be a multiple of 16, at most {MaxFrameBytes}";
            return false;
        }

        if (!Instrument(plain).Body.SequenceEqual(function.Body))
            fault = "has a budget or depth check that charges a wrong number";
        return fault.Length == 0;
    }

    /// <summary>
    /// What the functions of the module that take nothing from <c>depth</c> can add up to in one chain of calls, counted as <c>depth</c> is. They cannot
    /// call in circles; this bounds what an engine needs of its own stack for them.
    /// </summary>
    public long LongestUncountedChain() => _graph.LongestChain(index =>
    {
        var function = _module.Functions[index];
        return Strip(function) is { } plain && FunctionShape.Of(_module, plain, _graph) is { TakesDepth: false } shape ? shape.DepthCost : 0;
    });

    /// <summary>The most that <see cref="LongestUncountedChain"/> may be in a cartridge.</summary>
    public const int MaxUncountedChain = 32 * 1024;

    /// <summary>The largest frame of a function in the shadow stack, in bytes.</summary>
    public const int MaxFrameBytes = 64 * 1024;

    private static void AddBody(List<Instruction> body, List<Instruction> plain, FunctionShape shape, CheckSequences checks)
    {
        int nesting = 0, loops = 0;
        foreach (var instruction in CollectionsMarshal.AsSpan(plain)[..^1])
        {
            switch (instruction.Opcode)
            {
                case Opcode.Return when shape.HasExit:
                    body.Add(new Instruction(Opcode.Br, nesting));
                    break;
                case Opcode.Loop:
                    var kind = shape.Loops[loops++];
                    nesting++;
                    if (kind == LoopKind.Outermost)
                        body.AddRange(checks.BeforeLoop);
                    body.Add(instruction);
                    body.AddRange(checks.AtLoop(kind, shape.Costs[loops]));
                    break;
                default:
                    nesting += instruction.Opcode is Opcode.Block or Opcode.If ? 1 : instruction.Opcode == Opcode.End ? -1 : 0;
                    body.Add(instruction);
                    break;
            }
        }
    }

    private string TouchesCounters(Function plain)
    {
        int fp = _module.Types[plain.TypeIndex].Parameters.Length + (int)plain.LocalCount;
        foreach (var instruction in plain.Body)
        {
            bool global = instruction.Opcode is Opcode.GlobalGet or Opcode.GlobalSet;
            if (global && (instruction.Index == _globals.Budget || instruction.Index == _globals.Depth))
                return "touches budget or depth outside the canonical checks";
            bool writesLocal = instruction.Opcode is Opcode.LocalSet or Opcode.LocalTee;
            if (writesLocal && instruction.Index == fp)
                return "changes its frame pointer, which only the depth check sets";
            if ((writesLocal || instruction.Opcode == Opcode.LocalGet) && instruction.Index > fp)
                return "touches the local that holds its budget outside the canonical checks";
        }

        return "";
    }
}
