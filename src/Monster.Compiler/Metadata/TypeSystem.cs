using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Monster.Compiler.Metadata;

/// <summary>
/// The types, methods and fields of one compiled program. Types of .NET that a cartridge may use (Span, Math, ...) are replaced by those of
/// the same name in <see cref="FrameworkNamespace"/>, whose sources are compiled with every game.
/// </summary>
internal sealed class TypeSystem : IDisposable
{
    public const string FrameworkNamespace = "Monster.Compiler.Framework";

    private readonly Dictionary<string, TypeDesc> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MethodDesc> _methods = new(StringComparer.Ordinal);
    private readonly Dictionary<(TypeDesc, FieldDefinitionHandle), FieldDesc> _fields = [];
    private readonly Dictionary<string, TypeDefinitionHandle> _definitions = new(StringComparer.Ordinal);
    private readonly HashSet<TypeDefinitionHandle> _bases = [];
    private readonly PEReader _image;

    public TypeSystem(byte[] assembly, byte[] symbols)
    {
        _image = new PEReader(ImmutableArray.Create(assembly));
        Reader = _image.GetMetadataReader();
        Positions = new SequencePoints(symbols);
        Signatures = new SignatureTypes(this);
        foreach (var handle in Reader.TypeDefinitions)
        {
            var definition = Reader.GetTypeDefinition(handle);
            if (definition.GetDeclaringType().IsNil)
                _definitions[FullName(definition.Namespace, definition.Name)] = handle;
            NoteBase(definition.BaseType);
        }

        Object = Intern(TypeKind.Class, "object");
        Void = Primitive(TypeKind.Void, "void");
        Boolean = Primitive(TypeKind.Boolean, "bool");
        Char = Primitive(TypeKind.Char, "char");
        Int32 = Primitive(TypeKind.Int32, "int");
        UInt32 = Primitive(TypeKind.UInt32, "uint");
        Byte = Primitive(TypeKind.Byte, "byte");
        String = Primitive(TypeKind.String, "string");
    }

    public MetadataReader Reader { get; }

    public SequencePoints Positions { get; }

    public SignatureTypes Signatures { get; }

    public TypeDesc Object { get; }

    public TypeDesc Void { get; }

    public TypeDesc Boolean { get; }

    public TypeDesc Char { get; }

    public TypeDesc Int32 { get; }

    public TypeDesc UInt32 { get; }

    public TypeDesc Byte { get; }

    public TypeDesc String { get; }

    public void Dispose() => _image.Dispose();

    public MethodBodyBlock BodyOf(int address) => _image.GetMethodBody(address);

    /// <summary>The bytes behind a field that the C# compiler made for constant data.</summary>
    public byte[] DataOf(FieldDefinitionHandle handle, int size)
    {
        int address = Reader.GetFieldDefinition(handle).GetRelativeVirtualAddress();
        return [.. _image.GetSectionData(address).GetContent(0, size)];
    }

    public TypeDesc Primitive(TypeKind kind, string name) => Intern(kind, name);

    public TypeDesc ArrayOf(TypeDesc element) => Intern(TypeKind.Array, element.Name + "[]", element);

    public TypeDesc ByRefOf(TypeDesc element) => Intern(TypeKind.ByRef, element.Name + "&", element);

    public TypeDesc PointerOf(TypeDesc element) => Intern(TypeKind.Pointer, element.Name + "*", element);

    public TypeDesc Unsupported(string name, params TypeDesc[] arguments) => Intern(TypeKind.Unsupported, name, null, arguments);

    public TypeDesc Parameter(int index)
    {
        string name = "!" + index;
        if (!_types.TryGetValue(name, out var type))
            _types[name] = type = new TypeDesc(this, TypeKind.Parameter, name) { ParameterIndex = index };
        return type;
    }

    /// <summary>The type of a full name among the program's own, or null.</summary>
    public TypeDesc? Find(string fullName) =>
        _definitions.TryGetValue(fullName, out var handle) ? Instance(handle, []) : null;

    public TypeDesc Resolve(EntityHandle handle, GenericContext context) => handle.Kind switch
    {
        HandleKind.TypeDefinition => Instance((TypeDefinitionHandle)handle, []),
        HandleKind.TypeReference => Reference((TypeReferenceHandle)handle, []),
        HandleKind.TypeSpecification => Reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(Signatures, context),
        _ => throw new BadImageFormatException($"{handle.Kind} is not a type"),
    };

    /// <summary>A type of the program with its arguments; an enum is its underlying type.</summary>
    public TypeDesc Instance(TypeDefinitionHandle handle, TypeDesc[] arguments)
    {
        var definition = Reader.GetTypeDefinition(handle);
        string name = DisplayName(handle) + (arguments.Length == 0 ? "" : "<" + string.Join(", ", arguments.Select(a => a.Name)) + ">");
        if (_types.TryGetValue(name, out var type))
            return type;
        string parent = definition.BaseType.Kind == HandleKind.TypeReference && !definition.BaseType.IsNil
            ? ReferenceName((TypeReferenceHandle)definition.BaseType) : "";
        if (parent == "System.Enum")
        {
            var value = definition.GetFields().Select(Reader.GetFieldDefinition).First(f => (f.Attributes & FieldAttributes.Static) == 0);
            return _types[name] = value.DecodeSignature(Signatures, new GenericContext([], []));
        }

        if (parent is "System.MulticastDelegate" or "System.Exception" || parent.EndsWith("Exception", StringComparison.Ordinal))
            return _types[name] = new TypeDesc(this, TypeKind.Unsupported, name) { Definition = handle };
        bool isInterface = (definition.Attributes & TypeAttributes.Interface) != 0;
        var kind = parent == "System.ValueType" ? TypeKind.Struct : TypeKind.Class;
        return _types[name] = new TypeDesc(this, kind, name) { Definition = handle, Arguments = arguments, IsInterface = isInterface };
    }

    /// <summary>A type of .NET: one of the few the language knows, or its replacement, or an unsupported one.</summary>
    public TypeDesc Reference(TypeReferenceHandle handle, TypeDesc[] arguments)
    {
        string name = ReferenceName(handle);
        if (Signatures.Named(name) is { } known)
            return known;
        string shortName = name[(name.LastIndexOf('.') + 1)..];
        if (!shortName.Contains('+', StringComparison.Ordinal) && _definitions.TryGetValue(FrameworkNamespace + "." + shortName, out var replacement))
            return Instance(replacement, arguments);
        return Unsupported(name);
    }

    public string ReferenceName(TypeReferenceHandle handle)
    {
        var reference = Reader.GetTypeReference(handle);
        string name = FullName(reference.Namespace, reference.Name);
        return reference.ResolutionScope.Kind == HandleKind.TypeReference
            ? ReferenceName((TypeReferenceHandle)reference.ResolutionScope) + "+" + name : name;
    }

    /// <summary>Objects carry a tag when something may ask which class they are of.</summary>
    public bool NeedsTag(TypeDesc type, TypeDesc? parent, IReadOnlyList<TypeDesc> interfaces) =>
        !IsGame(type) && (type.IsInterface || parent is not null || interfaces.Count > 0 || _bases.Contains(type.Definition));

    /// <summary>True for the game class and its bases: there is one object of it, at a fixed address.</summary>
    public static bool IsGame(TypeDesc type)
    {
        for (TypeDesc? t = type; t is not null; t = BaseOf(t))
        {
            if (t.Name == "Monster.Cartridge.Game")
                return true;
        }

        return false;
    }

    /// <summary>The base class among the program's own types, found without laying the type out.</summary>
    public static TypeDesc? BaseOf(TypeDesc type)
    {
        if (type.Definition.IsNil || type.Kind != TypeKind.Class)
            return null;
        var handle = type.System.Reader.GetTypeDefinition(type.Definition).BaseType;
        if (handle.IsNil)
            return null;
        var parent = type.System.Resolve(handle, new GenericContext(type.Arguments, []));
        return parent.Definition.IsNil ? null : parent;
    }

    public MethodDesc Method(TypeDesc owner, MethodDefinitionHandle handle, TypeDesc[] arguments)
    {
        string key = $"{owner.Name}#{MetadataTokens.GetRowNumber(handle)}#{string.Join(",", arguments.Select(a => a.Name))}";
        if (!_methods.TryGetValue(key, out var method))
            _methods[key] = method = new MethodDesc(owner, handle, arguments);
        return method;
    }

    /// <summary>The methods of a type that take so many type arguments.</summary>
    public IEnumerable<MethodDesc> MethodsOf(TypeDesc type, params TypeDesc[] arguments)
    {
        foreach (var handle in Reader.GetTypeDefinition(type.Definition).GetMethods())
        {
            if (Reader.GetMethodDefinition(handle).GetGenericParameters().Count == arguments.Length)
                yield return Method(type, handle, arguments);
        }
    }

    public MethodDesc? StaticConstructorOf(TypeDesc type) => MethodsOf(type).FirstOrDefault(m => m.Name == ".cctor");

    public FieldDesc Field(TypeDesc owner, FieldDefinitionHandle handle)
    {
        if (!_fields.TryGetValue((owner, handle), out var field))
        {
            field = owner.Shape.InstanceFields.Concat(owner.Shape.StaticFields).First(f => f.Handle == handle);
            _fields[(owner, handle)] = field;
        }

        return field;
    }

    private TypeDesc Intern(TypeKind kind, string name, TypeDesc? element = null, TypeDesc[]? arguments = null)
    {
        if (!_types.TryGetValue(name, out var type))
            _types[name] = type = new TypeDesc(this, kind, name) { Element = element, Arguments = arguments ?? [] };
        return type;
    }

    private void NoteBase(EntityHandle handle)
    {
        if (handle.IsNil)
            return;
        if (handle.Kind == HandleKind.TypeDefinition)
            _bases.Add((TypeDefinitionHandle)handle);
        else if (handle.Kind == HandleKind.TypeSpecification)
            _bases.Add(GenericDefinition((TypeSpecificationHandle)handle));
    }

    private TypeDefinitionHandle GenericDefinition(TypeSpecificationHandle handle)
    {
        var blob = Reader.GetBlobReader(Reader.GetTypeSpecification(handle).Signature);
        blob.ReadByte(); // GENERICINST
        blob.ReadByte(); // CLASS
        var definition = blob.ReadTypeHandle();
        return definition.Kind == HandleKind.TypeDefinition ? (TypeDefinitionHandle)definition : default;
    }

    private string DisplayName(TypeDefinitionHandle handle)
    {
        var definition = Reader.GetTypeDefinition(handle);
        var outer = definition.GetDeclaringType();
        string name = FullName(definition.Namespace, definition.Name);
        return outer.IsNil ? name : DisplayName(outer) + "." + name;
    }

    private string FullName(StringHandle space, StringHandle name)
    {
        string prefix = Reader.GetString(space);
        return prefix.Length == 0 ? Reader.GetString(name) : prefix + "." + Reader.GetString(name);
    }
}
