using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Monster.Compiler.Metadata;

/// <summary>A method's CIL, decoded, with what the importer wants to know before it starts.</summary>
internal sealed class MethodCode
{
    public required IReadOnlyList<CilInstruction> Instructions { get; init; }

    public required TypeDesc[] Locals { get; init; }

    /// <summary>Bytes of CIL.</summary>
    public required int Size { get; init; }

    /// <summary>Offsets at which a basic block begins.</summary>
    public required HashSet<int> Leaders { get; init; }

    public required bool HasLoop { get; init; }

    public required bool HasTry { get; init; }

    /// <summary>How often each argument and local is stored to; an address taken counts as many.</summary>
    public required int[] ArgumentStores { get; init; }

    public required int[] LocalStores { get; init; }

    /// <summary>The index of the instruction at an offset.</summary>
    public required Dictionary<int, int> IndexOf { get; init; }

    public static MethodCode Read(MethodDesc method)
    {
        var system = method.Owner.System;
        var body = system.BodyOf(method.Address);
        var instructions = CilDecoder.Decode(body.GetILReader());
        TypeDesc[] locals = body.LocalSignature.IsNil ? []
            : [.. system.Reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(system.Signatures, method.Context)];
        var code = new MethodCode
        {
            Instructions = instructions,
            Locals = locals,
            Size = body.GetILReader().Length,
            Leaders = FindLeaders(instructions),
            HasLoop = instructions.Any(i => i.Targets.Any(target => target <= i.Offset)),
            HasTry = body.ExceptionRegions.Length > 0,
            ArgumentStores = new int[method.AllParameters.Count],
            LocalStores = new int[locals.Length],
            IndexOf = instructions.Select((instruction, index) => (instruction.Offset, index)).ToDictionary(p => p.Offset, p => p.index),
        };
        foreach (var instruction in instructions)
            code.CountStores(instruction);
        return code;
    }

    private void CountStores(CilInstruction instruction)
    {
        const int Many = 1000;
        switch (instruction.OpCode)
        {
            case ILOpCode.Starg:
                ArgumentStores[instruction.Operand]++;
                break;
            case ILOpCode.Ldarga:
                ArgumentStores[instruction.Operand] += Many;
                break;
            case ILOpCode.Stloc:
                LocalStores[instruction.Operand]++;
                break;
            case ILOpCode.Ldloca:
                LocalStores[instruction.Operand] += Many;
                break;
        }
    }

    private static HashSet<int> FindLeaders(List<CilInstruction> instructions)
    {
        var leaders = new HashSet<int> { 0 };
        for (int i = 0; i < instructions.Count; i++)
        {
            var instruction = instructions[i];
            foreach (int target in instruction.Targets)
                leaders.Add(target);
            if (instruction.EndsBlock && i + 1 < instructions.Count)
                leaders.Add(instructions[i + 1].Offset);
        }

        return leaders;
    }
}
