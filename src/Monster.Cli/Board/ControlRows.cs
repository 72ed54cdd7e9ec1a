using System.Globalization;
using System.Text.Json.Nodes;

namespace Monster.Cli;

/// <summary>Prints what a board answered, for people or for programs.</summary>
internal static class ControlRows
{
    /// <summary>Asks, and prints a line for each row, or all rows as one line of JSON.</summary>
    /// <param name="data">The data directory as it was given.</param>
    /// <param name="request">The request.</param>
    /// <param name="json">The name of the list in JSON; null for lines.</param>
    /// <param name="output">Where it goes.</param>
    /// <param name="line">A row as a line.</param>
    public static async Task PrintAsync(string? data, JsonObject request, string? json, TextWriter output, Func<JsonObject, string> line)
    {
        if (json is null)
        {
            await BoardDesk.AskAsync(data, request, row => output.WriteLine(line(row)));
            return;
        }

        var rows = new List<JsonObject>();
        await BoardDesk.AskAsync(data, request, rows.Add);
        JsonOutput.WriteObject(output, writer =>
        {
            writer.WriteStartArray(json);
            rows.ForEach(row => row.WriteTo(writer));
            writer.WriteEndArray();
        });
    }

    /// <summary>A member as text; empty when it is not there.</summary>
    public static string Text(JsonObject row, string name) => row[name]?.ToString() ?? "";

    /// <summary>The day of a time.</summary>
    public static string Day(JsonObject row, string name) => Time(row, name).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A time.</summary>
    public static DateTimeOffset Time(JsonObject row, string name) => DateTimeOffset.Parse(Text(row, name), CultureInfo.InvariantCulture);
}
