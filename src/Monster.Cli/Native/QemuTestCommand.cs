using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using Monster.Arcade;
using Monster.Trace.Plugin;
using Monster.Trace.Running;
using Monster.Trace.Tables;

namespace Monster.Cli;

/// <summary>
/// <c>monster qemu test</c>: a whole machine. It boots a Linux kernel in qemu-system-x86_64 with the tracer, types a recorded play at its serial line, and
/// asks for the same score and state hash at the end.
/// </summary>
public static class QemuTestCommand
{
    private const int Executable = 0x1ED; // 0755

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string?>("FILE") { Description = "The recording, a .play file; without it Block Drop's demo, with --door Fog Walk's.", Arity = ArgumentArity.ZeroOrOne };
        var door = new Option<string?>("--door") { Description = "Have the arcade itself in the machine, as a door that is called over the serial line: the self-contained program that ./publish makes.", HelpName = "MONSTER" };
        var kernel = new Option<string?>("--kernel") { Description = "The kernel; without it the newest of /boot.", HelpName = "VMLINUZ" };
        var cartridge = new Option<string?>("--cartridge") { Description = "The cartridge it was played with, when it is not one of the arcade's.", HelpName = "FILE.wasm" };
        var mode = new Option<TraceMode>("--mode") { Description = "What is recorded, as in 'trace run'.", DefaultValueFactory = _ => TraceMode.Count, HelpName = "MODE" };
        var output = new Option<string>("--out") { Description = "The trace's folder.", DefaultValueFactory = _ => "machine", HelpName = "DIR" };
        var timeout = new Option<int>("--timeout") { Description = "Seconds after which the machine is switched off.", DefaultValueFactory = _ => 300, HelpName = "SECONDS" };
        var json = JsonOutput.Option();
        var result = new Command("test", "Boot Linux under QEMU with the tracer, type a recorded play at its serial line, and compare score and state.") { file, door, kernel, cartridge, mode, output, timeout, json };
        result.SetAction(parsed =>
        {
            string image = Kernel(parsed.GetValue(kernel));
            using var arcade = new LocalArcade();
            string? monster = parsed.GetValue(door);
            if (monster is not null && !File.Exists(monster))
                throw new CommandException($"There is no program '{monster}': ./publish makes it.");
            var recording = PlayerStore.Read(parsed.GetValue(file) ?? Path.Combine(arcade.DemoFolder ?? throw new CommandException("The demo recordings are not here: name a recording."), monster is null ? "BlockDrop.play" : "FogWalk.play"));
            using var own = parsed.GetValue(cartridge) is { } path ? arcade.Cartridge(path) : null;
            var played = own ?? arcade.CartridgeOf(recording);
            if (played.Sha256 != recording.Cartridge)
                throw new CommandException($"The recording was made with another cartridge ({recording.Cartridge[..12]}...) than '{parsed.GetValue(cartridge)}'.");
            using var native = new NativePlay("x86_64", null);
            string files = native.In("files.gz");
            var limit = TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(timeout), 1, 86_400));
            ITypist typist;
            if (monster is null)
            {
                native.Compile(played);
                native.CompileInit("init.c");
                WriteFiles(files, native);
                typist = new SerialTypist(recording.Seed.ToString(), NativePlay.KeysOf(recording), limit, TimeProvider.System);
            }
            else
            {
                typist = new DoorTypist(DoorMachine.Typed(played, recording), limit, TimeProvider.System);
                DoorMachine.Write(files, monster, native, played, recording);
            }

            var run = TraceRun.Run(
                new TraceOptions
                {
                    // No random addresses in the kernel, and time goes by instructions: the same boot executes the same code each time.
                    Command = ["qemu-system-x86_64", "-nographic", "-nodefaults", "-serial", "stdio", "-no-reboot", "-m", monster is null ? "512" : "1024", "-cpu", monster is null ? "qemu64" : "max", "-accel", "tcg,thread=single", "-icount", "shift=0,sleep=off", "-rtc", "base=2026-01-01,clock=vm",
                        "-kernel", image, "-initrd", files, "-append", "console=ttyS0 quiet nokaslr panic=-1 random.trust_cpu=off"],
                    IsMachine = true,
                    Output = parsed.GetRequiredValue(output),
                    Mode = parsed.GetValue(mode),
                    Prepare = start => (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true),
                    Begun = typist.Begin,
                },
                TimeProvider.System);
            typist.Check(recording, run.ExitCode);
            if (parsed.GetValue(json))
                JsonOutput.WriteObject(parsed.InvocationConfiguration.Output, writer =>
                {
                    RecordingCommand.WriteResult(writer, recording);
                    TraceSummaryCommand.Write(writer, run, parsed.GetRequiredValue(output));
                });
            else
                Print(parsed.InvocationConfiguration.Output, played, recording, run, parsed.GetRequiredValue(output));
            return ExitCode.Ok;
        });
        return result;
    }

    private static string Kernel(string? given)
    {
        if (given is not null)
            return File.Exists(given) ? Path.GetFullPath(given) : throw new CommandException($"There is no kernel '{given}'.");
        string? newest = Directory.Exists("/boot") ? Directory.EnumerateFiles("/boot", "vmlinuz-*").OrderDescending(StringComparer.Ordinal).FirstOrDefault() : null;
        return newest ?? throw new CommandException("There is no kernel in /boot: give one with --kernel. On Debian, 'apt-get download linux-image-cloud-amd64' names a package that has one; docs/qemu.md tells how to unpack it.");
    }

    private static void WriteFiles(string path, NativePlay native)
    {
        using var file = File.Create(path);
        using var packed = new GZipStream(file, CompressionLevel.Fastest);
        var archive = new CpioArchive(packed);
        archive.Add("init", File.ReadAllBytes(native.In("init")), Executable);
        archive.Add("play", File.ReadAllBytes(native.In("play")), Executable);
        archive.End();
    }

    private static void Print(TextWriter output, Arcade.Cartridge cartridge, Recording recording, RunRow run, string folder)
    {
        output.WriteLine($"{cartridge.Manifest.Title}, typed at the serial line of a booted Linux: {recording.Ticks:N0} ticks, {(recording.Score is { } score ? $"score {score:N0}" : "no score")}, the same score and state.");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The machine executed {run.Instructions:N0} instructions in {run.Seconds:0.0} s. Next: monster trace summary {folder}"));
    }
}
