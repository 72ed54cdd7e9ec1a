using System.Buffers.Binary;
using Monster.Compiler.Ir;
using Monster.Compiler.Metadata;
using Monster.Compiler.Import;

namespace Monster.Compiler.Program;

/// <summary>
/// Static fields. They are all read-only, and their values are known when the program is compiled: the static constructor of a type is imported,
/// run by the compiler on the constant image, and forgotten.
/// </summary>
internal sealed class StaticFields(WholeProgram program)
{
    private readonly Dictionary<TypeDesc, Dictionary<FieldDesc, int>> _addresses = [];
    private readonly HashSet<TypeDesc> _done = [];

    /// <summary>Where a field lies, and whether its value will not change any more.</summary>
    public int AddressOf(FieldDesc field, bool isStatic, out bool known)
    {
        if (!field.IsReadOnly)
            throw MutableStatic(field);
        if (!_addresses.TryGetValue(field.Owner, out var addresses))
        {
            _addresses[field.Owner] = addresses = field.Owner.Shape.StaticFields.Where(f => !program.HasData(f))
                .ToDictionary(f => f, f => program.Constants.Allocate(f.Type.Size));
            Run(field.Owner);
            _done.Add(field.Owner);
            foreach (var (own, address) in addresses)
                new Freezer(program).FreezeField(own, address);
        }

        known = _done.Contains(field.Owner);
        if (!known && !isStatic)
            throw new InvalidOperationException($"{field} is read before its static constructor has run");
        return addresses[field];
    }

    public static UnsupportedException MutableStatic(FieldDesc field) => new(
        Codes.MutableStatic, $"the static field {field.Name}, which can change",
        "what changes belongs to the game object: make it a field of the game, or static readonly if it never changes");

    private void Run(TypeDesc type)
    {
        var constructor = program.Types.StaticConstructorOf(type);
        if (constructor is null)
            return;
        var function = program.Function(constructor, 0, isStatic: true);
        program.ImportPending(isStatic: true);
        var memory = program.Constants.Memory;
        int pointer = MemoryLayout.ArenaPointer(isStatic: true);
        BinaryPrimitives.WriteInt32LittleEndian(memory.AsSpan(pointer), program.Constants.End);
        try
        {
            new Interpreter(memory).Run(function);
        }
        catch (InterpreterException trap)
        {
            throw new CompileException(new Position(constructor, 0),
                new UnsupportedException(Codes.StaticConstructor, $"the static fields of {type.Name} cannot be computed ({trap.Message})", "give them values that need no play"));
        }

        program.Constants.End = BinaryPrimitives.ReadInt32LittleEndian(memory.AsSpan(pointer));
    }
}
