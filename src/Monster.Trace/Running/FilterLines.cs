using System.Globalization;

namespace Monster.Trace.Running;

/// <summary>Turns what a person asks for into the plugin's settings.</summary>
internal static class FilterLines
{
    /// <summary>The settings for some filters.</summary>
    /// <exception cref="TraceException">One is not understood.</exception>
    public static IEnumerable<string> Of(IReadOnlyList<string> filters, string program)
    {
        foreach (string filter in filters)
        {
            if (filter.Contains('\n', StringComparison.Ordinal) || filter.Length == 0)
                throw new TraceException("A filter is MODULE or 0xFROM-0xTO.");
            yield return filter.StartsWith("0x", StringComparison.Ordinal) ? Addresses(filter) : $"module {filter}";
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
}
