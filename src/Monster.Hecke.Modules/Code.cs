using Monster.Wasm;

namespace Monster.Hecke.Modules;

/// <summary>A function body under construction: each method adds one instruction, so that code reads in the order it runs.</summary>
internal sealed class Code
{
    public List<Instruction> Body { get; } = [];

    public Code Get(int local) => Add(Opcode.LocalGet, local);

    public Code Set(int local) => Add(Opcode.LocalSet, local);

    public Code Tee(int local) => Add(Opcode.LocalTee, local);

    public Code Const(int value) => Add(Opcode.I32Const, value);

    public Code Const64(long value) => Add(Opcode.I64Const, value);

    public Code Load(Opcode opcode, uint offset = 0) => Access(opcode, offset);

    public Code Store(Opcode opcode, uint offset = 0) => Access(opcode, offset);

    public Code Call(int function) => Add(Opcode.Call, function);

    public Code Op(Opcode opcode) => Add(opcode, 0);

    public Code Branch(int label) => Add(Opcode.Br, label);

    public Code BranchIf(int label) => Add(Opcode.BrIf, label);

    public Code Loop() => Block(Opcode.Loop);

    public Code If() => Block(Opcode.If);

    public Code End() => Add(Opcode.End, 0);

    /// <summary>Returns a status when the condition on the stack is not 0.</summary>
    public Code ReturnIf(ModuleStatus status) => If().Const((int)status).Op(Opcode.Return).End();

    /// <summary>Passes on the status on the stack unless it is <see cref="ModuleStatus.Ok"/>.</summary>
    /// <param name="local">A spare i32 local.</param>
    public Code ReturnUnlessOk(int local) => Tee(local).If().Get(local).Op(Opcode.Return).End();

    /// <summary>Adds a constant to a local.</summary>
    public Code Increase(int local, int step) => Get(local).Const(step).Op(Opcode.I32Add).Set(local);

    private Code Block(Opcode opcode)
    {
        Body.Add(Instruction.Block(opcode));
        return this;
    }

    private Code Access(Opcode opcode, uint offset)
    {
        int align = opcode switch
        {
            Opcode.I64Load or Opcode.I64Store => 3,
            Opcode.I32Load or Opcode.I32Store => 2,
            _ => 0,
        };
        Body.Add(Instruction.Access(opcode, offset, align));
        return this;
    }

    private Code Add(Opcode opcode, long immediate)
    {
        Body.Add(new Instruction(opcode, immediate));
        return this;
    }
}
