using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Monster.Trace.Query;

/// <summary>One JSON object a row, one row a line.</summary>
public sealed class JsonRows(TextWriter output) : IRowWriter
{
    private string[] _columns = [];

    /// <inheritdoc/>
    public void Begin(IReadOnlyList<string> columns) => _columns = [.. columns];

    /// <inheritdoc/>
    public void Row(object?[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            for (int i = 0; i < values.Length; i++)
                Write(writer, _columns[i], values[i]);
            writer.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    /// <inheritdoc/>
    public void Complete() => output.Flush();

    private static void Write(Utf8JsonWriter writer, string name, object? value)
    {
        writer.WritePropertyName(name);
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case bool b: writer.WriteBooleanValue(b); break;
            case double or float: writer.WriteNumberValue(Convert.ToDouble(value, CultureInfo.InvariantCulture)); break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal or System.Numerics.BigInteger:
                writer.WriteRawValue(Convert.ToString(value, CultureInfo.InvariantCulture)!);
                break;
            default: writer.WriteStringValue(Cells.Text(value)); break;
        }
    }
}
