using System.Buffers.Binary;
using Monster.Compiler.Metadata;

namespace Monster.Compiler.Program;

/// <summary>
/// The game object as its constructor leaves it. A constructor has no input, so the compiler runs it: what it made is initial data of the module, and what
/// cannot change after it is known in the code: where the arrays and objects of <c>readonly</c> fields lie, the arrays' lengths, the objects' classes.
/// (It is what a Smalltalk image is, and what GraalVM's native-image does: C. Wimmer et al., "Initialize Once, Start Fast", OOPSLA 2019.)
/// </summary>
internal sealed class Construction(WholeProgram program, TypeDesc game)
{
    /// <summary>Steps of the compiler's interpreter; a constructor that takes more runs at the beginning of the play instead.</summary>
    private const int MaxSteps = 2_000_000;

    private readonly HashSet<int> _seen = [];

    /// <summary>Runs the constructor; false when the play has to do it.</summary>
    public bool Run(MethodDesc constructor)
    {
        if (program.Reach.IsMade(game))
            return false; // then there are several, and the constructor is only one of what makes them
        var function = program.Function(constructor, 0, isStatic: false);
        program.ImportPending(isStatic: false);
        if (program.Errors.Count > 0)
            return false;
        var memory = program.Constants.Memory;
        var state = memory.AsSpan(MemoryLayout.StateStart, program.Layout.StateEnd - MemoryLayout.StateStart);
        BinaryPrimitives.WriteInt32LittleEndian(state, MemoryLayout.GameObject + ((game.Shape.Size + 3) & -4));
        try
        {
            new Interpreter(memory, MaxSteps).Run(function, MemoryLayout.GameObject);
        }
        catch (InterpreterException)
        {
            state.Clear();
            return false;
        }

        Freeze(game, MemoryLayout.GameObject);
        return true;
    }

    /// <summary>Notes what of an object or array can never change again, and follows the references among that.</summary>
    private void Freeze(TypeDesc type, int address)
    {
        if (address == 0 || type.Kind is not (TypeKind.Class or TypeKind.Array) || type == type.System.Object || !_seen.Add(address))
            return;
        if (type.Kind == TypeKind.Array)
        {
            program.Constants.Freeze(address, 4);
            return;
        }

        var actual = type;
        if (type.IsInterface || type.Shape.HasTag)
        {
            program.Constants.Freeze(address, 4);
            actual = program.Reach.ClassOfTag(Word(address));
        }

        for (var owner = actual; owner is not null; owner = TypeSystem.BaseOf(owner))
        {
            foreach (var field in owner.Shape.InstanceFields.Where(f => f.IsReadOnly))
                FreezeField(field, address);
        }
    }

    private void FreezeField(FieldDesc field, int address)
    {
        program.Constants.Freeze(address + field.Offset, field.Type.Size);
        foreach (var leaf in field.Type.Leaves.Where(l => l.Type.IsReference))
            Freeze(leaf.Type, Word(address + field.Offset + leaf.Offset));
    }

    private int Word(int address) => BinaryPrimitives.ReadInt32LittleEndian(program.Constants.Memory.AsSpan(address));
}
