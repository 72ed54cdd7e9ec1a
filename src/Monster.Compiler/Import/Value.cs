using Monster.Compiler.Ir;
using Monster.Compiler.Metadata;

namespace Monster.Compiler.Import;

/// <summary>What the CIL's evaluation stack holds while a method is read.</summary>
internal abstract record Value(TypeDesc Type);

/// <summary>One number: an integer, or the address of an object or place.</summary>
internal sealed record Scalar(TypeDesc Type, Expr Expr) : Value(Type);

/// <summary>A struct as the numbers it is made of.</summary>
internal sealed record Composite(TypeDesc Type, Expr[] Leaves) : Value(Type);

/// <summary>A reference to a variable, or a part of one, that lives in locals and so has no address.</summary>
/// <param name="Type">The reference's type.</param>
/// <param name="Variable">The variable.</param>
/// <param name="FirstLeaf">Where the part begins among the variable's numbers.</param>
internal sealed record LocalReference(TypeDesc Type, Variable Variable, int FirstLeaf) : Value(Type);

/// <summary>The operand of <c>ldtoken</c>.</summary>
internal sealed record TokenValue(TypeDesc Type, int Token) : Value(Type);

/// <summary>A value in a box: only the compiler's own throw helpers may take it.</summary>
internal sealed record Boxed(TypeDesc Type, Value Content) : Value(Type);

/// <summary>An exception about to be thrown. A throw is a trap, so that nothing of it is kept.</summary>
internal sealed record ExceptionValue(TypeDesc Type) : Value(Type);
