using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using Monster.Wasm;

namespace Monster.Cli;

/// <summary><c>monster cart info</c>: what a cartridge says of itself and how it is made.</summary>
public static class CartInfoCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var name = new Argument<string>("NAME|FILE.wasm") { Description = "A game's name or shard, or a cartridge's file." };
        var wat = new Option<bool>("--wat") { Description = "Print the whole module in the WebAssembly text format instead." };
        var json = JsonOutput.Option();
        var command = new Command("info", "Say what a cartridge is: manifest, sizes, memory.") { name, wat, json };
        command.SetAction(result =>
        {
            byte[] file = Read(result.GetRequiredValue(name));
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(wat))
                WatPrinter.Print(WasmReader.Read(file), output);
            else if (result.GetValue(json))
                JsonOutput.WriteObject(output, writer => Write(writer, file));
            else
                Write(output, file);
            return ExitCode.Ok;
        });
        return command;
    }

    private static byte[] Read(string name)
    {
        byte[] file;
        if (name.EndsWith(".wasm", StringComparison.OrdinalIgnoreCase) || name.Contains('/', StringComparison.Ordinal))
        {
            file = BoundedFile.Read(name, CartCheckCommand.MaxFileBytes);
        }
        else
        {
            using var arcade = new LocalArcade();
            file = arcade.Cartridge(name).File.ToArray();
        }

        var check = CartridgeCheck.Of(file);
        return check.IsCartridge ? file : throw new CommandException($"'{name}' is not a cartridge: {check.Faults[0]} 'monster cart check' says all.");
    }

    private static void Write(TextWriter output, byte[] file)
    {
        var (manifest, layout, module) = Facts(file);
        output.WriteLine($"{manifest.Title}{(manifest.Author.Length > 0 ? $", by {manifest.Author}" : "")}");
        output.WriteLine(manifest.Pitch);
        output.WriteLine();
        foreach (string line in manifest.Help.Split('\n'))
            output.WriteLine($"  {line}");
        output.WriteLine();
        output.WriteLine($"sha256    {Sha256(file)}");
        output.WriteLine($"size      {file.Length:N0} bytes, {module.Functions.Count:N0} functions, {module.Functions.Sum(f => f.Body.Count):N0} instructions");
        output.WriteLine($"rules     {manifest.Rules:N0}, {(manifest.TicksPerSecond == 0 ? "turn-based" : $"{manifest.TicksPerSecond} ticks a second")}, {(manifest.Players == 1 ? "one player" : $"{manifest.Players} players")}{(manifest.Shard >= 0 ? $", shard {manifest.Shard}" : "")}");
        output.WriteLine($"memory    {layout.Pages} x 64 KiB: stack 0-{layout.ShadowStackBytes - 1}, cells at {layout.Cells}, {(layout.Voices == 0 ? "no voices" : $"voices at {layout.Voices}")}, state {layout.StateStart}-{layout.StateEnd - 1} ({layout.StateBytes:N0} bytes)");
    }

    private static void Write(Utf8JsonWriter writer, byte[] file)
    {
        var (manifest, layout, module) = Facts(file);
        writer.WriteString("sha256", Sha256(file));
        writer.WriteNumber("bytes", file.Length);
        writer.WriteNumber("functions", module.Functions.Count);
        writer.WriteNumber("instructions", module.Functions.Sum(f => f.Body.Count));
        writer.WritePropertyName("manifest");
        writer.WriteRawValue(manifest.ToSection().Bytes.Span);
        writer.WriteStartObject("memory");
        writer.WriteNumber("pages", layout.Pages);
        writer.WriteNumber("shadowStackBytes", layout.ShadowStackBytes);
        writer.WriteNumber("cells", layout.Cells);
        writer.WriteNumber("voices", layout.Voices);
        writer.WriteNumber("stateStart", layout.StateStart);
        writer.WriteNumber("stateEnd", layout.StateEnd);
        writer.WriteEndObject();
    }

    private static (Manifest Manifest, CartridgeLayout Layout, Module Module) Facts(byte[] file)
    {
        var check = CartridgeCheck.Of(file);
        return (check.Manifest!, check.Layout!, WasmReader.Read(file));
    }

    private static string Sha256(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));
}
