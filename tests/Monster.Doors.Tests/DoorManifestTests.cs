using Monster.Terminal;

namespace Monster.Doors.Tests;

/// <summary>What a door's author may declare, and what is refused.</summary>
public sealed class DoorManifestTests(WasiPrograms programs)
{
    [Fact]
    public void Everything_can_be_declared()
    {
        var manifest = DoorManifestReader.Read("""
            # a comment
            name = "Guess"
            about = "Guess the number."
            program = "guess.wasm"
            drop-file = "DOOR32.SYS"
            encoding = "utf8"
            input = "keys"
            memory = 32
            minutes = 20
            work = 5
            disk = 64
            output = 16
            fine-clock = true
            """);
        Assert.Equal(
            new DoorManifest
            {
                Name = "Guess",
                About = "Guess the number.",
                Program = "guess.wasm",
                DropFile = DropFileKind.Door32Sys,
                Encoding = TerminalEncoding.Utf8,
                TakesKeys = true,
                MemoryMiB = 32,
                Minutes = 20,
                Work = 5,
                DiskKiB = 64,
                OutputKiB = 16,
                FineClock = true,
            },
            manifest);
        Assert.Contains("32 MiB of memory, 5 thousand million instructions and 20 minutes", string.Join('\n', manifest.Permissions), StringComparison.Ordinal);
        Assert.Contains("no network", manifest.Permissions[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("program = \"a.wasm\"", "door.toml: there is no name = \"...\", what callers see in the menu.")]
    [InlineData("name = \"a\"", "door.toml: there is no program = \"...\", the WebAssembly file beside it.")]
    [InlineData("name = \"a\\nb\"", "door.toml, line 1: name has 1 to 40 characters, without control characters or outer blanks.")]
    [InlineData("name = 5", "door.toml, line 1: name is a text in quotes.")]
    [InlineData("program = \"../x.wasm\"", "door.toml, line 1: program is the name of a file in the door's folder: letters, digits, '.', '-' and '_'.")]
    [InlineData("program = \"/bin/sh\"", "door.toml, line 1: program is the name of a file in the door's folder: letters, digits, '.', '-' and '_'.")]
    [InlineData("program = \".hidden\"", "door.toml, line 1: program is the name of a file in the door's folder: letters, digits, '.', '-' and '_'.")]
    [InlineData("drop-file = \"x.sys\"", "door.toml, line 1: 'x.sys' is no drop file; there are BBSDEV.DRP, DOOR32.SYS, DOOR.SYS, DORINFO1.DEF, CHAIN.TXT and none.")]
    [InlineData("encoding = \"latin1\"", "door.toml, line 1: encoding is \"cp437\" or \"utf8\".")]
    [InlineData("input = \"mouse\"", "door.toml, line 1: input is \"lines\" or \"keys\".")]
    [InlineData("memory = 0", "door.toml, line 1: memory is a whole number from 1 to 256.")]
    [InlineData("memory = \"16\"", "door.toml, line 1: memory is a whole number from 1 to 256.")]
    [InlineData("work = 99999", "door.toml, line 1: work is a whole number from 1 to 10,000.")]
    [InlineData("fine-clock = 1", "door.toml, line 1: fine-clock is true or false.")]
    [InlineData("network = true", "door.toml, line 1: 'network' is not known; there are name, about, program, drop-file, encoding, input, memory, minutes, work, disk, output, fine-clock, trusted, arguments, cpu and processes.")]
    [InlineData("[limits]\nmemory = 1", "door.toml, line 1: tables such as [limits] are not known; all keys stand by themselves.")]
    public void What_is_wrong_is_told_with_its_line(string text, string message) =>
        Assert.Equal(message, Assert.Throws<DoorRefusedException>(() => DoorManifestReader.Read(text)).Message);

    [Fact]
    public void What_is_no_TOML_is_told_with_its_line() => Assert.StartsWith(
        "door.toml, line 2: The key `name` is already defined", Assert.Throws<DoorRefusedException>(() => DoorManifestReader.Read("name = \"a\"\nname = \"b\"")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_program_that_is_no_WASI_command_is_refused()
    {
        Assert.Contains("'a.wasm' asks for 'env.system', which no door gets", Refusal("(module (import \"env\" \"system\" (func)) (func (export \"_start\")))"), StringComparison.Ordinal);
        Assert.Contains("has no _start", Refusal("(module)"), StringComparison.Ordinal);
        Assert.Contains("is no WebAssembly module", Refusal(null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_is_missing_or_a_link_is_refused()
    {
        string folder = programs.Folder("echo");
        File.Move(Path.Combine(folder, "echo.wasm"), Path.Combine(folder, "real.wasm"));
        Assert.Contains("cannot be read", Assert.Throws<DoorRefusedException>(() => HostedDoor.Open(programs.Engines, folder)).Message, StringComparison.Ordinal);
        File.CreateSymbolicLink(Path.Combine(folder, "echo.wasm"), "real.wasm");
        Assert.Contains("is a link", Assert.Throws<DoorRefusedException>(() => HostedDoor.Open(programs.Engines, folder)).Message, StringComparison.Ordinal);
    }

    private string Refusal(string? text)
    {
        string folder = programs.NewFolder();
        File.WriteAllText(Path.Combine(folder, "door.toml"), "name = \"a\"\nprogram = \"a.wasm\"");
        File.WriteAllBytes(Path.Combine(folder, "a.wasm"), text is null ? [1, 2, 3] : Wasmtime.Module.ConvertText(text));
        return Assert.Throws<DoorRefusedException>(() => HostedDoor.Open(programs.Engines, folder)).Message;
    }
}
