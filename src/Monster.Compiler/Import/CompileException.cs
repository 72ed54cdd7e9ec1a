using Monster.Compiler.Ir;

namespace Monster.Compiler.Import;

/// <summary>A construct that a cartridge cannot have, and where it stands.</summary>
internal sealed class CompileException(Position position, UnsupportedException unsupported) : Exception(unsupported.Message, unsupported)
{
    public Position Position { get; } = position;

    public UnsupportedException Unsupported { get; } = unsupported;
}
