using System.CommandLine;
using System.Globalization;
using Monster.Trace;
using Monster.Trace.Plugin;
using Monster.Trace.Running;
using Monster.Trace.Tables;

namespace Monster.Cli;

/// <summary><c>monster trace run</c>: runs a program under QEMU and writes what it did.</summary>
public static class TraceRunCommand
{
    private const double Mega = 1e6;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Argument<string[]>("COMMAND") { Description = "The program and its arguments, after '--'.", Arity = ArgumentArity.OneOrMore };
        var mode = new Option<TraceMode>("--mode") { Description = "What is recorded: cover (which blocks), count (how often each), blocks (each, in order), memory (and each access), syscalls.", DefaultValueFactory = _ => TraceMode.Blocks, HelpName = "MODE" };
        var output = new Option<string>("--out") { Description = "The trace's folder.", DefaultValueFactory = _ => "trace", HelpName = "DIR" };
        var filter = new Option<string[]>("--filter") { Description = "Only this code: MODULE, MODULE:FUNCTION, :FUNCTION of the program, or 0xFROM-0xTO; * stands for any letters of a function; may be given several times.", HelpName = "F" };
        var startAt = new Option<string?>("--start-at") { Description = "Begin when this guest address is reached, or for the Nth time.", HelpName = "0xADDRESS[#N]" };
        var stopAt = new Option<string?>("--stop-at") { Description = "End when this guest address is reached.", HelpName = "0xADDRESS[#N]" };
        var startAfter = new Option<ulong>("--start-after") { Description = "Begin after so many instructions.", HelpName = "N" };
        var length = new Option<ulong>("--length") { Description = "Record so many instructions, then stop.", HelpName = "N" };
        var every = new Option<ulong>("--every") { Description = "Begin again so many instructions after it began.", HelpName = "N" };
        var drop = new Option<bool>("--drop") { Description = "Drop records, and count them, rather than hold the program up." };
        var pool = new Option<int>("--pool") { Description = "MiB of shared memory to the collector.", DefaultValueFactory = _ => 64, HelpName = "MIB" };
        var level = new Option<int>("--level") { Description = "zstd's level for the streams.", DefaultValueFactory = _ => 1, HelpName = "N" };
        var plugin = new Option<string?>("--plugin") { Description = "The QEMU plugin, when it is not where the build puts it.", HelpName = "FILE.so" };
        var sysroot = new Option<string?>("--sysroot") { Description = "Where a foreign architecture's libraries are (QEMU's -L).", HelpName = "DIR" };
        var system = new Option<bool>("--system") { Description = "The command is qemu-system-ARCH with its arguments: trace the whole machine." };
        var quiet = new Option<bool>("--quiet") { Description = "Say nothing but complaints." };
        var json = JsonOutput.Option();
        var result = new Command("run", "Run a program under QEMU and write what it did as Parquet files.") { command, mode, output, filter, startAt, stopAt, startAfter, length, every, drop, pool, level, plugin, sysroot, system, quiet, json };
        result.SetAction(parsed =>
        {
            bool says = !parsed.GetValue(quiet) && !parsed.GetValue(json);
            bool live = says && !Console.IsErrorRedirected;
            var error = parsed.InvocationConfiguration.Error;
            var options = new TraceOptions
            {
                Command = parsed.GetRequiredValue(command),
                Mode = parsed.GetValue(mode),
                Output = parsed.GetRequiredValue(output),
                Filters = parsed.GetValue(filter) ?? [],
                Window = Window(parsed.GetValue(startAt), parsed.GetValue(stopAt), parsed.GetValue(startAfter), parsed.GetValue(length), parsed.GetValue(every)),
                Drops = parsed.GetValue(drop),
                Pool = parsed.GetValue(pool),
                Level = parsed.GetValue(level),
                Plugin = parsed.GetValue(plugin),
                Sysroot = parsed.GetValue(sysroot),
                IsMachine = parsed.GetValue(system),
            };
            var row = TraceRun.Run(options, TimeProvider.System, live ? progress => error.Write("\r" + Line(progress) + "\u001b[K") : null);
            if (live)
                error.Write("\r\u001b[K");
            if (parsed.GetValue(json))
                JsonOutput.WriteObject(parsed.InvocationConfiguration.Output, writer => TraceSummaryCommand.Write(writer, row, options.Output));
            else if (says)
                error.WriteLine(Said(row, options.Output));
            return row.ExitCode ?? ExitCode.BadInput;
        });
        return result;
    }

    private static string Line(TraceProgress progress) => string.Create(CultureInfo.InvariantCulture,
        $"{progress.Elapsed.TotalSeconds,6:0.0} s  {(progress.Instructions is { } i ? $"{i / Mega:N0} M instructions ({i / Mega / Math.Max(progress.Elapsed.TotalSeconds, 0.001):N0} M/s)  " : "")}{progress.Records / Mega:N0} M records  {progress.Bytes / Mega:N1} MB");

    private static string Said(RunRow row, string folder) => string.Create(CultureInfo.InvariantCulture,
        $"{(row.State == "complete" ? "Traced" : "Interrupted (" + row.Reason + ")")}: {(row.Instructions is { } i ? $"{i:N0} instructions, " : "")}{row.Seconds:0.00} s, in {folder}. Next: monster trace summary {folder}");

    private static TraceWindow? Window(string? startAt, string? stopAt, ulong startAfter, ulong length, ulong every)
    {
        if (startAt is null && stopAt is null && startAfter == 0 && length == 0 && every == 0)
            return null;
        var (start, startHit) = Place("--start-at", startAt);
        var (stop, stopHit) = Place("--stop-at", stopAt);
        if (every != 0 && every <= length)
            throw new CommandException("--every must be more than --length: windows do not overlap.");
        if (every != 0 && length == 0)
            throw new CommandException("--every needs --length.");
        if (startAfter != 0 && start is not null)
            throw new CommandException("--start-at and --start-after exclude each other.");
        return new TraceWindow(start, startHit, stop, stopHit, startAfter, length, every);
    }

    private static (ulong? Address, ulong Hit) Place(string option, string? text)
    {
        if (text is null)
            return (null, 1);
        string[] parts = text.Split('#');
        ulong hit = 1;
        bool good = parts[0].StartsWith("0x", StringComparison.Ordinal);
        good &= ulong.TryParse(parts[0].AsSpan(good ? 2 : 0), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong address) && address != 0;
        good &= parts.Length == 1 || (parts.Length == 2 && ulong.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out hit) && hit > 0);
        return good ? (address, hit) : throw new CommandException($"{option} '{text}' is no guest address: 0xADDRESS, or 0xADDRESS#N for the Nth time.");
    }
}
