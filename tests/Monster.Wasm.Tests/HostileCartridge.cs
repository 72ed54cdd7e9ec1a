using System.Text;
using System.Text.Json;

namespace Monster.Wasm.Tests;

/// <summary>
/// A cartridge of tests/hostile: a text, whose first lines say what it does, how it is made (checks and manifest are always added first)
/// and what must come of it.
/// </summary>
internal sealed class HostileCartridge
{
    private readonly string _text;

    private HostileCartridge(string path)
    {
        Name = Path.GetFileNameWithoutExtension(path);
        _text = File.ReadAllText(path);
        string[] lines = [.. _text.Split('\n').TakeWhile(line => line.StartsWith(";; ", StringComparison.Ordinal)).Select(line => line[3..])];
        What = lines[0];
        Then = Field(lines, "then: ");
        Refused = Field(lines, "refused: ");
        Contained = Field(lines, "contained: ");
        if (Contained is not null)
        {
            Keys = JsonSerializer.Deserialize<int[]>(Field(lines, "keys: ")!)!;
            Result = PlayResult.Parse(Field(lines, "result: ")!);
        }
    }

    public static string Folder { get; } = Repository.At("tests", "hostile");

    public string Name { get; }

    public string What { get; }

    /// <summary>What is done to it after the checks were added.</summary>
    public string? Then { get; }

    /// <summary>A part of the sentence that refuses it.</summary>
    public string? Refused { get; }

    /// <summary>How a host contains it.</summary>
    public string? Contained { get; }

    public int[] Keys { get; } = [];

    /// <summary>What a host says of it with seed 0, without the state hash.</summary>
    public PlayResult? Result { get; }

    public string WasmPath => Path.Combine(Folder, Name + ".wasm");

    public static IEnumerable<HostileCartridge> All =>
        Directory.GetFiles(Folder, "*.wat").Order(StringComparer.Ordinal).Select(path => new HostileCartridge(path));

    public byte[] Build()
    {
        var module = WasmReader.Read(Tool.Assemble(_text));
        var globals = CheckGlobals.AddTo(module, 4096);
        Instrumenter.InstrumentAll(module, globals);
        module.Customs.Add((Sample.Manifest with { Title = "Hostile", Pitch = "Do not trust it.", Help = Name }).ToSection());
        if (Then is not null)
            Spoil(module, globals, Then);
        return WasmWriter.Write(module);
    }

    private static string? Field(string[] lines, string name) => Array.Find(lines, line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..];

    private static void Spoil(Module module, CheckGlobals globals, string what)
    {
        int loop = 1 + (module.Functions.Find(HasLoop)?.Body.FindIndex(i => i.Opcode == Opcode.Loop) ?? 0);
        var looping = module.Functions.Find(HasLoop)?.Body ?? [];
        var calling = module.Functions.Find(f => f.Body.Exists(i => i.Opcode == Opcode.Call));
        switch (what)
        {
            case "remove the check of the first loop":
                looping.RemoveRange(loop, 11);
                break;
            case "charge nothing in the first loop":
                looping[loop + 1] = Instruction.I32Const(0);
                break;
            case "refill the budget in the first loop":
                looping.InsertRange(loop + 11, [Instruction.I32Const(1000), new(Opcode.GlobalSet, globals.Budget)]);
                break;
            case "refill the local in the first loop":
                looping.InsertRange(loop + 11, [Instruction.I32Const(1000), looping[loop + 3] with { Opcode = Opcode.LocalSet }]);
                break;
            case "remove the checks of the last function":
                module.Functions[^1] = new Instrumenter(module, globals).Strip(module.Functions[^1])!;
                break;
            case "change the frame pointer":
                calling!.Body.InsertRange(calling.Body.FindIndex(i => i.Opcode == Opcode.Block) + 1, [Instruction.I32Const(64), calling.Body[9] with { Opcode = Opcode.LocalSet }]);
                break;
            case "take less depth in the first function that calls":
                int cost = calling!.Body[7].Index;
                calling.Body.ForEachAt(i => i == Instruction.I32Const(cost), Instruction.I32Const(cost - 16));
                break;
            case "make budget a constant":
                module.Globals[globals.Budget] = Global.OfI32(0, mutable: false);
                break;
            case "export one counter twice":
                module.Exports[module.Exports.FindIndex(e => e.Name == "depth")] = new Export("depth", ExternalKind.Global, globals.Budget);
                module.Globals[globals.Depth] = Global.OfI32(4096, mutable: false);
                module.Globals[globals.Budget] = Global.OfI32(4096, mutable: true);
                break;
            default:
                SpoilManifest(module, what);
                break;
        }
    }

    private static void SpoilManifest(Module module, string what)
    {
        string json = Encoding.UTF8.GetString(module.Customs[^1].Bytes.Span);
        module.Customs.RemoveAt(module.Customs.Count - 1);
        string[] left = what switch
        {
            "remove the manifest" => [],
            "add a second manifest" => [json, json],
            "put an escape sequence into the title" => [json.Replace("\"Hostile\"", "\"\\u001b[2J\"", StringComparison.Ordinal)],
            "claim abi 2" => [json.Replace("\"abi\":1", "\"abi\":2", StringComparison.Ordinal)],
            "fill the manifest with spaces" => [json[..^1].PadRight(8_999) + "}"],
            _ => throw new ArgumentException($"nobody knows how to {what}"),
        };
        foreach (string one in left)
            module.Customs.Add(new CustomSection(Manifest.SectionName, Encoding.UTF8.GetBytes(one)));
    }

    private static bool HasLoop(Function function) => function.Body.Exists(i => i.Opcode == Opcode.Loop);
}
