namespace Monster.Compiler.Tests.Differential;

internal enum Shape
{
    Bool,
    Integer,
    Enum,
    Struct,
    Class,
    Interface,
    Array,
    Span,
    ReadOnlySpan,
    String,
}

/// <summary>A type of a generated program, as far as the generator must know it.</summary>
internal sealed class Ty(string name, Shape shape)
{
    public static readonly Ty Bool = new("bool", Shape.Bool);
    public static readonly Ty SByte = new("sbyte", Shape.Integer) { Bits = 8, Signed = true };
    public static readonly Ty Byte = new("byte", Shape.Integer) { Bits = 8 };
    public static readonly Ty Short = new("short", Shape.Integer) { Bits = 16, Signed = true };
    public static readonly Ty UShort = new("ushort", Shape.Integer) { Bits = 16 };
    public static readonly Ty Char = new("char", Shape.Integer) { Bits = 16 };
    public static readonly Ty Int = new("int", Shape.Integer) { Bits = 32, Signed = true };
    public static readonly Ty UInt = new("uint", Shape.Integer) { Bits = 32 };
    public static readonly Ty Text = new("string", Shape.String);

    public static readonly Ty[] Integers = [SByte, Byte, Short, UShort, Char, Int, UInt];

    public string Name { get; } = name;

    public Shape Shape { get; } = shape;

    public int Bits { get; init; }

    public bool Signed { get; init; }

    /// <summary>What an array or span holds; what an enum is made of.</summary>
    public Ty? Element { get; init; }

    /// <summary>Fields of a struct, class or tuple; names of an enum's values.</summary>
    public List<Member> Fields { get; } = [];

    public bool IsReadOnly { get; init; }

    public bool IsRecord { get; init; }

    public bool IsTuple { get; init; }

    public bool HasPlus { get; init; }

    /// <summary>The classes (or, for an interface, also the structs) that can stand where this type is asked for.</summary>
    public List<Ty> Derived { get; } = [];

    /// <summary>A class that is only derived from.</summary>
    public bool IsAbstract { get; init; }

    public bool IsScalar => Shape is Shape.Bool or Shape.Integer or Shape.Enum;

    public bool IsValue => IsScalar || Shape == Shape.Struct;

    public bool IsReference => Shape is Shape.Class or Shape.Interface;

    public bool IsIndexed => Shape is Shape.Array or Shape.Span or Shape.ReadOnlySpan;

    public static Ty ArrayOf(Ty element) => new(element.Name + "[]", Shape.Array) { Element = element };

    public static Ty SpanOf(Ty element) => new($"Span<{element.Name}>", Shape.Span) { Element = element };

    public static Ty ReadOnlySpanOf(Ty element) => new($"ReadOnlySpan<{element.Name}>", Shape.ReadOnlySpan) { Element = element };

    public bool Same(Ty other) => Name == other.Name;

    public override string ToString() => Name;
}

internal sealed record Member(string Name, Ty Type, bool Writable = true, bool CanBeNull = false);

internal sealed record Parameter(string Name, Ty Type, string Mode = "", bool HasDefault = false);

/// <param name="Cost">An upper bound of the steps of one call, so that every program ends soon.</param>
internal sealed record Method(string Name, Ty? Owner, bool IsStatic, IReadOnlyList<Parameter> Parameters, Ty? Returns, long Cost);

/// <param name="Length">The length of an array or span when it is known, else 0.</param>
internal sealed record Variable(string Name, Ty Type, bool Writable = true, int Length = 0, bool Capturable = true, bool CanBeNull = false);

/// <summary>An expression and whether C# counts it as a constant (of which it refuses to let anything overflow).</summary>
internal sealed record Code(string Text, bool IsConstant = false)
{
    public override string ToString() => Text;
}
