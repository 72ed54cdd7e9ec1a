using System.Globalization;
using System.IO.Enumeration;
using Monster.Trace.Elf;

namespace Monster.Trace.Running;

/// <summary>Turns what a person asks for into the plugin's settings.</summary>
internal static class FilterLines
{
    private const int MostRanges = 8192; // the plugin looks through them for each instruction that it translates
    private const int Nearest = 5;

    /// <summary>The settings for some filters.</summary>
    /// <param name="filters">What is asked for.</param>
    /// <param name="program">The program's path.</param>
    /// <param name="sysroot">Where a foreign architecture's libraries are; null for the system's own.</param>
    /// <exception cref="TraceException">One is not understood, or names no function.</exception>
    public static IEnumerable<string> Of(IReadOnlyList<string> filters, string program, string? sysroot)
    {
        foreach (string filter in filters)
        {
            if (filter.Contains('\n', StringComparison.Ordinal) || filter.Length == 0)
                throw new TraceException("A filter is MODULE, MODULE:FUNCTION, :FUNCTION or 0xFROM-0xTO.");
            int colon = filter.IndexOf(':', StringComparison.Ordinal);
            if (filter.StartsWith("0x", StringComparison.Ordinal))
            {
                yield return Addresses(filter);
            }
            else if (colon >= 0)
            {
                foreach (string line in Functions(colon == 0 ? program : Module(filter[..colon], program, sysroot), filter[(colon + 1)..]))
                    yield return line;
            }
            else
            {
                yield return $"module {filter}";
            }
        }
    }

    private static string Addresses(string filter)
    {
        string[] parts = filter.Split('-');
        if (parts.Length == 2 && Hex(parts[0]) is { } from && Hex(parts[1]) is { } to && from < to)
            return string.Create(CultureInfo.InvariantCulture, $"addresses {from:x} {to:x}");
        throw new TraceException($"'{filter}' is no range of addresses: 0xFROM-0xTO.");
    }

    private static ulong? Hex(string text) =>
        ulong.TryParse(text.StartsWith("0x", StringComparison.Ordinal) ? text.AsSpan(2) : text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value) ? value : null;

    /// <summary>Functions as parts of their file: where it is mapped is not known yet.</summary>
    private static List<string> Functions(string path, string pattern)
    {
        ElfFile file;
        try
        {
            file = ElfFile.Read(path);
        }
        catch (Exception e) when (e is ElfException or IOException or UnauthorizedAccessException)
        {
            throw new TraceException($"The functions of '{path}' cannot be read: {e.Message}", e);
        }

        var table = FunctionTable.Of(file, DebugFile.Of(file)).Functions;
        // A version behind the name (memcpy@@GLIBC_2.14) need not be given.
        var found = table.Where(f => FileSystemName.MatchesSimpleExpression(pattern, f.Name, ignoreCase: false) || FileSystemName.MatchesSimpleExpression(pattern, f.Name.Split('@')[0], ignoreCase: false)).ToList();
        if (found.Count == 0)
            throw new TraceException($"'{path}' has no function '{pattern}'{Like(table, pattern)}.");
        if (found.Count > MostRanges)
            throw new TraceException($"'{pattern}' is {found.Count:N0} functions of '{path}'; up to {MostRanges:N0} can be filtered. Without ':{pattern}' all of the module is recorded.");
        var lines = new List<string>();
        string name = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        foreach (var function in found)
        {
            var segment = file.Segments.FirstOrDefault(s => s.Type == 1 && function.Address - s.Address < s.FileSize);
            if (segment.FileSize == 0)
                continue;
            ulong from = function.Address - segment.Address + segment.Offset;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"code {from:x} {from + Math.Max(function.Size, 1):x} {Path.GetFileName(name)}"));
        }

        return lines;
    }

    private static string Like(IReadOnlyList<ElfFunction> table, string pattern)
    {
        string core = pattern.Trim('*');
        string[] near = core.Length == 0 ? [] : [.. table.Where(f => f.Name.Contains(core, StringComparison.OrdinalIgnoreCase)).Select(f => f.Name).Distinct().Take(Nearest)];
        return near.Length > 0 ? "; it has " + string.Join(", ", near) : table.All(f => f.Source is FunctionSource.EhFrame or FunctionSource.Plt or FunctionSource.Entry) ? "; its symbols were stripped, so functions are named sub_ADDRESS" : "";
    }

    /// <summary>The file of a module that is named by its last part, where loaders look.</summary>
    private static string Module(string name, string program, string? sysroot)
    {
        if (name.Contains('/', StringComparison.Ordinal))
            return File.Exists(name) ? Path.GetFullPath(name) : throw new TraceException($"There is no module '{name}'.");
        if (name == Path.GetFileName(program))
            return program;
        string root = sysroot ?? "";
        var folders = new List<string> { Path.GetDirectoryName(program)!, $"{root}/lib", $"{root}/lib64", $"{root}/usr/lib", $"{root}/usr/local/lib" };
        foreach (string lib in new[] { $"{root}/lib", $"{root}/usr/lib" })
        {
            if (Directory.Exists(lib))
                folders.AddRange(Directory.EnumerateDirectories(lib, "*-linux-gnu*"));
        }

        return folders.Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists) ??
            throw new TraceException($"The module '{name}' was not found where libraries are: give its path (PATH/TO/{name}:FUNCTION).");
    }
}
