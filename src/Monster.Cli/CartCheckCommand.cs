using System.CommandLine;
using System.Security.Cryptography;
using Monster.Wasm;

namespace Monster.Cli;

/// <summary><c>monster cart check</c>: whether a file is a cartridge of ABI 1, and if not, why not.</summary>
public static class CartCheckCommand
{
    /// <summary>A module that is far too large for a cartridge is still read, so that it can be told so.</summary>
    internal const int MaxFileBytes = 64 * 1024 * 1024;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE.wasm") { Description = "A WebAssembly module." };
        var json = JsonOutput.Option();
        var command = new Command("check", "Say whether a file is a cartridge, and if not, why not.") { file, json };
        command.SetAction(result =>
        {
            string path = result.GetRequiredValue(file);
            byte[] bytes = BoundedFile.Read(path, MaxFileBytes);
            var check = CartridgeCheck.Of(bytes);
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
                WriteJson(output, bytes, check);
            else
                Write(output, path, check);
            return check.IsCartridge ? ExitCode.Ok : ExitCode.CheckFailed;
        });
        return command;
    }

    private static void Write(TextWriter output, string path, CartridgeCheck check)
    {
        if (check.IsCartridge)
            output.WriteLine($"'{path}' is a cartridge of ABI 1: {check.Manifest!.Title}.");
        else
            output.WriteLine($"'{path}' is not a cartridge.");
        foreach (string fault in check.Faults)
            output.WriteLine($"  {fault}");
    }

    private static void WriteJson(TextWriter output, byte[] bytes, CartridgeCheck check) => JsonOutput.WriteObject(output, writer =>
    {
        writer.WriteBoolean("cartridge", check.IsCartridge);
        writer.WriteString("sha256", Convert.ToHexStringLower(SHA256.HashData(bytes)));
        writer.WriteStartArray("faults");
        foreach (string fault in check.Faults)
            writer.WriteStringValue(fault);
        writer.WriteEndArray();
    });
}
