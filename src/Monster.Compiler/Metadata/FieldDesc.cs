using System.Reflection.Metadata;

namespace Monster.Compiler.Metadata;

/// <summary>A field of a type with its type arguments filled in.</summary>
internal sealed class FieldDesc
{
    public required TypeDesc Owner { get; init; }

    public required string Name { get; init; }

    public required TypeDesc Type { get; init; }

    public required FieldDefinitionHandle Handle { get; init; }

    public required bool IsStatic { get; init; }

    public required bool IsReadOnly { get; init; }

    /// <summary>Bytes from the start of the object or struct; instance fields only.</summary>
    public int Offset { get; set; }

    /// <summary>The index of the field's first scalar among the struct's; instance fields of structs only.</summary>
    public int FirstLeaf { get; set; }

    public override string ToString() => $"{Owner.Name}.{Name}";
}
