using Microsoft.CodeAnalysis;
using Monster.Compiler.FrontEnd;
using Monster.Compiler.Import;
using Monster.Compiler.Ir;
using Monster.Compiler.Metadata;
using Monster.Compiler.Optimize;
using Monster.Compiler.Program;
using Function = Monster.Compiler.Ir.Function;

namespace Monster.Compiler;

/// <summary>
/// Compiles C# to cartridges: the normal C# compiler makes CIL of the source, and this room makes a WebAssembly module of the CIL (docs/language.md).
/// The same source gives the same bytes on every machine. An instance keeps the C# compiler warm; it may be used by several threads.
/// </summary>
public sealed class CartridgeCompiler
{
    private readonly CSharpFrontEnd _frontEnd = new();

    /// <summary>Compiles a game: the sources hold one sealed class that derives from <c>Game</c> and has a <c>[Manifest]</c>.</summary>
    public CompileResult Compile(params IReadOnlyList<SourceFile> sources) => Compile(sources, new GameBuild());

    /// <summary>
    /// Compiles chosen static methods of a class to the exports of a module without a game, with the same memory and checks: for measurements and tests.
    /// Parameters and results are numbers.
    /// </summary>
    /// <param name="sources">The sources.</param>
    /// <param name="type">The full name of the class.</param>
    /// <param name="methods">The methods' names; none stands for all public ones.</param>
    public CompileResult CompileMethods(IReadOnlyList<SourceFile> sources, string type, params string[] methods) =>
        Compile(sources, new MethodsBuild(type, methods));

    private CompileResult Compile(IReadOnlyList<SourceFile> sources, IBuild build)
    {
        var front = _frontEnd.Compile(sources);
        if (front.Assembly is null)
            return new CompileResult("", null, front.Messages, null, null);
        using var types = new TypeSystem(front.Assembly, front.Symbols);
        try
        {
            return build.Run(types, front);
        }
        catch (CompileException error)
        {
            return new CompileResult("", null, [Locate(error, types, front)], front.Assembly, null);
        }
        catch (UnsupportedException error)
        {
            return new CompileResult("", null, [Locate(error, front)], front.Assembly, null);
        }
    }

    /// <summary>Imports and improves everything the entry points need, and reports what cannot be compiled.</summary>
    internal static List<CompileMessage> Finish(WholeProgram program, CSharpOutput front, IReadOnlyCollection<Function> entries)
    {
        program.ImportPending(isStatic: false);
        if (program.Errors.Count > 0)
            return [.. program.Errors.Select(e => Locate(e, program.Types, front)).Distinct()];
        foreach (var function in program.Functions)
            Cleanup.Run(function);
        ConstantParameters.Run(program.Functions, entries);
        foreach (var function in program.Functions)
            Optimizer.Run(function);
        return [];
    }

    internal static CompileMessage Locate(CompileException error, TypeSystem types, CSharpOutput front)
    {
        var method = error.Position.Method;
        var found = method is null ? null : types.Positions.Find(method.Handle, error.Position.Offset);
        string file = found is { } place ? front.Paths.GetValueOrDefault(place.File, place.File) : front.Paths.Values.First();
        string where = method is null ? "" : $" in {method.DisplayName}";
        return new CompileMessage(file, found?.Line ?? 0, found?.Column ?? 0, error.Unsupported.Code, $"{error.Unsupported.Construct}{where}: {error.Unsupported.Hint}");
    }

    /// <summary>An error that belongs to no instruction stands where its field is declared.</summary>
    private static CompileMessage Locate(UnsupportedException error, CSharpOutput front)
    {
        var declared = error.Field is not { } field ? null : front.Compilation
            .GetSymbolsWithName(field.Field, SymbolFilter.Member)
            .FirstOrDefault(symbol => field.Type.EndsWith(symbol.ContainingType.Name, StringComparison.Ordinal));
        if (declared?.Locations[0].GetLineSpan() is not { } span)
            return new CompileMessage(front.Paths.Values.First(), 0, 0, error.Code, error.Message);
        string file = front.Paths.GetValueOrDefault(span.Path, span.Path);
        return new CompileMessage(file, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1, error.Code, error.Message);
    }
}
