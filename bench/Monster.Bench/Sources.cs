using Monster.Compiler;

namespace Monster.Bench;

/// <summary>The C# that is measured: the kernels and the games, kept inside this program.</summary>
internal static class Sources
{
    /// <summary>The games in the order of their names.</summary>
    public static IEnumerable<SourceFile> Games() => Of("game:").Where(s => s.Text.Contains("[Manifest(", StringComparison.Ordinal));

    public static SourceFile Kernel(string name) => Of("kernel:").Single(s => s.Path == name + ".cs");

    public static SourceFile Game(string name) => Of("game:").Single(s => s.Path == name + ".cs");

    /// <exception cref="InvalidDataException">It does not compile.</exception>
    public static byte[] Compile(CartridgeCompiler compiler, SourceFile source)
    {
        var result = compiler.Compile(source);
        return result.Wasm ?? throw new InvalidDataException(string.Join('\n', result.Messages));
    }

    /// <summary>Writes every module to a folder, to be looked at with other tools.</summary>
    public static void Emit(string folder)
    {
        Directory.CreateDirectory(folder);
        var compiler = new CartridgeCompiler();
        foreach (var source in Of("kernel:").Concat(Games()))
            File.WriteAllBytes(Path.Combine(folder, Path.ChangeExtension(source.Path, ".wasm")), Compile(compiler, source));
    }

    private static IEnumerable<SourceFile> Of(string prefix)
    {
        var assembly = typeof(Sources).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return new SourceFile(name[prefix.Length..], reader.ReadToEnd());
        }
    }
}
