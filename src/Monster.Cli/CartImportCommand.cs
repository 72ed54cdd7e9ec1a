using System.CommandLine;
using Monster.Arcade;
using Monster.Wasm;

namespace Monster.Cli;

/// <summary><c>monster cart import</c>: makes a cartridge of a module that another tool made (docs/abi.md, "Games in C").</summary>
public static class CartImportCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE.wasm") { Description = "A WebAssembly module, such as clang makes." };
        var manifest = new Option<string>("--manifest") { Description = "The manifest: a JSON object with \"abi\": 1, title, pitch, help, ticksPerSecond, players, rules.", Required = true, HelpName = "FILE.json" };
        var output = new Option<string?>("--output", "-o") { Description = "Where the cartridge goes; FILE.cartridge.wasm if not given.", HelpName = "FILE" };
        var command = new Command("import", "Make a cartridge of a module that another tool made.") { file, manifest, output };
        command.SetAction(result =>
        {
            string source = result.GetRequiredValue(file);
            string target = result.GetValue(output) ?? Path.ChangeExtension(source, ".cartridge.wasm");
            byte[] cartridge = Import(source, result.GetRequiredValue(manifest));
            AtomicFile.Write(target, cartridge);
            result.InvocationConfiguration.Output.WriteLine($"'{target}' is a cartridge of {cartridge.Length:N0} bytes. Play it with: monster play {target}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static byte[] Import(string source, string manifestPath)
    {
        byte[] module = BoundedFile.Read(source, CartCheckCommand.MaxFileBytes);
        byte[] json = BoundedFile.Read(manifestPath, Manifest.MaxBytes);
        try
        {
            return CartridgeImporter.Import(module, Manifest.FromJson(json));
        }
        catch (FormatException e)
        {
            throw new CommandException($"'{source}' cannot be made a cartridge: {e.Message}", e);
        }
    }
}
