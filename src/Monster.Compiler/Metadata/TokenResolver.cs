using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Monster.Compiler.Metadata;

/// <summary>What a call's token means: a method of the program, or one of .NET that only the compiler knows.</summary>
/// <param name="Method">The method, or null for one of .NET without a replacement in the framework sources.</param>
/// <param name="Owner">The type it belongs to.</param>
/// <param name="Name">Its name, for intrinsics and messages.</param>
/// <param name="Parameters">Its declared parameters.</param>
/// <param name="ReturnType">Its return type.</param>
/// <param name="Arguments">The type arguments of the method itself.</param>
internal readonly record struct MethodReference(
    MethodDesc? Method, TypeDesc Owner, string Name, TypeDesc[] Parameters, TypeDesc ReturnType, TypeDesc[] Arguments);

/// <summary>Resolves the metadata tokens in a method body.</summary>
internal sealed class TokenResolver(TypeSystem system)
{
    private MetadataReader Reader => system.Reader;

    public TypeDesc Type(int token, GenericContext context) => system.Resolve(Handle(token), context);

    public string Text(int token) => Reader.GetUserString((UserStringHandle)MetadataTokens.Handle(token));

    /// <summary>True for <c>string.Empty</c>, the one field of .NET that the language has.</summary>
    public bool IsEmptyText(int token) =>
        Handle(token) is { Kind: HandleKind.MemberReference } handle &&
        Reader.GetMemberReference((MemberReferenceHandle)handle) is var member && Reader.StringComparer.Equals(member.Name, "Empty") &&
        system.Resolve(member.Parent, new GenericContext([], [])).Kind == TypeKind.String;

    public FieldDesc Field(int token, GenericContext context)
    {
        var handle = Handle(token);
        if (handle.Kind == HandleKind.FieldDefinition)
        {
            var field = (FieldDefinitionHandle)handle;
            var owner = system.Instance(Reader.GetFieldDefinition(field).GetDeclaringType(), []);
            return system.Field(owner, field);
        }

        var member = Reader.GetMemberReference((MemberReferenceHandle)handle);
        var type = system.Resolve(member.Parent, context);
        string name = Reader.GetString(member.Name);
        if (type.Definition.IsNil || type.Kind == TypeKind.Unsupported)
            throw UnsupportedException.ForType(type, name);
        var definition = Reader.GetTypeDefinition(type.Definition).GetFields()
            .First(f => Reader.StringComparer.Equals(Reader.GetFieldDefinition(f).Name, name));
        return system.Field(type, definition);
    }

    public MethodReference Method(int token, GenericContext context)
    {
        var handle = Handle(token);
        TypeDesc[] arguments = [];
        if (handle.Kind == HandleKind.MethodSpecification)
        {
            var specification = Reader.GetMethodSpecification((MethodSpecificationHandle)handle);
            arguments = [.. specification.DecodeSignature(system.Signatures, context)];
            handle = specification.Method;
        }

        if (handle.Kind == HandleKind.MethodDefinition)
        {
            var method = (MethodDefinitionHandle)handle;
            var owner = system.Instance(Reader.GetMethodDefinition(method).GetDeclaringType(), []);
            return Of(system.Method(owner, method, arguments), arguments);
        }

        return Member((MemberReferenceHandle)handle, arguments, context);
    }

    private MethodReference Member(MemberReferenceHandle handle, TypeDesc[] arguments, GenericContext context)
    {
        var member = Reader.GetMemberReference(handle);
        string name = Reader.GetString(member.Name);
        var owner = system.Resolve(member.Parent, context);
        var open = member.DecodeMethodSignature(system.Signatures, GenericContext.Open);
        if (!owner.Definition.IsNil && owner.Kind != TypeKind.Unsupported)
        {
            foreach (var candidate in Reader.GetTypeDefinition(owner.Definition).GetMethods())
            {
                if (Matches(candidate, name, open))
                    return Of(system.Method(owner, candidate, arguments), arguments);
            }
        }

        var closed = member.DecodeMethodSignature(system.Signatures, new GenericContext(owner.Arguments, arguments));
        if (owner.Kind == TypeKind.String && system.Find(TypeSystem.FrameworkNamespace + ".Text") is { } text)
        {
            foreach (var candidate in Reader.GetTypeDefinition(text.Definition).GetMethods())
            {
                if (Matches(candidate, name, open))
                    return Of(system.Method(text, candidate, arguments), arguments);
            }
        }

        return new MethodReference(null, owner, name, [.. closed.ParameterTypes], closed.ReturnType, arguments);
    }

    private bool Matches(MethodDefinitionHandle candidate, string name, MethodSignature<TypeDesc> signature)
    {
        var definition = Reader.GetMethodDefinition(candidate);
        if (!Reader.StringComparer.Equals(definition.Name, name))
            return false;
        var other = definition.DecodeSignature(system.Signatures, GenericContext.Open);
        return other.GenericParameterCount == signature.GenericParameterCount &&
            other.Header.IsInstance == signature.Header.IsInstance &&
            other.ParameterTypes.SequenceEqual(signature.ParameterTypes);
    }

    private static MethodReference Of(MethodDesc method, TypeDesc[] arguments) =>
        new(method, method.Owner, method.Name, method.Parameters, method.ReturnType, arguments);

    private static EntityHandle Handle(int token) => MetadataTokens.EntityHandle(token);
}
