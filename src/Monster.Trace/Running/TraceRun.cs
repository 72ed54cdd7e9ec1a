using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Monster.Trace.Collect;
using Monster.Trace.Plugin;
using Monster.Trace.Tables;

namespace Monster.Trace.Running;

/// <summary>Runs a program under user-mode QEMU with the plugin and writes its trace.</summary>
public sealed class TraceRun
{
    private const string Seed = "71";
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ReapEvery = TimeSpan.FromMilliseconds(50);

    private readonly TraceOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<TraceProgress>? _progress;
    private readonly GuestProgram _program;
    private readonly string _qemu;
    private readonly string _qemuFile;
    private readonly string _plugin;
    private readonly string _folder;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _environment;
    private volatile string? _interrupted;

    private TraceRun(TraceOptions options, TimeProvider time, Action<TraceProgress>? progress)
    {
        (_options, _time, _progress) = (options, time, progress);
        if (options.Pool is < 4 or > Collector.MaxPool)
            throw new TraceException($"The pool has 4 to {Collector.MaxPool} MiB.");
        _folder = options.WorkingFolder ?? Environment.CurrentDirectory;
        if (options.IsMachine)
            (_qemu, _program) = GuestProgram.FindMachine(options.Command, _folder);
        else
            _qemu = Tools.UserQemu((_program = GuestProgram.Find(options.Command, _folder)).Architecture);
        if (options.IsMachine && options.Filters.Any(f => !f.StartsWith("0x", StringComparison.Ordinal)))
            throw new TraceException("A machine has no modules that the tracer knows: filter by addresses, 0xFROM-0xTO.");
        _qemuFile = File.ResolveLinkTarget(_qemu, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(_qemu);
        _plugin = Tools.Plugin(options.Plugin);
        // Sorted: the guest reads it, and a dictionary's order is another in each process.
        var environment = options.Environment ?? Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "");
        _environment = [.. environment.OrderBy(e => e.Key, StringComparer.Ordinal)];
    }

    /// <summary>Runs a program and writes its trace.</summary>
    /// <param name="options">What and how.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Told twice a second how far it is.</param>
    /// <returns>The run as it is in the trace.</returns>
    /// <exception cref="TraceException">It could not be started, or the trace could not be written.</exception>
    public static RunRow Run(TraceOptions options, TimeProvider time, Action<TraceProgress>? progress = null) => new TraceRun(options, time, progress).Run();

    private RunRow Run()
    {
        string[] filters = [.. FilterLines.Of(_options.Filters, _program.Path, _options.Sysroot ?? Tools.Sysroot(_program.Architecture))];
        MakeOutput(_options.Output);
        var row = Describe();
        TableFile.Write(_options.Output, [row]);
        using var shared = new SharedFolder(_options, filters);
        using var collector = new Collector(shared.Path, _options.Output, Environment.ProcessorCount, _options.Level);
        using var guest = Start(shared.Path);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Interrupt(context, guest));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Interrupt(context, guest));
        long started = _time.GetTimestamp();
        Exception? failure = null;
        try
        {
            Collect(collector, guest, started);
        }
        catch (Exception e) when (e is IOException or TraceException)
        {
            failure = e;
            if (!guest.HasExited)
                guest.Kill();
        }

        guest.WaitForExit();
        double seconds = _time.GetElapsedTime(started).TotalSeconds;
        if (failure is null && collector.Processes.Count == 0)
        {
            TryDelete(_options.Output);
            throw new TraceException($"{Path.GetFileName(_qemu)} ended with code {guest.ExitCode} before it ran anything: what it says is above.");
        }

        if (failure is null)
            collector.Finish();
        failure ??= collector.Failure;
        try
        {
            row = TraceTotals.Write(_options.Output, collector, row) with
            {
                State = _interrupted is null && failure is null ? "complete" : "interrupted",
                Reason = _interrupted ?? failure?.Message,
                Seconds = seconds,
                ExitCode = guest.ExitCode,
            };
            TableFile.Write(_options.Output, [row]);
        }
        catch (IOException e)
        {
            failure ??= e; // its run still says that it has not ended
        }

        return failure is null ? row : throw new TraceException($"The trace is not whole: {failure.Message}", failure);
    }

    private void Collect(Collector collector, Process guest, long started)
    {
        long told = started, reaped = started;
        while (true)
        {
            bool over = guest.HasExited;
            collector.Step();
            if (collector.Failure is { } failure)
                throw new TraceException(failure.Message, failure);
            long now = _time.GetTimestamp();
            if (over || _time.GetElapsedTime(reaped, now) > ReapEvery)
            {
                collector.Reap(RunsQemu);
                reaped = now;
            }

            if (over && (!collector.AnyRuns || _interrupted is not null))
                break;
            if (_progress is not null && _time.GetElapsedTime(told, now) > ProgressEvery)
            {
                told = now;
                _progress(TraceTotals.Progress(collector, _time.GetElapsedTime(started, now)));
            }
        }
    }

    private Process Start(string shared)
    {
        var start = new ProcessStartInfo(_qemu) { WorkingDirectory = _folder };
        foreach (string argument in QemuArguments(shared))
            start.ArgumentList.Add(argument);
        start.Environment.Clear();
        foreach (var (name, value) in _environment)
            start.Environment[name] = value;
        _options.Prepare?.Invoke(start);
        Process? guest = null;
        Posix.WithoutRandomAddresses(() => guest = Process.Start(start));
        _options.Begun?.Invoke(guest!);
        return guest!;
    }

    private List<string> QemuArguments(string shared)
    {
        List<string> arguments = ["-seed", Seed, "-plugin", $"{_plugin},folder={shared}"];
        if (_options.IsMachine)
            return [.. arguments, .. _program.Command];
        if ((_options.Sysroot ?? Tools.Sysroot(_program.Architecture)) is { } sysroot)
            arguments.AddRange(["-L", sysroot]);
        if (_program.Path == _program.Command[0] && _options.Command[0] != _program.Path && !_program.IsScript)
            arguments.AddRange(["-0", _options.Command[0]]); // a program sees the name it was called by
        return [.. arguments, .. _program.Command];
    }

    /// <summary>A forked child is not ours to wait for; when it has gone on as another program, QEMU is not what it runs.</summary>
    private bool RunsQemu(int pid)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{pid}/stat");
            bool isDead = stat[(stat.LastIndexOf(')') + 2)..][0] is 'Z' or 'X';
            return !isDead && File.ResolveLinkTarget($"/proc/{pid}/exe", returnFinalTarget: false)?.FullName == _qemuFile;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Interrupt(PosixSignalContext context, Process guest)
    {
        // The guest gets Ctrl-C from the terminal too; what it leaves is collected before this process ends. A second signal ends it for good.
        context.Cancel = true;
        const int Terminate = 15, Kill = 9;
        bool again = _interrupted is not null;
        _interrupted = $"{context.Signal} was received";
        _ = Posix.Kill(guest.Id, again ? Kill : Terminate);
    }

    private RunRow Describe()
    {
        using var plugin = File.OpenRead(_plugin);
        return new RunRow
        {
            FormatVersion = TraceFormat.Version,
            Tool = "monster " + typeof(TraceRun).Assembly.GetName().Version?.ToString(3),
            State = "running",
            Mode = _options.Mode.ToString().ToLowerInvariant(),
            Target = _program.Architecture,
            Program = _program.Path,
            ProgramSha256 = _program.Sha256,
            Arguments = JsonSerializer.Serialize(_options.Command),
            Environment = JsonSerializer.Serialize(_environment.Select(e => $"{e.Key}={e.Value}").Order(StringComparer.Ordinal)),
            WorkingFolder = _folder,
            Qemu = JsonSerializer.Serialize<IEnumerable<string>>([_qemu, .. QemuArguments("FOLDER")]),
            QemuVersion = Tools.Version(_qemu),
            PluginSha256 = Convert.ToHexStringLower(SHA256.HashData(plugin)),
            Host = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}",
            Filters = JsonSerializer.Serialize(_options.Filters),
            Window = _options.Window?.ToString(),
            Drops = _options.Drops,
            Started = _time.GetUtcNow().UtcDateTime,
        };
    }

    private static void MakeOutput(string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new TraceException($"'{folder}' is there already: give another folder, or remove it.");
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TraceException($"The trace's folder '{folder}' cannot be made: {e.Message}", e);
        }
    }

    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // It stays, with a run that says it did not end.
        }
    }
}
