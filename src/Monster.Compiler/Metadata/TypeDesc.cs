using System.Reflection.Metadata;

namespace Monster.Compiler.Metadata;

/// <summary>A type with all its type arguments. Types are interned: the same type is the same object.</summary>
internal sealed class TypeDesc
{
    private TypeShape? _shape;

    public TypeDesc(TypeSystem system, TypeKind kind, string name)
    {
        System = system;
        Kind = kind;
        Name = name;
    }

    public TypeSystem System { get; }

    public TypeKind Kind { get; }

    /// <summary>The name as C# writes it, for messages and as the key of the intern table.</summary>
    public string Name { get; }

    /// <summary>What an array, reference or pointer is of.</summary>
    public TypeDesc? Element { get; init; }

    /// <summary>Where a class, interface or struct is defined.</summary>
    public TypeDefinitionHandle Definition { get; init; }

    public TypeDesc[] Arguments { get; init; } = [];

    public bool IsInterface { get; init; }

    /// <summary>The index of a generic parameter; those of methods follow those of types at 1000.</summary>
    public int ParameterIndex { get; init; }

    public TypeShape Shape => _shape ??= TypeShape.Of(this);

    public bool IsReference => Kind is TypeKind.Class or TypeKind.Array or TypeKind.String;

    public bool IsStruct => Kind == TypeKind.Struct;

    /// <summary>True when a value is one 32-bit number.</summary>
    public bool IsScalar => Kind is > TypeKind.Void and < TypeKind.Struct;

    /// <summary>Bytes in memory.</summary>
    public int Size => Kind switch
    {
        TypeKind.Void => 0,
        TypeKind.Boolean or TypeKind.SByte or TypeKind.Byte => 1,
        TypeKind.Char or TypeKind.Int16 or TypeKind.UInt16 => 2,
        TypeKind.Struct => Shape.Size,
        _ => 4,
    };

    public int Alignment => IsStruct ? Shape.Alignment : Math.Max(Size, 1);

    /// <summary>The scalars a value is made of, in the order of their offsets.</summary>
    public IReadOnlyList<Leaf> Leaves => IsStruct ? Shape.Leaves : ScalarLeaves;

    private Leaf[] ScalarLeaves => field ??= Kind == TypeKind.Void ? [] : [new Leaf(0, this)];

    public override string ToString() => Name;
}

/// <summary>One scalar of a flattened struct.</summary>
/// <param name="Offset">Bytes from the struct's start.</param>
/// <param name="Type">A scalar type.</param>
internal readonly record struct Leaf(int Offset, TypeDesc Type);
