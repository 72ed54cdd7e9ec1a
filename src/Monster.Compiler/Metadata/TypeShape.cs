using System.Reflection;
using System.Reflection.Metadata;

namespace Monster.Compiler.Metadata;

/// <summary>The fields of a class or struct and where they lie: naturally aligned, in declaration order, base class first.</summary>
internal sealed class TypeShape
{
    /// <summary>A struct of more scalars than this is refused: it would be copied number by number.</summary>
    private const int MaxLeaves = 64;

    public required IReadOnlyList<FieldDesc> InstanceFields { get; init; }

    public required IReadOnlyList<FieldDesc> StaticFields { get; init; }

    public required TypeDesc? Base { get; init; }

    public required IReadOnlyList<TypeDesc> Interfaces { get; init; }

    public IReadOnlyList<Leaf> Leaves { get; private init; } = [];

    public int Size { get; private init; }

    public int Alignment { get; private init; } = 1;

    /// <summary>True when objects carry a type tag in their first four bytes.</summary>
    public bool HasTag { get; private init; }

    public static TypeShape Of(TypeDesc type)
    {
        if (type.Definition.IsNil)
            return new TypeShape { InstanceFields = [], StaticFields = [], Base = null, Interfaces = [] };
        var system = type.System;
        var reader = system.Reader;
        var definition = reader.GetTypeDefinition(type.Definition);
        var context = new GenericContext(type.Arguments, []);
        var parent = definition.BaseType.IsNil ? null : system.Resolve(definition.BaseType, context);
        if (parent is { Definition.IsNil: true })
            parent = null;
        if ((definition.Attributes & TypeAttributes.LayoutMask) == TypeAttributes.ExplicitLayout)
            throw new UnsupportedException(Codes.Layout, $"the explicit layout of {type.Name}", "let the compiler lay out the fields");

        var interfaces = definition.GetInterfaceImplementations()
            .Select(handle => system.Resolve(reader.GetInterfaceImplementation(handle).Interface, context)).ToList();
        bool tagged = type.Kind == TypeKind.Class && system.NeedsTag(type, parent, interfaces);
        var own = Fields(type, definition, context);
        var statics = own.Where(f => f.IsStatic).ToList();
        var instance = own.Where(f => !f.IsStatic).ToList();
        return LayOut(type, parent, interfaces, tagged, instance, statics);
    }

    private static TypeShape LayOut(
        TypeDesc type, TypeDesc? parent, List<TypeDesc> interfaces, bool tagged, List<FieldDesc> instance, List<FieldDesc> statics)
    {
        int offset = parent?.Shape.Size ?? 0;
        int alignment = parent?.Shape.Alignment ?? 1;
        if (type.Kind == TypeKind.Class && offset == 0)
        {
            alignment = 4;
            offset = tagged ? 4 : 0;
        }

        var leaves = new List<Leaf>();
        foreach (var field in instance)
        {
            Check(type, field);
            offset = Align(offset, field.Type.Alignment);
            alignment = Math.Max(alignment, field.Type.Alignment);
            field.Offset = offset;
            field.FirstLeaf = leaves.Count;
            if (type.IsStruct)
                leaves.AddRange(field.Type.Leaves.Select(leaf => leaf with { Offset = leaf.Offset + field.Offset }));
            offset += field.Type.Size;
        }

        if (leaves.Count > MaxLeaves)
            throw new UnsupportedException(Codes.Layout, $"the struct {type.Name} of {leaves.Count} numbers", "make it a class, or split it");
        return new TypeShape
        {
            InstanceFields = instance,
            StaticFields = statics,
            Base = parent,
            Interfaces = interfaces,
            Leaves = leaves,
            Alignment = alignment,
            Size = Align(Math.Max(offset, type.IsStruct ? 1 : 0), alignment),
            HasTag = tagged,
        };
    }

    private static void Check(TypeDesc type, FieldDesc field)
    {
        if (field.Type.Kind == TypeKind.Unsupported)
            throw UnsupportedException.ForField(type.Name, field.Name, field.Type);
    }

    private static List<FieldDesc> Fields(TypeDesc type, TypeDefinition definition, GenericContext context)
    {
        var reader = type.System.Reader;
        var fields = new List<FieldDesc>();
        foreach (var handle in definition.GetFields())
        {
            var field = reader.GetFieldDefinition(handle);
            if ((field.Attributes & FieldAttributes.Literal) != 0)
                continue;
            fields.Add(new FieldDesc
            {
                Owner = type,
                Name = reader.GetString(field.Name),
                Type = field.DecodeSignature(type.System.Signatures, context),
                Handle = handle,
                IsStatic = (field.Attributes & FieldAttributes.Static) != 0,
                IsReadOnly = (field.Attributes & FieldAttributes.InitOnly) != 0,
            });
        }

        return fields;
    }

    private static int Align(int offset, int alignment) => (offset + alignment - 1) & -alignment;
}
