using Monster.Compiler.Metadata;

namespace Monster.Compiler.Ir;

/// <summary>Where something came from: an instruction of a method.</summary>
internal readonly record struct Position(MethodDesc? Method, int Offset);
