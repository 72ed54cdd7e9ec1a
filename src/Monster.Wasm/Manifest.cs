using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Monster.Wasm;

/// <summary>
/// What a cartridge says of itself: the JSON of its custom section <c>monster</c>. The text begins <c>{"abi":1,</c>; fields this version does not
/// know are ignored, so that later tools may add some; a field it knows may not be missing (but for <c>shard</c> and <c>author</c>), come twice or be beyond its limit.
/// </summary>
public sealed record Manifest
{
    /// <summary>The name of the custom section.</summary>
    public const string SectionName = "monster";

    /// <summary>The most bytes of the section's content.</summary>
    public const int MaxBytes = 8 * 1024;

    /// <summary>The most characters of <see cref="Title"/>.</summary>
    public const int MaxTitle = 24;

    /// <summary>The most characters of <see cref="Author"/>.</summary>
    public const int MaxAuthor = 40;

    /// <summary>The most characters of <see cref="Pitch"/> and of one line of <see cref="Help"/>.</summary>
    public const int MaxLine = 70;

    /// <summary>The most lines of <see cref="Help"/>.</summary>
    public const int MaxHelpLines = 12;

    private static ReadOnlySpan<byte> Beginning => "{\"abi\":1,"u8;

    /// <summary>The game's name, 1 to 24 characters.</summary>
    public required string Title { get; init; }

    /// <summary>The game's place in the arcade, 0 to 70; -1 for none.</summary>
    public int Shard { get; init; } = -1;

    /// <summary>Who wrote it, at most 40 characters.</summary>
    public string Author { get; init; } = "";

    /// <summary>One line that makes people want to play, at most 70 characters.</summary>
    public required string Pitch { get; init; }

    /// <summary>How to play: at most 12 lines of 70 characters, separated by '\n'.</summary>
    public required string Help { get; init; }

    /// <summary>Ticks per second, 0 to 60; at 0 a tick happens only on a key.</summary>
    public required int TicksPerSecond { get; init; }

    /// <summary>Players, 1 to 16.</summary>
    public required int Players { get; init; }

    /// <summary>The version of the rules, 1 to 1,000,000.</summary>
    public required int Rules { get; init; }

    /// <summary>Reads and checks a manifest.</summary>
    /// <param name="json">The content of the custom section.</param>
    /// <exception cref="FormatException">It is not one; the message says why in one sentence.</exception>
    public static Manifest Parse(ReadOnlyMemory<byte> json)
    {
        if (json.Length > MaxBytes)
            throw new FormatException($"the manifest has {json.Length:N0} bytes, at most {MaxBytes:N0} are allowed");
        if (!json.Span.StartsWith(Beginning))
            throw new FormatException("the manifest must begin with {\"abi\":1, (another number is a contract this version does not know)");
        return FromJson(json);
    }

    /// <summary>Reads and checks a manifest that a person wrote: the same fields, but spaced and ordered as they like.</summary>
    /// <param name="json">A JSON object with <c>"abi": 1</c> in it.</param>
    /// <exception cref="FormatException">It is not one; the message says why in one sentence.</exception>
    public static Manifest FromJson(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var fields = document.RootElement;
            if (fields.ValueKind != JsonValueKind.Object)
                throw new FormatException("the manifest is not a JSON object");
            if (Number(fields, "abi") != 1)
                throw new FormatException("the manifest's \"abi\" must be 1: another number is a contract this version does not know");
            var manifest = new Manifest
            {
                Title = Text(fields, "title"),
                Shard = fields.TryGetProperty("shard", out _) ? Number(fields, "shard") : -1,
                Author = fields.TryGetProperty("author", out _) ? Text(fields, "author") : "",
                Pitch = Text(fields, "pitch"),
                Help = Text(fields, "help"),
                TicksPerSecond = Number(fields, "ticksPerSecond"),
                Players = Number(fields, "players"),
                Rules = Number(fields, "rules"),
            };
            return manifest.Fault() is { } fault ? throw new FormatException(fault) : manifest;
        }
        catch (JsonException e)
        {
            throw new FormatException($"the manifest is not JSON: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException("the manifest has text that is not Unicode", e);
        }
    }

    /// <summary>The custom section for this manifest.</summary>
    /// <exception cref="FormatException">A field is beyond its limit; the message says which.</exception>
    public CustomSection ToSection()
    {
        if (Fault() is { } fault)
            throw new FormatException(fault);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("abi", 1);
            json.WriteString("title", Title);
            if (Shard >= 0)
                json.WriteNumber("shard", Shard);
            if (Author.Length > 0)
                json.WriteString("author", Author);
            json.WriteString("pitch", Pitch);
            json.WriteString("help", Help);
            json.WriteNumber("ticksPerSecond", TicksPerSecond);
            json.WriteNumber("players", Players);
            json.WriteNumber("rules", Rules);
            json.WriteEndObject();
        }

        return new CustomSection(SectionName, stream.ToArray());
    }

    /// <summary>What is beyond a limit, or null.</summary>
    private string? Fault()
    {
        string[] lines = Help.Split('\n');
        if (Title.Trim().Length == 0)
            return "the manifest's \"title\" is empty";
        return FaultOfText("title", Title, MaxTitle)
            ?? FaultOfText("author", Author, MaxAuthor)
            ?? FaultOfText("pitch", Pitch, MaxLine)
            ?? (lines.Length > MaxHelpLines ? $"the manifest's \"help\" has {lines.Length} lines, at most {MaxHelpLines} are allowed" : null)
            ?? lines.Select(line => FaultOfText("help", line, MaxLine)).FirstOrDefault(fault => fault is not null)
            ?? FaultOfNumber("shard", Shard, -1, 70)
            ?? FaultOfNumber("ticksPerSecond", TicksPerSecond, 0, 60)
            ?? FaultOfNumber("players", Players, 1, 16)
            ?? FaultOfNumber("rules", Rules, 1, 1_000_000);
    }

    private static string? FaultOfNumber(string field, int value, int least, int most) =>
        value >= least && value <= most ? null : $"the manifest's \"{field}\" is {value}, it must be {least} to {most}";

    /// <summary>The text goes to terminals as it is, so it may only hold what every one of them can show in one column.</summary>
    private static string? FaultOfText(string field, string value, int most)
    {
        if (value.Length > most)
            return $"the manifest's \"{field}\" has {value.Length} characters{(field == "help" ? " in one line" : "")}, at most {most} are allowed";
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.Value is (< 0x20 or > 0x7E) && !BeyondAscii.Contains(rune.ToString(), StringComparison.Ordinal))
                return $"the manifest's \"{field}\" has U+{rune.Value:X4}, which CP437 cannot show";
        }

        return null;
    }

    private static string Text(JsonElement fields, string name)
    {
        if (!fields.TryGetProperty(name, out var field))
            throw new FormatException($"the manifest lacks \"{name}\"");
        return field.ValueKind == JsonValueKind.String ? field.GetString()! : throw new FormatException($"the manifest's \"{name}\" must be text");
    }

    private static int Number(JsonElement fields, string name)
    {
        if (!fields.TryGetProperty(name, out var field))
            throw new FormatException($"the manifest lacks \"{name}\"");
        return field.ValueKind == JsonValueKind.Number && field.TryGetInt32(out int value) ? value : throw new FormatException($"the manifest's \"{name}\" must be a whole number");
    }

    /// <summary>What code page 437 has besides ASCII.</summary>
    private const string BeyondAscii =
        "☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼⌂ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■";
}
