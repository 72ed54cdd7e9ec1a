using System.Globalization;
using Monster.Terminal;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Monster.Doors;

/// <summary>Reads <c>door.toml</c>. Every key is known and every value within its range, or the file is refused with the line.</summary>
public static class DoorManifestReader
{
    private const int MaxLength = 16 * 1024;
    private const int MaxArguments = 32;
    private const int TrustedMemoryMiB = 64;
    private static readonly string[] OfSandboxed = ["work", "input", "fine-clock"];
    private static readonly string[] OfTrusted = ["arguments", "cpu", "processes"];

    /// <summary>Reads a file's text.</summary>
    /// <exception cref="DoorRefusedException">It is not what it should be.</exception>
    public static DoorManifest Read(string text)
    {
        if (text.Length > MaxLength)
            throw new DoorRefusedException($"{DoorManifest.FileName} has more than {MaxLength:N0} characters.");
        var document = SyntaxParser.Parse(text, DoorManifest.FileName);
        if (document.Diagnostics.FirstOrDefault(message => message.Kind == DiagnosticMessageKind.Error) is { } error)
            throw At(error.Span.Start.Line, error.Message.TrimEnd('.'));
        if (document.Tables.FirstOrDefault() is { } table)
            throw At(table.Span.Start.Line, "tables such as [limits] are not known; all keys stand by themselves");
        var manifest = new DoorManifest { Name = "", Program = "" };
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var pair in document.KeyValues)
        {
            string key = pair.Key?.ToString().Trim() ?? "";
            lines[key] = pair.Span.Start.Line;
            manifest = Take(manifest, key, pair.Value, pair.Span.Start.Line);
        }

        if (manifest.Name.Length == 0)
            throw new DoorRefusedException($"{DoorManifest.FileName}: there is no name = \"...\", what callers see in the menu.");
        if (manifest.Program.Length == 0)
            throw new DoorRefusedException($"{DoorManifest.FileName}: there is no program = \"...\", the WebAssembly file beside it.");
        return Kind(manifest, lines);
    }

    /// <summary>What only native programs have stands with them alone, and the other way round.</summary>
    private static DoorManifest Kind(DoorManifest manifest, Dictionary<string, int> lines)
    {
        if ((manifest.IsTrusted ? OfSandboxed : OfTrusted).FirstOrDefault(lines.ContainsKey) is { } odd)
            throw At(lines[odd], manifest.IsTrusted ? $"{odd} is for WebAssembly programs; a trusted one has memory, cpu, processes and minutes" : $"{odd} is for native programs, which must say trusted = true");
        if (!manifest.IsTrusted && manifest.Program.Contains('/', StringComparison.Ordinal))
            throw At(lines["program"], "program is the name of a file in the door's folder; only a trusted one may be one of the system's");
        return manifest with
        {
            MemoryMiB = lines.ContainsKey("memory") || !manifest.IsTrusted ? manifest.MemoryMiB : TrustedMemoryMiB,
            TakesKeys = manifest.TakesKeys || manifest.IsTrusted, // its terminal has lines where it wants them
        };
    }

    private static DoorManifest Take(DoorManifest manifest, string key, ValueSyntax? value, int line) => key switch
    {
        "name" => manifest with { Name = Text(key, value, line, 40) },
        "about" => manifest with { About = Text(key, value, line, 70) },
        "program" => manifest with { Program = FileName(key, value, line) },
        "trusted" => manifest with { IsTrusted = Truth(key, value, line) },
        "arguments" => manifest with { Arguments = Texts(key, value, line) },
        "cpu" => manifest with { CpuSeconds = Number(key, value, line, 1, 36_000) },
        "processes" => manifest with { Processes = Number(key, value, line, 4, 256) },
        "drop-file" => manifest with { DropFile = Drop(Text(key, value, line, 20), line) },
        "encoding" => manifest with { Encoding = Text(key, value, line, 20) switch { "cp437" => TerminalEncoding.Cp437, "utf8" => TerminalEncoding.Utf8, _ => throw At(line, "encoding is \"cp437\" or \"utf8\"") } },
        "input" => manifest with { TakesKeys = Text(key, value, line, 20) switch { "lines" => false, "keys" => true, _ => throw At(line, "input is \"lines\" or \"keys\"") } },
        "memory" => manifest with { MemoryMiB = Number(key, value, line, 1, 256) },
        "minutes" => manifest with { Minutes = Number(key, value, line, 1, 720) },
        "work" => manifest with { Work = Number(key, value, line, 1, 10_000) },
        "disk" => manifest with { DiskKiB = Number(key, value, line, 0, 65_536) },
        "output" => manifest with { OutputKiB = Number(key, value, line, 1, 4_096) },
        "fine-clock" => manifest with { FineClock = Truth(key, value, line) },
        _ => throw At(line, $"'{key}' is not known; there are name, about, program, drop-file, encoding, input, memory, minutes, work, disk, output, fine-clock, trusted, arguments, cpu and processes"),
    };

    private static DropFileKind? Drop(string name, int line) => name.Equals("none", StringComparison.Ordinal)
        ? null
        : DropFileReader.KindOf(name) ?? throw At(line, $"'{name}' is no drop file; there are BBSDEV.DRP, DOOR32.SYS, DOOR.SYS, DORINFO1.DEF, CHAIN.TXT and none");

    private static string Text(string key, ValueSyntax? value, int line, int most)
    {
        if (value is not StringValueSyntax { Value: { } text })
            throw At(line, $"{key} is a text in quotes");
        string clean = DropFileReader.Clean(text);
        return clean.Length > 0 && clean.Length <= most && clean == text ? text : throw At(line, $"{key} has 1 to {most} characters, without control characters or outer blanks");
    }

    private static string FileName(string key, ValueSyntax? value, int line)
    {
        string name = Text(key, value, line, 64);
        if (name.StartsWith("/usr/", StringComparison.Ordinal) && !name.Contains("..", StringComparison.Ordinal) && !name.EndsWith('/'))
            return name; // one of the system's: for trusted doors, which is looked at when all is read
        return name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_') && !name.StartsWith('.')
            ? name
            : throw At(line, $"{key} is the name of a file in the door's folder: letters, digits, '.', '-' and '_'");
    }

    private static bool Truth(string key, ValueSyntax? value, int line) =>
        value is BooleanValueSyntax { Value: var truth } ? truth : throw At(line, $"{key} is true or false");

    private static IReadOnlyList<string> Texts(string key, ValueSyntax? value, int line) =>
        value is ArraySyntax array && array.Items.ChildrenCount <= MaxArguments
            ? [.. array.Items.Select(item => Text(key, item.Value, line, 200))]
            : throw At(line, $"{key} is a list of at most {MaxArguments} texts in quotes: [\"one\", \"two\"]");

    private static int Number(string key, ValueSyntax? value, int line, int least, int most) =>
        value is IntegerValueSyntax { Value: var number } && number >= least && number <= most
            ? (int)number
            : throw At(line, $"{key} is a whole number from {least.ToString("N0", CultureInfo.InvariantCulture)} to {most.ToString("N0", CultureInfo.InvariantCulture)}");

    private static DoorRefusedException At(int line, string why) => new($"{DoorManifest.FileName}, line {line + 1}: {why}.");
}
