using Monster.Compiler.Ir;
using Monster.Compiler.Metadata;

namespace Monster.Compiler.Program;

/// <summary>A function that something calls, and the method it is made from.</summary>
/// <param name="Function">The function.</param>
/// <param name="Method">The method.</param>
/// <param name="ByValue">Bit i is set when parameter i, a reference to a struct that is only read, is passed as the struct itself.</param>
/// <param name="IsStatic">True for code that only the compiler runs, for static constructors.</param>
internal sealed record FunctionRequest(Function Function, MethodDesc Method, int ByValue, bool IsStatic)
{
    public bool IsByValue(int parameter) => parameter < 32 && ((ByValue >> parameter) & 1) != 0;
}
