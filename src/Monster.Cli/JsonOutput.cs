using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Monster.Cli;

/// <summary>Prints data for programs: one JSON object on one line.</summary>
public static class JsonOutput
{
    /// <summary>The option that asks for it.</summary>
    public static System.CommandLine.Option<bool> Option() => new("--json") { Description = "Print one line of JSON." };

    /// <summary>Prints an object whose members a function writes.</summary>
    public static void WriteObject(TextWriter output, Action<Utf8JsonWriter> members)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    /// <summary>Writes a number, or null.</summary>
    public static void WriteNumberOrNull(this Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }
}
