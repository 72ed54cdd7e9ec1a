using System.Reflection;
using System.Reflection.Metadata;

namespace Monster.Compiler.Metadata;

/// <summary>A method of the program with all its type arguments.</summary>
internal sealed class MethodDesc
{
    private MethodCode? _code;

    public MethodDesc(TypeDesc owner, MethodDefinitionHandle handle, TypeDesc[] arguments)
    {
        Owner = owner;
        Handle = handle;
        Arguments = arguments;
        var definition = owner.System.Reader.GetMethodDefinition(handle);
        Name = owner.System.Reader.GetString(definition.Name);
        Attributes = definition.Attributes;
        var signature = definition.DecodeSignature(owner.System.Signatures, Context);
        Parameters = [.. signature.ParameterTypes];
        ReturnType = signature.ReturnType;
        Address = definition.RelativeVirtualAddress;
    }

    public TypeDesc Owner { get; }

    public MethodDefinitionHandle Handle { get; }

    public TypeDesc[] Arguments { get; }

    public string Name { get; }

    public MethodAttributes Attributes { get; }

    /// <summary>The declared parameters, without <c>this</c>.</summary>
    public TypeDesc[] Parameters { get; }

    public TypeDesc ReturnType { get; }

    public int Address { get; }

    public GenericContext Context => new(Owner.Arguments, Arguments);

    public bool IsStatic => (Attributes & MethodAttributes.Static) != 0;

    public bool IsVirtual => (Attributes & MethodAttributes.Virtual) != 0;

    public bool IsAbstract => (Attributes & MethodAttributes.Abstract) != 0;

    public bool IsFinal => (Attributes & MethodAttributes.Final) != 0;

    /// <summary>The method's arguments as the CIL counts them, <c>this</c> first.</summary>
    public IReadOnlyList<TypeDesc> AllParameters => field ??= IsStatic ? Parameters : [ThisType, .. Parameters];

    private TypeDesc ThisType => Owner.IsStruct ? Owner.System.ByRefOf(Owner) : Owner;

    /// <summary>True when a struct's method promises not to write through <c>this</c>.</summary>
    public bool HasReadOnlyThis => field = field || (!IsStatic && Owner.IsStruct && IsMarkedReadOnly());

    public MethodCode Code => _code ??= MethodCode.Read(this);

    /// <summary>The name as people write it, such as <c>Maze.Update</c>.</summary>
    public string DisplayName => $"{Owner.Name[(Owner.Name.LastIndexOf('.') + 1)..]}.{Name}";

    public override string ToString() => $"{Owner.Name}.{Name}({string.Join(", ", Parameters.Select(p => p.Name))})";

    private bool IsMarkedReadOnly()
    {
        var reader = Owner.System.Reader;
        var method = reader.GetMethodDefinition(Handle).GetCustomAttributes();
        var type = reader.GetTypeDefinition(Owner.Definition).GetCustomAttributes();
        return method.Concat(type).Any(handle => AttributeName(reader, handle) == "IsReadOnlyAttribute") && Name != ".ctor";
    }

    private static string AttributeName(MetadataReader reader, CustomAttributeHandle handle)
    {
        var constructor = reader.GetCustomAttribute(handle).Constructor;
        if (constructor.Kind == HandleKind.MemberReference &&
            reader.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } parent)
            return reader.GetString(reader.GetTypeReference((TypeReferenceHandle)parent).Name);
        return "";
    }
}
