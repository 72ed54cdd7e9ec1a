using Microsoft.CodeAnalysis;
using Monster.Compiler.Emit;
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

    /// <summary>
    /// Compiles files that each hold one game, in one run of the C# compiler and then on all processors: for those who have many. The bytes are those that
    /// <see cref="Compile(IReadOnlyList{SourceFile})"/> makes of each. An error of C# in one file is an error of all.
    /// </summary>
    public CompileBatch CompileEach(IReadOnlyList<SourceFile> sources)
    {
        long begin = TimeProvider.System.GetTimestamp();
        var front = Front(sources);
        long built = TimeProvider.System.GetTimestamp();
        var games = new CompileResult[sources.Count];
        Parallel.For(0, games.Length, i => games[i] = Run(front, new GameBuild(sources[i].Path)));
        return new CompileBatch(games, TimeProvider.System.GetElapsedTime(begin, built), TimeProvider.System.GetElapsedTime(built));
    }

    /// <summary>What the C# compiler makes of sources, for builds of one's own with <see cref="Run"/>.</summary>
    internal CSharpOutput Front(IReadOnlyList<SourceFile> sources) => _frontEnd.Compile(sources);

    private CompileResult Compile(IReadOnlyList<SourceFile> sources, IBuild build) => Run(_frontEnd.Compile(sources), build);

    internal static CompileResult Run(CSharpOutput front, IBuild build)
    {
        if (front.Assembly is null)
            return new CompileResult("", null, front.Messages, null, null);
        using var types = new TypeSystem(front.Assembly, front.Symbols);
        try
        {
            long begin = TimeProvider.System.GetTimestamp();
            var result = build.Run(types, front);
            return result with { TranslationTime = TimeProvider.System.GetElapsedTime(begin) };
        }
        catch (CompileException error)
        {
            return new CompileResult("", null, [Locate(error, types, front)], front.Assembly, null);
        }
        catch (UnsupportedException error)
        {
            return new CompileResult("", null, [AtDeclaration(error.Member, error.Code, error.Message, front)], front.Assembly, null);
        }
    }

    /// <summary>Imports and improves everything the entry points need, and reports what cannot be compiled.</summary>
    internal static List<CompileMessage> Finish(WholeProgram program, CSharpOutput front, IReadOnlyCollection<Function> entries, Action<IReadOnlyList<Function>>? imported = null)
    {
        program.ImportPending(isStatic: false);
        imported?.Invoke(program.Functions);
        if (program.Errors.Count > 0)
            return [.. program.Errors.Select(e => Locate(e, program.Types, front)).Distinct()];
        Optimizer.Run(ModuleBuilder.FunctionsFrom(entries), entries, program.Constants);
        return [];
    }

    internal static CompileMessage Locate(CompileException error, TypeSystem types, CSharpOutput front)
    {
        var method = error.Position.Method;
        var unsupported = error.Unsupported;
        string where = method is null ? "" : $" in {method.DisplayName}";
        string text = $"{unsupported.Construct}{where}: {unsupported.Hint}";
        if (method is null || types.Positions.Find(method.Handle, error.Position.Offset) is not { } place)
            return AtDeclaration(method?.DisplayName, unsupported.Code, text, front);
        return new CompileMessage(front.Paths.GetValueOrDefault(place.File, place.File), place.Line, place.Column, unsupported.Code, text);
    }

    /// <summary>An error that belongs to no instruction stands where its member is declared.</summary>
    /// <param name="member">Type and member, with a dot between them; null when the error belongs to none.</param>
    /// <param name="code">The error's code.</param>
    /// <param name="text">What it says.</param>
    /// <param name="front">The compilation.</param>
    private static CompileMessage AtDeclaration(string? member, string code, string text, CSharpOutput front)
    {
        int dot = member?.LastIndexOf('.') ?? -1;
        var declared = dot < 0 ? null : front.Compilation
            .GetSymbolsWithName(member![(dot + 1)..], SymbolFilter.Member)
            .FirstOrDefault(symbol => member[..dot].EndsWith(symbol.ContainingType.Name, StringComparison.Ordinal));
        if (declared?.Locations[0].GetLineSpan() is not { } span)
            return new CompileMessage(front.Paths.Values.First(), 0, 0, code, text);
        string file = front.Paths.GetValueOrDefault(span.Path, span.Path);
        return new CompileMessage(file, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1, code, text);
    }
}
