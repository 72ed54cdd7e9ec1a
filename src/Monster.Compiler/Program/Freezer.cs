using System.Buffers.Binary;
using Monster.Compiler.Metadata;

namespace Monster.Compiler.Program;

/// <summary>Notes what of the objects and arrays that a constructor has made can never change again: <c>readonly</c> fields, lengths and classes.</summary>
internal sealed class Freezer(WholeProgram program)
{
    private readonly HashSet<int> _seen = [];

    /// <summary>Freezes an object or array, and what it refers to by what is frozen.</summary>
    public void Freeze(TypeDesc type, int address)
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
                FreezeField(field, address + field.Offset);
        }
    }

    /// <summary>Freezes the value of a <c>readonly</c> field.</summary>
    public void FreezeField(FieldDesc field, int address)
    {
        program.Constants.Freeze(address, field.Type.Size);
        foreach (var leaf in field.Type.Leaves.Where(l => l.Type.IsReference))
            Freeze(leaf.Type, Word(address + leaf.Offset));
    }

    private int Word(int address) => BinaryPrimitives.ReadInt32LittleEndian(program.Constants.Memory.AsSpan(address));
}
