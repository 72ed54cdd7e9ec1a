using System.Collections.Immutable;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Monster.Compiler.FrontEnd;

/// <summary>
/// The normal C# compiler, in this process: the author's files, the sources of Monster.Cartridge and those of the framework replacements become
/// one assembly. Only file names reach the output, never folders.
/// </summary>
internal sealed class CSharpFrontEnd
{
    private const string GlobalUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; " +
        "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.None);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        checkOverflow: false,
        allowUnsafe: false,
        deterministic: true,
        concurrentBuild: true,
        nullableContextOptions: NullableContextOptions.Enable,
        metadataImportOptions: MetadataImportOptions.Public,
        warningLevel: 0);

    private readonly ImmutableArray<SyntaxTree> _library;
    private readonly CSharpCompilation _empty;

    public CSharpFrontEnd()
    {
        var assembly = typeof(CSharpFrontEnd).Assembly;
        _library = [.. assembly.GetManifestResourceNames().Where(n => n.EndsWith(".cs", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name => Parse(name, Text(assembly.GetManifestResourceStream(name)!))),
            Parse("GlobalUsings.cs", GlobalUsings)];
        _empty = CSharpCompilation.Create("Cartridge", _library, Net100.References.All, Options);
    }

    /// <summary>Compiles; on errors of C# the assembly is null and the messages say why.</summary>
    public CSharpOutput Compile(IReadOnlyList<SourceFile> sources)
    {
        // The trees are named by file name and position, so that a folder can leave no trace in the output.
        var names = sources.Select((source, index) => (Tree: $"{index}/{Path.GetFileName(source.Path)}", source.Path)).ToDictionary(p => p.Tree, p => p.Path);
        var trees = sources.Zip(names.Keys, (source, name) => Parse(name, source.Text));
        var compilation = _empty.AddSyntaxTrees(trees);
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        var messages = result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)
            .OrderBy(d => d.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start)
            .Select(d => Message(d, names)).ToList();
        return new CSharpOutput(result.Success ? assembly.ToArray() : null, symbols.ToArray(), messages, names, compilation);
    }

    private static CompileMessage Message(Diagnostic diagnostic, Dictionary<string, string> names)
    {
        var span = diagnostic.Location.GetLineSpan();
        string file = names.GetValueOrDefault(span.Path ?? "", span.Path ?? "");
        return new CompileMessage(file, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1, diagnostic.Id,
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static SyntaxTree Parse(string name, string text) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), ParseOptions, name);

    private static string Text(Stream stream)
    {
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
