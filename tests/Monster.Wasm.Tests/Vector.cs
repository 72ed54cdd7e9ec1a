using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monster.Wasm.Tests;

/// <summary>A test vector of docs/vectors: a cartridge, a seed, keys, and what every host must make of them.</summary>
internal sealed record Vector(string Name, string About, string Seed, int[] Keys)
{
    public static string Folder { get; } = Repository.At("docs", "vectors");

    public string WasmPath => Path.Combine(Folder, Name + ".wasm");

    public string JsonPath => Path.Combine(Folder, Name + ".json");

    public PlayResult Expected => JsonNode.Parse(File.ReadAllText(JsonPath))!["result"].Deserialize<PlayResult>(PlayResult.Json)!;

    /// <summary>Every vector on the disk.</summary>
    public static IEnumerable<Vector> All => Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal).Select(Read);

    /// <summary>Writes the vector; the recording of an older one stays if nothing it depends on has changed.</summary>
    public void Write(byte[] cartridge, PlayResult result)
    {
        var json = new JsonObject
        {
            ["about"] = About,
            ["cartridge"] = Name + ".wasm",
            ["sha256"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(cartridge)),
            ["seed"] = Seed,
            ["keys"] = JsonSerializer.SerializeToNode(Keys),
            ["result"] = JsonSerializer.SerializeToNode(result, PlayResult.Json),
        };
        File.WriteAllBytes(WasmPath, cartridge);
        File.WriteAllText(JsonPath, json.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");
    }

    private static Vector Read(string path)
    {
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        return new Vector(Path.GetFileNameWithoutExtension(path), json["about"]!.GetValue<string>(), json["seed"]!.GetValue<string>(), json["keys"].Deserialize<int[]>()!);
    }
}
