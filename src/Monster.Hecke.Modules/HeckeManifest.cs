using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Monster.Hecke.Modules;

/// <summary>
/// <c>MANIFEST.json</c>: what the 71 modules are, how large, with which hashes and test vectors. Version 1 is an object with
/// <c>version</c>, <c>level</c>, <c>exports</c> and <c>modules</c>; whatever may pass 2^53 is a string of decimal digits.
/// </summary>
/// <param name="Modules">The 71 modules in the order of their layers.</param>
public sealed record HeckeManifest(IReadOnlyList<HeckeManifestEntry> Modules)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "MANIFEST.json";

    /// <summary>The version that is written, and the only one that is read.</summary>
    public const int Version = 1;

    /// <summary>No manifest of ours is longer.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>The manifest of modules.</summary>
    public static HeckeManifest Of(IReadOnlyList<HeckeModule> modules) => new([.. modules.Select(m => new HeckeManifestEntry(
        m.Shard, m.Prime, m.Vertex, m.Conjugate, m.Trace, m.Weight, m.Eigenvalue, FileOf(m.Name + ".wasm", m.Wasm), FileOf(m.Name + ".wat", Encoding.UTF8.GetBytes(m.Wat())), m.Test))]);

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="HeckeModuleException">It is damaged, or of another version.</exception>
    public static HeckeManifest Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
            int version = document.RootElement.GetProperty("version").GetInt32();
            if (version != Version)
                throw new HeckeModuleException($"{FileName} has version {version}; this program reads version {Version}. 'monster hecke build' writes it anew.");
            HeckeManifestEntry[] entries = [.. document.RootElement.GetProperty("modules").EnumerateArray().Select(Entry)];
            for (int shard = 0; shard < entries.Length; shard++)
            {
                if (entries[shard].Layer != shard || shard >= HeckeModule.Count || entries[shard].Prime != MonsterPrimes.OfShard(shard))
                    throw new HeckeModuleException($"{FileName} does not list the layers 0 to {HeckeModule.Count - 1} in order, each with its prime.");
            }

            return entries.Length == HeckeModule.Count ? new(entries) : throw new HeckeModuleException($"{FileName} lists {entries.Length} modules, not {HeckeModule.Count}.");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new HeckeModuleException($"{FileName} is damaged ({e.Message}). 'monster hecke build' writes it anew.", e);
        }
    }

    /// <summary>The file's bytes.</summary>
    public byte[] ToJson()
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = false }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", Version);
            writer.WriteNumber("level", SupersingularGraph.ShardCharacteristic);
            writer.WriteStartArray("exports");
            foreach (string name in HeckeManifestEntry.Exports)
                writer.WriteStringValue(name);
            writer.WriteEndArray();
            writer.WriteStartArray("modules");
            foreach (var module in Modules)
            {
                // A module a line, so that people can read it and tools can compare it.
                writer.Flush();
                bytes.WriteByte((byte)'\n');
                Write(writer, module);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    internal static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static HeckeManifestFile FileOf(string name, byte[] bytes) => new(name, bytes.Length, Hash(bytes));

    private static void Write(Utf8JsonWriter writer, HeckeManifestEntry module)
    {
        writer.WriteStartObject();
        writer.WriteNumber("layer", module.Layer);
        writer.WriteNumber("prime", module.Prime);
        writer.WriteStartArray("j");
        writer.WriteNumberValue(module.Vertex.A);
        writer.WriteNumberValue(module.Vertex.B);
        writer.WriteEndArray();
        writer.WriteNumber("frobenius", module.Conjugate);
        writer.WriteNumber("trace", module.Trace);
        writer.WriteNumber("weight", module.Weight);
        writer.WriteString("eigenvalue", $"{module.Eigenvalue}");
        Write(writer, "wasm", module.Wasm);
        Write(writer, "wat", module.Wat);
        writer.WriteStartObject("test");
        Write(writer, "neighbours", module.Test.Neighbours.Select(n => (long)n));
        Write(writer, "f", module.Test.F);
        Write(writer, "g", module.Test.G);
        Write(writer, "coefficients", module.Test.Coefficients);
        writer.WriteStartArray("image");
        foreach (long a in module.Test.Image)
            writer.WriteStringValue($"{a}");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, HeckeManifestFile file)
    {
        writer.WriteStartObject(name);
        writer.WriteString("file", file.Name);
        writer.WriteNumber("bytes", file.Bytes);
        writer.WriteString("sha256", file.Sha256);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, IEnumerable<long> values)
    {
        writer.WriteStartArray(name);
        foreach (long value in values)
            writer.WriteNumberValue(value);
        writer.WriteEndArray();
    }

    private static HeckeManifestEntry Entry(JsonElement module)
    {
        var j = module.GetProperty("j");
        var test = module.GetProperty("test");
        return new(
            module.GetProperty("layer").GetInt32(),
            module.GetProperty("prime").GetInt32(),
            new QuadraticElement(j[0].GetInt32(), j[1].GetInt32()),
            module.GetProperty("frobenius").GetInt32(),
            module.GetProperty("trace").GetInt32(),
            module.GetProperty("weight").GetInt32(),
            long.Parse(module.GetProperty("eigenvalue").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
            FileOf(module.GetProperty("wasm")),
            FileOf(module.GetProperty("wat")),
            new HeckeTestVector(
                [.. Values(test, "neighbours").Select(n => (int)n)],
                Values(test, "f"),
                Values(test, "g"),
                Values(test, "coefficients"),
                [.. test.GetProperty("image").EnumerateArray().Select(a => long.Parse(a.GetString()!, System.Globalization.CultureInfo.InvariantCulture))]));
    }

    private static HeckeManifestFile FileOf(JsonElement file)
    {
        string name = file.GetProperty("file").GetString()!;
        if (name != Path.GetFileName(name))
            throw new FormatException($"'{name}' is not the name of a file");
        return new(name, file.GetProperty("bytes").GetInt32(), file.GetProperty("sha256").GetString()!);
    }

    private static long[] Values(JsonElement test, string name) => [.. test.GetProperty(name).EnumerateArray().Select(v => v.GetInt64())];
}
