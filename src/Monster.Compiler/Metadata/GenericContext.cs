namespace Monster.Compiler.Metadata;

/// <summary>What the generic parameters stand for while a signature or a method body is read.</summary>
internal readonly record struct GenericContext(TypeDesc[] TypeArguments, TypeDesc[] MethodArguments)
{
    /// <summary>Leaves the parameters as they are, so that two signatures can be compared.</summary>
    public static GenericContext Open => new(null!, null!);
}
