using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Monster.Arcade;
using Monster.Compiler;

namespace Monster.Cli;

/// <summary><c>monster cart games</c>: compiles the arcade's own games and lists them in a lock; <c>./monster</c> and the tests use it.</summary>
public static class CartGamesCommand
{
    private const int MaxSourceBytes = 1024 * 1024;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "Where the games' sources are, one file each." };
        var output = new Option<string>("--output", "-o") { Description = "Where the cartridges and their list go.", Required = true, HelpName = "FOLDER" };
        var accept = new Option<bool>("--accept") { Description = $"Write the list into FOLDER/{CartridgeLock.FileName} too: these are the cartridges from now on." };
        var command = new Command("games", "Compile the arcade's games.") { folder, output, accept };
        command.SetAction(result =>
        {
            string from = result.GetRequiredValue(folder);
            string to = Directory.CreateDirectory(result.GetRequiredValue(output)).FullName;
            string kept = Path.Combine(from, CartridgeLock.FileName);
            var error = result.InvocationConfiguration.Error;
            var games = CompileAll(from, error);
            bool complete = games.All(g => g.Value is not null);
            foreach (var (name, (file, names)) in games.Where(g => g.Value is not null).Select(g => (g.Key, g.Value!.Value)))
            {
                AtomicFile.Write(Path.Combine(to, name + ".wasm"), file);
                AtomicFile.Write(Path.Combine(to, name + CartridgeNames.Extension), CartridgeNames.Write(file, names));
            }

            string list = List(games);
            if (result.GetValue(accept))
                AtomicFile.Write(kept, Encoding.UTF8.GetBytes(list));
            else
                ReportChanges(CartridgeLock.Read(kept), CartridgeLock.Parse(list, "the list"), error);
            AtomicFile.Write(Path.Combine(to, CartridgeLock.FileName), Encoding.UTF8.GetBytes(list));
            return complete ? ExitCode.Ok : ExitCode.CheckFailed;
        });
        return command;
    }

    /// <summary>Each game by its class's name, with the names of its functions; null for one that does not compile.</summary>
    private static SortedDictionary<string, (byte[] File, IReadOnlyList<string> Names)?> CompileAll(string folder, TextWriter error)
    {
        var sources = Directory.GetFiles(folder, "*.cs").Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, Encoding.UTF8.GetString(BoundedFile.Read(path, MaxSourceBytes))))
            .Where(source => source.Text.Contains("[Manifest(", StringComparison.Ordinal)).ToList();
        var games = new SortedDictionary<string, (byte[] File, IReadOnlyList<string> Names)?>(StringComparer.Ordinal);
        foreach (var (source, compiled) in sources.Zip(Compile(sources, error)))
        {
            foreach (var message in compiled.Messages)
                error.WriteLine(message);
            games[Path.GetFileNameWithoutExtension(source.Path)] = compiled.Wasm is { } wasm ? (wasm, compiled.FunctionNames) : null;
        }

        return games;
    }

    /// <summary>All together, which is quickest; each for itself when one of them is no C#, so that it does not keep the others from being built.</summary>
    private static IReadOnlyList<CompileResult> Compile(List<SourceFile> sources, TextWriter error)
    {
        var compiler = new CartridgeCompiler();
        var batch = compiler.CompileEach(sources);
        if (batch.Games.Any(game => game.Assembly is null))
            return [.. sources.Select(source => compiler.Compile(source))];
        error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sources.Count} games: {batch.AssemblyTime.TotalSeconds:0.0} s from C# to an assembly, {batch.TranslationTime.TotalSeconds:0.0} s from there to cartridges."));
        return batch.Games;
    }

    private static string List(SortedDictionary<string, (byte[] File, IReadOnlyList<string> Names)?> games)
    {
        var text = new StringBuilder("# The arcade's cartridges and their SHA-256. Written by: ./monster cart games games -o artifacts/cartridges --accept\n");
        foreach (var (name, file) in games.Where(g => g.Value is not null))
            text.Append(CultureInfo.InvariantCulture, $"{name} {Convert.ToHexStringLower(SHA256.HashData(file!.Value.File))}\n");
        return text.ToString();
    }

    private static void ReportChanges(CartridgeLock kept, CartridgeLock built, TextWriter error)
    {
        for (int shard = 0; shard < Shards.Count; shard++)
        {
            if (kept[shard] != built[shard])
                error.WriteLine($"{Shards.Names[shard]} is not the cartridge that {CartridgeLock.FileName} lists. When that is meant: --accept.");
        }
    }
}
