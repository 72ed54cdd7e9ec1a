using Microsoft.CodeAnalysis;
using Monster.Cartridge;
using Monster.Compiler.FrontEnd;
using Monster.Wasm;

namespace Monster.Compiler;

/// <summary>The game class among the sources, and what its manifest says.</summary>
internal sealed record GameClass(string Name, string FullName, Manifest Manifest, int StateBytes, CompileMessage? Message)
{
    public static GameClass Find(CSharpOutput front, string? path)
    {
        var games = new List<INamedTypeSymbol>();
        Collect(front.Compilation.Assembly.GlobalNamespace, games);
        games.RemoveAll(g => !g.Locations.Any(l => front.Paths.TryGetValue(l.SourceTree?.FilePath ?? "", out string? file) && (path is null || file == path)));
        string first = front.Paths.Values.First();
        if (games.Count != 1)
        {
            return Fault("", new CompileMessage(first, 0, 0, Codes.Game,
                games.Count == 0 ? "no game: write a sealed class that derives from Game" : $"{games.Count} games ({string.Join(", ", games.Select(g => g.Name))}): a cartridge holds one"));
        }

        var game = games[0];
        var span = game.Locations[0].GetLineSpan();
        CompileMessage At(string code, string text) => new(
            front.Paths[span.Path], span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1, code, text);
        if (!game.IsSealed)
            return Fault(game.Name, At(Codes.Game, $"{game.Name} is not sealed: write 'public sealed class {game.Name} : Game'"));
        var attribute = game.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == nameof(ManifestAttribute));
        if (attribute is null)
            return Fault(game.Name, At(Codes.Manifest, $"{game.Name} has no manifest: write [Manifest(Title = ..., Pitch = ..., Help = ...)] above it"));
        var values = attribute.NamedArguments.ToDictionary(a => a.Key, a => a.Value.Value);
        return Read(game, values, At);
    }

    private static GameClass Read(INamedTypeSymbol game, Dictionary<string, object?> values, Func<string, string, CompileMessage> at)
    {
        var defaults = new ManifestAttribute { Title = "", Pitch = "", Help = "" };
        var manifest = new Manifest
        {
            Title = Text("Title"),
            Pitch = Text("Pitch"),
            Help = Text("Help"),
            Author = Text("Author"),
            Shard = Number("Shard", defaults.Shard),
            TicksPerSecond = Number("TicksPerSecond", defaults.TicksPerSecond),
            Players = Number("Players", defaults.Players),
            Rules = Number("Rules", defaults.Rules),
        };
        int bytes = Number("StateBytes", defaults.StateBytes);
        if (bytes is <= 0 or > Abi.MaxStateBytes || bytes % 4 != 0)
            return Fault(game.Name, at(Codes.Manifest, $"StateBytes is {bytes}: it must be a multiple of 4, at most {Abi.MaxStateBytes}"));
        try
        {
            manifest.ToSection();
        }
        catch (FormatException fault)
        {
            return Fault(game.Name, at(Codes.Manifest, fault.Message));
        }

        return new GameClass(game.Name, game.ToDisplayString(), manifest, bytes, null);

        string Text(string name) => values.GetValueOrDefault(name) as string ?? "";
        int Number(string name, int otherwise) => values.GetValueOrDefault(name) is int value ? value : otherwise;
    }

    private static GameClass Fault(string name, CompileMessage message) =>
        new(name, "", new Manifest { Title = "", Pitch = "", Help = "", TicksPerSecond = 0, Players = 1, Rules = 1 }, 0, message);

    private static void Collect(INamespaceSymbol space, List<INamedTypeSymbol> games)
    {
        foreach (var type in space.GetTypeMembers())
        {
            if (type.TypeKind == TypeKind.Class && type.BaseType is { Name: nameof(Game), ContainingNamespace.Name: nameof(Cartridge) })
                games.Add(type);
        }

        foreach (var inner in space.GetNamespaceMembers())
            Collect(inner, games);
    }
}
