using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Monster.Arcade;
using Monster.Doors;
using Monster.Terminal;
using Monster.Trace.Running;

namespace Monster.Cli;

/// <summary>
/// The files of a machine whose only program is the arcade's door, in one file (<c>./publish</c>), with its drop file and a play of the recorded seed
/// that waits for its caller. Whoever goes on with that play and presses the recorded keys must end where the recording ends.
/// </summary>
internal static class DoorMachine
{
    private const int Executable = 0x1ED, Plain = 0x1A4;
    private const int MostTyped = 4000; // what a Linux terminal keeps for a program that does not read yet
    private static readonly string[] OpenSsl = ["libssl.so.3", "libcrypto.so.3"];

    private const string DropFile = "door/BBSDEV.DRP";

    /// <summary>What is typed: once the play that waits is shown, to go on, and then the recorded keys.</summary>
    /// <exception cref="CommandException">The recording cannot be typed.</exception>
    public static byte[] Typed(Arcade.Cartridge cartridge, Recording recording)
    {
        if (cartridge.Manifest.TicksPerSecond != 0)
            throw new CommandException($"{cartridge.Manifest.Title} goes by the clock, so that typed keys do not meet the same ticks again: name a recording of a turn-based game, or leave --door out.");
        var typed = new StringBuilder("\r");
        foreach (int key in NativePlay.KeysOf(recording))
            typed.Append(Letters(key) ?? throw new CommandException($"The recording has key {key}, which no terminal sends."));
        return typed.Length <= MostTyped ? Encoding.ASCII.GetBytes(typed.ToString()) : throw new CommandException($"The recording's keys are {typed.Length:N0} letters, and a terminal keeps {MostTyped:N0}: name a shorter one.");
    }

    /// <summary>Writes the machine's first root file system.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="monster">The program that has everything in one file.</param>
    /// <param name="native">Compiles the machine's first program.</param>
    /// <param name="cartridge">The game.</param>
    /// <param name="recording">What will be played.</param>
    public static void Write(string path, string monster, NativePlay native, Arcade.Cartridge cartridge, Recording recording)
    {
        native.CompileInit("door.c", $"-DGAME=\"{cartridge.Manifest.Title.Replace("\"", "", StringComparison.Ordinal)}\"");
        using var file = File.Create(path);
        using var packed = new GZipStream(file, CompressionLevel.Fastest);
        var archive = new CpioArchive(packed);
        archive.Add("init", File.ReadAllBytes(native.In("init")), Executable);
        archive.Add("monster", File.ReadAllBytes(monster), Executable);
        foreach (string library in Libraries(monster))
            archive.Add(library.TrimStart('/'), File.ReadAllBytes(library), Executable);
        var told = new DoorFacts { Alias = "Serial", Node = 1, Width = TerminalFacts.NeededWidth, Height = TerminalFacts.NeededHeight, Emulation = DoorEmulation.Ansi, Encoding = TerminalEncoding.Utf8, TimeLeft = TimeSpan.FromHours(1) };
        byte[] drop = DropFileWriter.Write(DropFileKind.BbsDevDrp, told);
        archive.Add(DropFile, drop, Plain);
        Saved(archive, native, drop, cartridge, recording);
        archive.End();
    }

    /// <summary>The play that waits: begun with the recorded seed, no key pressed, in the folder in which the door will look.</summary>
    private static void Saved(CpioArchive archive, NativePlay native, byte[] drop, Arcade.Cartridge cartridge, Recording recording)
    {
        string data = native.In("data"), there = native.In(Path.GetFileName(DropFile));
        File.WriteAllBytes(there, drop);
        var facts = DropFileFinder.Read(DropFileFinder.Find(there, _ => null)).Use();
        using (var play = new Play(cartridge, recording.Seed))
            new PlayerStore(CallerFiles.Folder(data, facts)).Save(play);
        foreach (string file in Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories).Where(f => !Path.GetFileName(f).StartsWith('.')).Order(StringComparer.Ordinal))
            archive.Add("data/" + Path.GetRelativePath(data, file), File.ReadAllBytes(file), Plain);
    }

    /// <summary>The shared libraries a program needs, and what loads them.</summary>
    private static List<string> Libraries(string program)
    {
        var start = new ProcessStartInfo("ldd", [program]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new CommandException($"'{program}' is not the self-contained program that ./publish makes: {error.GetAwaiter().GetResult().Trim()}");
        var needed = output.Split('\n').Select(line => line.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(word => word.StartsWith('/'))).OfType<string>().Distinct().ToList();
        // .NET looks for these when it first hashes something; no program names them.
        var asked = needed.Select(path => Path.GetDirectoryName(path)!).Distinct().SelectMany(folder => OpenSsl.Select(name => Path.Combine(folder, name))).Where(File.Exists);
        return [.. needed, .. asked.DistinctBy(Path.GetFileName)];
    }

    /// <summary>What a terminal sends for a key of ABI 1; null for none.</summary>
    private static string? Letters(int key) => key switch
    {
        8 or 9 or 13 or (>= 32 and <= 126) => ((char)key).ToString(),
        256 => "\e[A",
        257 => "\e[B",
        258 => "\e[D",
        259 => "\e[C",
        260 => "\e[H",
        261 => "\e[F",
        262 => "\e[5~",
        263 => "\e[6~",
        264 => "\e[2~",
        265 => "\e[3~",
        >= 273 and <= 283 => "\e[" + FunctionKeys[key - 273] + "~",
        _ => null,
    };

    private static ReadOnlySpan<byte> FunctionKeys => [12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24];
}
