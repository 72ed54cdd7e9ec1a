using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Monster.Cli.Tests;

/// <summary>cart check, info and import on files: a game in C that clang compiles here, and the hostile cartridges.</summary>
public sealed class CartCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("monster-cart-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_game_in_C_is_imported_checked_and_described()
    {
        string examples = Path.Combine(Root(), "docs", "examples", "c");
        string made = Path.Combine(_folder, "riders.wasm"), cartridge = Path.Combine(_folder, "riders.cartridge.wasm");
        Clang(Path.Combine(examples, "wall-riders.c"), made);
        var imported = CommandLine.Run("cart", "import", made, "--manifest", Path.Combine(examples, "wall-riders.json"));
        Assert.Equal((0, ""), (imported.ExitCode, imported.Error));
        var check = CommandLine.Run("cart", "check", cartridge, "--json");
        Assert.Equal(0, check.ExitCode);
        Assert.True(JsonDocument.Parse(check.Output).RootElement.GetProperty("cartridge").GetBoolean());
        var info = CommandLine.Run("cart", "info", cartridge);
        Assert.StartsWith("Wall Riders, by ", info.Output, StringComparison.Ordinal);
        Assert.Contains("20 ticks a second, one player", info.Output, StringComparison.Ordinal);
        var facts = JsonDocument.Parse(CommandLine.Run("cart", "info", cartridge, "--json").Output).RootElement;
        Assert.Equal("Wall Riders", facts.GetProperty("manifest").GetProperty("title").GetString());
        Assert.Equal(new FileInfo(cartridge).Length, facts.GetProperty("bytes").GetInt64());
        Assert.StartsWith("(module", CommandLine.Run("cart", "info", cartridge, "--wat").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_that_is_no_cartridge_fails_the_check_with_every_fault()
    {
        var said = CommandLine.Run("cart", "check", Path.Combine(Root(), "tests", "hostile", "imports.wasm"));
        Assert.Equal(ExitCode.CheckFailed, said.ExitCode);
        Assert.Contains("It imports env.host; a cartridge imports nothing.", said.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, CommandLine.Run("cart", "info", Path.Combine(Root(), "tests", "hostile", "imports.wasm")).ExitCode);
    }

    [Fact]
    public void A_file_that_is_not_there_or_not_a_module_is_said_in_one_line()
    {
        var missing = CommandLine.Run("cart", "check", Path.Combine(_folder, "none.wasm"));
        Assert.Equal(ExitCode.BadInput, missing.ExitCode);
        Assert.Contains("There is no file", missing.Error, StringComparison.Ordinal);
        string text = Path.Combine(_folder, "text.wasm"), json = Path.Combine(_folder, "text.json");
        File.WriteAllText(text, "not a module");
        File.WriteAllText(json, "{\"abi\":1,\"title\":\"x\"}");
        Assert.Equal(ExitCode.CheckFailed, CommandLine.Run("cart", "check", text).ExitCode);
        var imported = CommandLine.Run("cart", "import", text, "--manifest", json);
        Assert.Equal(ExitCode.BadInput, imported.ExitCode);
        Assert.Contains("lacks \"pitch\"", imported.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "text.cartridge.wasm")));
    }

    private static void Clang(string source, string target)
    {
        string[] arguments =
        [
            "--target=wasm32", "-O2", "-ffreestanding", "-fno-builtin", "-nostdlib", "-o", target, source, "-Wl,--no-entry,--stack-first,-z,stack-size=16384",
            "-Wl,--export=cells,--export=voices,--export=__start_state,--export=__stop_state,--export=__heap_base",
        ];
        using var process = Process.Start(new ProcessStartInfo("clang", arguments) { RedirectStandardError = true })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
    }

    private static string Root([CallerFilePath] string here = "")
    {
        string directory = Path.GetDirectoryName(here)!;
        while (!File.Exists(Path.Combine(directory, "Monster.slnx")))
            directory = Path.GetDirectoryName(directory)!;
        return directory;
    }
}
