namespace Monster.Compiler.Ir;

/// <summary>Statements without jumps, and where to go after them.</summary>
internal sealed class Block
{
    public List<Statement> Statements { get; } = [];

    public Terminator? End { get; set; }

    public IReadOnlyList<Block> Successors => End!.Targets;
}
