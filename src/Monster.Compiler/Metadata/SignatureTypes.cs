using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Monster.Compiler.Metadata;

/// <summary>Turns the types of signatures into <see cref="TypeDesc"/>.</summary>
internal sealed class SignatureTypes(TypeSystem system) : ISignatureTypeProvider<TypeDesc, GenericContext>
{
    private const int MethodParameters = 1000;

    /// <summary>The types of .NET that signatures encode by name in tokens but by code in signatures.</summary>
    public TypeDesc? Named(string fullName) => fullName switch
    {
        "System.Object" => system.Object,
        "System.String" => system.String,
        "System.Boolean" => system.Boolean,
        "System.Char" => system.Char,
        "System.SByte" => GetPrimitiveType(PrimitiveTypeCode.SByte),
        "System.Byte" => system.Byte,
        "System.Int16" => GetPrimitiveType(PrimitiveTypeCode.Int16),
        "System.UInt16" => GetPrimitiveType(PrimitiveTypeCode.UInt16),
        "System.Int32" => system.Int32,
        "System.UInt32" => system.UInt32,
        "System.Int64" => system.Unsupported("long"),
        "System.UInt64" => system.Unsupported("ulong"),
        "System.Single" => system.Unsupported("float"),
        "System.Double" => system.Unsupported("double"),
        "System.Decimal" => system.Unsupported("decimal"),
        "System.Void" => system.Void,
        _ => null,
    };

    public TypeDesc GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode switch
    {
        PrimitiveTypeCode.Void => system.Void,
        PrimitiveTypeCode.Boolean => system.Boolean,
        PrimitiveTypeCode.Char => system.Char,
        PrimitiveTypeCode.SByte => system.Primitive(TypeKind.SByte, "sbyte"),
        PrimitiveTypeCode.Byte => system.Byte,
        PrimitiveTypeCode.Int16 => system.Primitive(TypeKind.Int16, "short"),
        PrimitiveTypeCode.UInt16 => system.Primitive(TypeKind.UInt16, "ushort"),
        PrimitiveTypeCode.Int32 => system.Int32,
        PrimitiveTypeCode.UInt32 => system.UInt32,
        PrimitiveTypeCode.Int64 => system.Unsupported("long"),
        PrimitiveTypeCode.UInt64 => system.Unsupported("ulong"),
        PrimitiveTypeCode.Single => system.Unsupported("float"),
        PrimitiveTypeCode.Double => system.Unsupported("double"),
        PrimitiveTypeCode.String => system.String,
        PrimitiveTypeCode.Object => system.Object,
        _ => system.Unsupported(typeCode.ToString()),
    };

    public TypeDesc GetArrayType(TypeDesc elementType, ArrayShape shape) => system.Unsupported(elementType.Name + "[" + new string(',', shape.Rank - 1) + "]");

    public TypeDesc GetByReferenceType(TypeDesc elementType) => system.ByRefOf(elementType);

    public TypeDesc GetFunctionPointerType(MethodSignature<TypeDesc> signature) => system.Unsupported("delegate*");

    public TypeDesc GetGenericInstantiation(TypeDesc genericType, ImmutableArray<TypeDesc> typeArguments) =>
        genericType.Definition.IsNil
            ? system.Unsupported(genericType.Name + "<" + string.Join(", ", typeArguments.Select(a => a.Name)) + ">", [.. typeArguments])
            : system.Instance(genericType.Definition, [.. typeArguments]);

    public TypeDesc GetGenericMethodParameter(GenericContext genericContext, int index) =>
        genericContext.MethodArguments is null ? system.Parameter(MethodParameters + index) : genericContext.MethodArguments[index];

    public TypeDesc GetGenericTypeParameter(GenericContext genericContext, int index) =>
        genericContext.TypeArguments is null ? system.Parameter(index) : genericContext.TypeArguments[index];

    public TypeDesc GetModifiedType(TypeDesc modifier, TypeDesc unmodifiedType, bool isRequired) => unmodifiedType;

    public TypeDesc GetPinnedType(TypeDesc elementType) => elementType;

    public TypeDesc GetPointerType(TypeDesc elementType) => system.PointerOf(elementType);

    public TypeDesc GetSZArrayType(TypeDesc elementType) => system.ArrayOf(elementType);

    public TypeDesc GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => system.Instance(handle, []);

    public TypeDesc GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => system.Reference(handle, []);

    public TypeDesc GetTypeFromSpecification(MetadataReader reader, GenericContext genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        system.Resolve(handle, genericContext);
}
