using Monster.Compiler.Metadata;
using Monster.Compiler.Program;

namespace Monster.Compiler.Emit;

/// <summary>Describes the types of a game's state.</summary>
internal sealed class StateLayoutBuilder(WholeProgram program)
{
    private readonly Dictionary<TypeDesc, StateType> _types = [];

    public StateLayout Build(TypeDesc game) => new(
        Of(game), MemoryLayout.GameObject, program.Constants.Alphabet.IsNarrow ? program.Constants.Alphabet.Others : null);

    private StateType Of(TypeDesc type)
    {
        if (_types.TryGetValue(type, out var known))
            return known;
        var state = new StateType { Name = type.Name, Kind = KindOf(type), Size = type.Size };
        _types[type] = state;
        if (type.Kind == TypeKind.Array)
            state.Element = Of(type.Element!);
        if (type.Kind is TypeKind.Struct or TypeKind.Class && !type.IsInterface)
            state.Fields = [.. Fields(type)];
        if (type.Kind == TypeKind.Class && type.Shape.HasTag)
            state.ByTag = program.Reach.ClassesOf(type).ToDictionary(program.Reach.TagOf, Of);
        return state;
    }

    private IEnumerable<StateField> Fields(TypeDesc type)
    {
        if (type.Shape.Base is { } parent)
        {
            foreach (var field in Fields(parent))
                yield return field;
        }

        foreach (var field in type.Shape.InstanceFields)
            yield return new StateField(field.Name, Of(field.Type), field.Offset);
    }

    private static StateKind KindOf(TypeDesc type) => type.Kind switch
    {
        TypeKind.Struct => StateKind.Struct,
        TypeKind.Class => StateKind.Class,
        TypeKind.Array => StateKind.Array,
        TypeKind.String => StateKind.Text,
        TypeKind.SByte or TypeKind.Int16 or TypeKind.Int32 => StateKind.SignedNumber,
        _ => StateKind.UnsignedNumber,
    };
}
