using Monster.Compiler.Metadata;

namespace Monster.Compiler;

/// <summary>A construct that a cartridge cannot have. The importer adds where it stands.</summary>
internal sealed class UnsupportedException : Exception
{
    public UnsupportedException(string code, string construct, string hint)
        : base($"{construct}: {hint}")
    {
        Code = code;
        Construct = construct;
        Hint = hint;
    }

    public string Code { get; }

    public string Construct { get; }

    public string Hint { get; }

    /// <summary>The member that is at fault, where no instruction is, as <c>Type.member</c>.</summary>
    public string? Member { get; init; }

    /// <summary>The error for a field whose type is not one of the language.</summary>
    public static UnsupportedException ForField(string type, string field, TypeDesc fieldType)
    {
        var error = ForType(fieldType, $"field {type}.{field}");
        return new(error.Code, error.Construct, error.Hint) { Member = $"{type}.{field}" };
    }

    /// <summary>The error for a type that is not one of the language, and where it is used.</summary>
    public static UnsupportedException ForType(TypeDesc type, string use) => type.Name switch
    {
        "long" or "ulong" => new(Codes.SixtyFour, $"{type.Name} ({use})", "a cartridge has 32-bit numbers only: use int or uint, or two of them"),
        "float" or "double" or "decimal" => new(Codes.FloatingPoint, $"{type.Name} ({use})", "a cartridge has whole numbers only: use fixed point, such as 1/256 steps in an int"),
        _ when type.Name.Contains("InterpolatedStringHandler", StringComparison.Ordinal) =>
            new(Codes.Text, $"building a string ({use})", "draw the parts: Screen.Text for words, Screen.Number for numbers"),
        _ when type.Name.StartsWith("System.Func", StringComparison.Ordinal) || type.Name.StartsWith("System.Action", StringComparison.Ordinal) =>
            new(Codes.Delegate, $"{type.Name} ({use})", "use a method, a switch, or an interface with small classes"),
        _ when type.Name.EndsWith(']') =>
            new(Codes.Array, $"{type.Name} ({use})", "use an array of one dimension: grid[(y * Width) + x]"),
        _ => new(Codes.Framework, $"{type.Name} ({use})", "this type of the framework is not part of the language; docs/language.md lists what is"),
    };
}
