using System.Globalization;

namespace Monster.Trace.Query;

/// <summary>Values as text.</summary>
internal static class Cells
{
    public static string Text(object? value) => value switch
    {
        null => "",
        Stream bytes => Hex(bytes),
        byte[] bytes => Convert.ToHexStringLower(bytes),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        System.Collections.IEnumerable list and not string => "[" + string.Join(", ", list.Cast<object?>().Select(Text)) + "]",
        _ => value.ToString() ?? "",
    };

    private static string Hex(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Convert.ToHexStringLower(copy.ToArray());
    }
}
