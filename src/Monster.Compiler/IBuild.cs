using Monster.Compiler.FrontEnd;
using Monster.Compiler.Metadata;

namespace Monster.Compiler;

/// <summary>What a module is to be made of.</summary>
internal interface IBuild
{
    CompileResult Run(TypeSystem types, CSharpOutput front);
}
