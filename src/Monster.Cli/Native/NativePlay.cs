using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Monster.Arcade;
using Monster.Trace.Plugin;
using Monster.Trace.Reading;
using Monster.Trace.Running;

namespace Monster.Cli;

/// <summary>
/// A recorded play as a native program: wasm2c makes C of the cartridge, the C compiler a program of it and docs/hosts/host.c, and it runs
/// under user-mode QEMU with the tracer.
/// </summary>
internal sealed class NativePlay : IDisposable
{
    /// <summary>Processors it can be compiled for.</summary>
    public static readonly string[] Architectures = ["x86_64", "aarch64", "riscv64", BigEndian];

    private const string BigEndian = "s390x";

    private const int MaxOutput = 4096;
    private const string Runtime = "/usr/share/wabt/wasm2c";
    private static readonly TimeSpan ToolLimit = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monster-native-");
    private readonly string _architecture;
    private readonly string _trace;

    /// <summary>A native play.</summary>
    /// <param name="architecture">One of <see cref="Architectures"/>.</param>
    /// <param name="trace">Where the trace is to stay; null to remove it.</param>
    public NativePlay(string architecture, string? trace)
    {
        _architecture = architecture;
        _trace = trace ?? In("trace");
    }

    /// <summary>Compiles and runs a recording.</summary>
    /// <returns>What it cost, and what the program said at its end.</returns>
    /// <exception cref="CommandException">A tool is missing or failed.</exception>
    public (GuestCost Cost, NativeResult Said) Run(Arcade.Cartridge cartridge, Recording recording, TraceMode mode)
    {
        string compiler = Compile(cartridge);
        File.WriteAllText(In("keys.json"), "[" + string.Join(',', KeysOf(recording).Select(k => k.ToString(CultureInfo.InvariantCulture))) + "]");
        Task<string>? said = null;
        var run = TraceRun.Run(
            new Monster.Trace.Running.TraceOptions
            {
                Command = ["./play", recording.Seed.ToString(), "keys.json"],
                Output = Path.GetFullPath(_trace),
                Mode = mode,
                WorkingFolder = _folder.FullName,
                Environment = new Dictionary<string, string>(), // it is on the guest's stack, and not the play's
                Prepare = start => start.RedirectStandardOutput = true,
                Begun = process => said = ReadAsync(process.StandardOutput),
            },
            TimeProvider.System);
        var result = NativeResult.Parse(said?.GetAwaiter().GetResult() ?? "", run.ExitCode);
        var functions = Functions(new TraceFolder(Path.GetFullPath(_trace)));
        ulong inGame = 0;
        foreach (var function in functions.Where(f => IsOfGame(f.Name)))
            inGame += function.Instructions;
        var names = CartridgeNames.Find(LocalArcade.CartridgesFolder(), cartridge.Sha256);
        return (new GuestCost(_architecture, run.Instructions ?? 0, inGame, Version(compiler), run.QemuVersion, [.. functions.Select(f => f with { Name = CartridgeNames.Of(f.Name, names) })]), result);
    }

    /// <summary>Compiles a cartridge to the program <c>play</c>.</summary>
    /// <returns>The C compiler's name.</returns>
    /// <exception cref="CommandException">A tool is missing or failed.</exception>
    public string Compile(Arcade.Cartridge cartridge)
    {
        Need("wasm2c", "wabt");
        if (!Directory.Exists(Runtime))
            throw new CommandException($"wasm2c's runtime is not in {Runtime}: on Debian, 'apt install wabt'.");
        string compiler = Compiler();
        File.WriteAllBytes(In("game.wasm"), cartridge.File.ToArray());
        Unpack("host.c");
        Tool("wasm2c", "game.wasm", "-n", "game", "-o", "game.c");
        // Static: what the loader would do is not the game's cost.
        // wabt's headers leave it to whoever compiles to say that the processor is big-endian.
        Tool(compiler, "-O2", "-w", "-static", $"-DWABT_BIG_ENDIAN={(_architecture == BigEndian ? 1 : 0)}", "-I.", "-I" + Runtime, "host.c", "game.c", Runtime + "/wasm-rt-impl.c", "-lm", "-o", "play");
        return compiler;
    }

    /// <summary>Compiles the first program of a machine, <c>init</c>.</summary>
    /// <param name="source">Its source.</param>
    /// <param name="options">Options of the compiler.</param>
    public void CompileInit(string source, params string[] options)
    {
        Unpack(source);
        Tool(Compiler(), ["-O2", "-static", .. options, source, "-o", "init"]);
    }

    /// <summary>A file of the folder it works in.</summary>
    public string In(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>The keys of a recording as docs/abi.md's headless form wants them: one a tick.</summary>
    public static IReadOnlyList<int> KeysOf(Recording recording)
    {
        var keys = new int[recording.Ticks];
        var next = recording.Keys.Read();
        for (int tick = 0; tick < keys.Length; tick++)
            keys[tick] = next.Next();
        return keys;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>wasm2c's names of what it made of the cartridge.</summary>
    private static bool IsOfGame(string name) => name.StartsWith("w2c_", StringComparison.Ordinal) || name.StartsWith("Z_game", StringComparison.Ordinal);

    private static IReadOnlyList<GuestFunction> Functions(TraceFolder trace)
    {
        var sums = new Dictionary<uint, ulong>();
        foreach (var count in trace.Counts)
        {
            if (trace.Blocks[(int)count.Block] is { Function: { } function, Instructions: var each })
                sums[function] = sums.GetValueOrDefault(function) + (count.Count * each);
        }

        return [.. sums.Select(s => new GuestFunction(trace.Functions[(int)s.Key].Name, s.Value)).OrderByDescending(f => f.Instructions).ThenBy(f => f.Name, StringComparer.Ordinal)];
    }

    private static async Task<string> ReadAsync(StreamReader reader)
    {
        var buffer = new char[MaxOutput];
        int length = await reader.ReadBlockAsync(buffer).ConfigureAwait(false);
        return new string(buffer, 0, length);
    }

    private static void Need(string program, string packages)
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program))))
            throw new CommandException($"{program} is not installed: on Debian, 'apt install {packages}'.");
    }

    private string Version(string compiler) => Tool(compiler, "--version").Split('\n')[0];

    private string Compiler()
    {
        bool own = _architecture == "x86_64" && RuntimeInformation.OSArchitecture == Architecture.X64;
        string compiler = own ? "gcc" : _architecture + "-linux-gnu-gcc";
        Need(compiler, own ? "gcc libc6-dev" : $"gcc-{_architecture.Replace('_', '-')}-linux-gnu libc6-dev-{(_architecture == "aarch64" ? "arm64" : _architecture)}-cross");
        return compiler;
    }

    private void Unpack(string name)
    {
        using var resource = typeof(NativePlay).Assembly.GetManifestResourceStream(name)!;
        using var file = File.Create(In(name));
        resource.CopyTo(file);
    }

    private string Tool(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(ToolLimit))
        {
            process.Kill(entireProcessTree: true);
            throw new CommandException($"{program} took longer than {ToolLimit.TotalMinutes:0} minutes.");
        }

        return process.ExitCode == 0 ? output.GetAwaiter().GetResult() : throw new CommandException($"{program} ended with {process.ExitCode}: {error.GetAwaiter().GetResult().Trim().Split('\n')[0]}");
    }
}
