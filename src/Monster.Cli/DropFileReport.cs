using System.Text.Json;
using Monster.Doors;

namespace Monster.Cli;

/// <summary><c>monster door --check</c>: a drop file explained line by line.</summary>
internal static class DropFileReport
{
    private const int TextWidth = 28;

    /// <summary>Prints the explanation.</summary>
    /// <returns>0 when the file can be used, 1 when it cannot, 2 when there is none.</returns>
    public static int Print(TextWriter output, string? place, bool json)
    {
        DropFile file;
        try
        {
            file = DropFileFinder.Read(DropFileFinder.Find(place, Environment.GetEnvironmentVariable));
        }
        catch (DropFileException e)
        {
            throw new CommandException(e.Message, e);
        }

        if (json)
            PrintJson(output, file);
        else
            PrintText(output, file);
        return file.Fault is null ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    private static void PrintText(TextWriter output, DropFile file)
    {
        output.WriteLine($"{file.Name}: {DropFileWriter.FileName(file.Kind)}, {file.Lines.Count} lines");
        foreach (var line in file.Lines)
        {
            string text = line.Text.Length > TextWidth ? line.Text[..(TextWidth - 1)] + "…" : line.Text;
            string taken = line.Fault is { } fault ? $"REFUSED: {fault}" : line.Taken;
            output.WriteLine($"{line.Number,3}  {text,-TextWidth}  {line.Meaning}{(taken.Length > 0 ? ": " + taken : "")}");
        }

        output.WriteLine(file.Fault is { } why ? $"It cannot be used: {why}." : $"It can be used: {Summary(file.Facts)}.");
    }

    private static string Summary(DoorFacts facts)
    {
        string link = facts.Link == DoorLink.Socket ? $"socket {facts.Handle}" : "standard input and output";
        string size = facts is { Width: { } width, Height: { } height } ? $"{width}x{height}" : "size asked of the terminal, else 80x24";
        string left = facts.Left(TimeProvider.System.GetUtcNow()) is { } time ? $"{(int)time.TotalMinutes} minutes left" : "no time limit";
        return $"{facts.Name}, node {facts.Node?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "not said"}, {link}, {facts.Encoding ?? Terminal.TerminalEncoding.Cp437}, {size}, {left}";
    }

    private static void PrintJson(TextWriter output, DropFile file) => JsonOutput.WriteObject(output, writer =>
    {
        writer.WriteString("file", file.Name);
        writer.WriteString("format", DropFileWriter.FileName(file.Kind));
        writer.WriteBoolean("usable", file.Fault is null);
        writer.WriteString("fault", file.Fault);
        writer.WriteString("name", file.Facts.Name);
        writer.WriteString("link", file.Facts.Link.ToString());
        writer.WriteNumberOrNull("socket", file.Facts.Handle);
        writer.WriteNumberOrNull("node", file.Facts.Node);
        writer.WriteNumberOrNull("columns", file.Facts.Width);
        writer.WriteNumberOrNull("rows", file.Facts.Height);
        writer.WriteNumberOrNull("secondsLeft", file.Facts.Left(TimeProvider.System.GetUtcNow()) is { } left ? (int)left.TotalSeconds : null);
        writer.WriteStartArray("lines");
        foreach (var line in file.Lines)
            WriteLine(writer, line);
        writer.WriteEndArray();
    });

    private static void WriteLine(Utf8JsonWriter writer, DropFileLine line)
    {
        writer.WriteStartObject();
        writer.WriteNumber("line", line.Number);
        writer.WriteString("text", line.Text);
        writer.WriteString("meaning", line.Meaning);
        writer.WriteString("taken", line.Taken);
        writer.WriteString("fault", line.Fault);
        writer.WriteEndObject();
    }
}
