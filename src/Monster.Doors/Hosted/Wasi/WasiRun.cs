using System.Buffers.Binary;
using Monster.Terminal;
using Wasmtime;

namespace Monster.Doors;

/// <summary>
/// One run of a door for one caller. It has the caller's scratch folder as <c>/</c>, its drop file in <c>/drop</c> (read-only, gone after the run), standard input and
/// output, and nothing else. Its limits end it wherever it is.
/// </summary>
internal sealed class WasiRun : IDoorRun
{
    /// <summary>The module under which programs ask for WASI preview 1.</summary>
    public const string Wasi = "wasi_snapshot_preview1";

    private const long Billion = 1_000_000_000;
    private const long NotYet = -1;
    private const int ThreadStackBytes = 2 * 1024 * 1024;
    private const int NoSuchClock = 28; // EINVAL of WASI

    /// <summary>How long a program may take to come to an end after its caller left.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    /// <summary>How often what it keeps is measured.</summary>
    private static readonly TimeSpan MeasureTime = TimeSpan.FromMilliseconds(200);

    private readonly WasiDoor _door;
    private readonly Action<ReadOnlyMemory<byte>> _output;
    private readonly TimeProvider _time;
    private readonly OutputMeter _meter;
    private readonly ScratchFolder _scratch;
    private readonly string _folder;
    private readonly KeyFifo _keys;
    private readonly long _started;
    private readonly TaskCompletionSource<DoorResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _measured;
    private long _left = NotYet; // when the caller left
    private int _why = -1;

    private WasiRun(WasiDoor door, string scratch, DoorFacts caller, Action<ReadOnlyMemory<byte>> output, TimeProvider time)
    {
        (_door, _output, _time) = (door, output, time);
        _scratch = new ScratchFolder(scratch, door.Manifest.DiskKiB * 1024L);
        _folder = Directory.CreateTempSubdirectory("monster-door-").FullName; // for its owner alone
        string drop = Directory.CreateDirectory(Path.Combine(_folder, "drop")).FullName;
        if (door.Manifest.DropFile is { } kind)
            File.WriteAllBytes(Path.Combine(drop, DropFileWriter.FileName(kind)), DropFileWriter.Write(kind, caller with { Encoding = door.Manifest.Encoding }));
        _keys = new KeyFifo(Path.Combine(_folder, "keys"));
        _started = time.GetTimestamp();
        _meter = new OutputMeter(door.Manifest.OutputKiB, time);
    }

    /// <inheritdoc/>
    public Task<DoorResult> Result => _result.Task;

    private DoorManifest Manifest => _door.Manifest;

    private bool HasLeft => Interlocked.Read(ref _left) != NotYet;

    /// <summary>Starts a door for a caller.</summary>
    /// <param name="door">The door.</param>
    /// <param name="scratch">Where it keeps this caller's things; made when missing.</param>
    /// <param name="caller">What it is told of the caller.</param>
    /// <param name="output">Given what it writes, from a thread of the engine; must be quick and must not throw.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="IOException">Its folders cannot be made.</exception>
    public static WasiRun Start(WasiDoor door, string scratch, DoorFacts caller, Action<ReadOnlyMemory<byte>> output, TimeProvider time)
    {
        var run = new WasiRun(door, scratch, caller, output, time);
        // A program waits inside the engine for its caller's keys: that takes a thread, not one of the pool's.
        new Thread(run.Run, ThreadStackBytes) { IsBackground = true, Name = "door" }.Start();
        return run;
    }

    /// <inheritdoc/>
    public void Type(byte[] keys) => _keys.Write(keys);

    /// <summary>A program under WASI has 80 by 24 and no way to be told otherwise.</summary>
    public void Resize(int width, int height)
    {
    }

    /// <inheritdoc/>
    public void HangUp()
    {
        Interlocked.CompareExchange(ref _left, _time.GetTimestamp(), NotYet);
        _keys.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => HangUp();

    private void Run()
    {
        DoorResult result;
        try
        {
            result = Call();
        }
#pragma warning disable CA1031 // Whatever a stranger's program brings about ends its run and nothing else.
        catch (Exception e)
#pragma warning restore CA1031
        {
            result = Judge(e);
        }

        _keys.Opened(); // or it never will be
        _keys.Dispose();
        try
        {
            if (_scratch.IsFull())
                _scratch.Trim();
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            result = result with { Fault = $"{result.Fault} {e.Message}".Trim() };
        }

        _result.SetResult(result);
    }

    private DoorResult Call()
    {
        using var store = new Store(_door.Engine.Engine);
        using var linker = new Linker(_door.Engine.Engine);
        linker.DefineWasi();
        if (!Manifest.FineClock)
            DefineCoarseClock(linker);
        var wasi = new WasiConfiguration()
            .WithArgs([Path.GetFileNameWithoutExtension(Manifest.Program)])
            .WithStandardInput(_keys.Path)
            .WithStandardOutputCallback(Write)
            .WithStandardErrorCallback(Write)
            .WithPreopenedDirectory(_scratch.Path, "/", Manifest.DiskKiB > 0);
        if (Manifest.DropFile is { } kind)
        {
            string guest = "/drop/" + DropFileWriter.FileName(kind);
            wasi = wasi.WithPreopenedDirectory(Path.Combine(_folder, "drop"), "/drop", false).WithEnvironmentVariable("DROPFILE", guest);
            if (kind == DropFileKind.BbsDevDrp)
                wasi = wasi.WithEnvironmentVariable(BbsDevDrp.Variable, guest);
        }

        store.SetWasiConfiguration(wasi);
        _keys.Opened();
        store.SetLimits(Manifest.MemoryMiB * 1024L * 1024L, 100_000, 1, 10, 1);
        store.Fuel = (ulong)(Manifest.Work * Billion);
        store.SetEpochDeadline(1);
        store.SetEpochDeadlineCallback(_ =>
        {
            CheckLimits();
            return 1;
        });
        var start = linker.Instantiate(store, _door.Module).GetAction("_start") ?? throw new WasmtimeException("_start takes or gives something, which it must not.");
        start();
        return new DoorResult(HasLeft ? DoorEnding.CallerGone : DoorEnding.Done, 0, "");
    }

    /// <summary>Called while the program runs, some times a second: ends it by throwing.</summary>
    private void CheckLimits()
    {
        if (Volatile.Read(ref _why) >= 0)
            throw new InvalidOperationException("stopped");
        if (_time.GetElapsedTime(_started) > TimeSpan.FromMinutes(Manifest.Minutes))
            Stop(DoorEnding.Time);
        if (Interlocked.Read(ref _left) is not NotYet and var left && _time.GetElapsedTime(left) > Grace)
            Stop(DoorEnding.CallerGone);
        if (_time.GetElapsedTime(_measured) < MeasureTime)
            return;
        _measured = _time.GetTimestamp();
        if (_scratch.IsFull())
            Stop(DoorEnding.Disk);
    }

    private void Stop(DoorEnding why)
    {
        Interlocked.CompareExchange(ref _why, (int)why, -1);
        throw new InvalidOperationException("stopped");
    }

    private void Write(ReadOnlySpan<byte> data)
    {
        if (!_meter.Take(data.Length))
            Stop(DoorEnding.Output); // closes the stream; the program is ended at the next look
        _output(data.ToArray());
    }

    private DoorResult Judge(Exception e)
    {
        int why = Volatile.Read(ref _why);
        if (why >= 0)
            return new DoorResult((DoorEnding)why, null, "");
        if (e is WasmtimeException { ExitCode: { } code })
            return new DoorResult(HasLeft ? DoorEnding.CallerGone : DoorEnding.Done, code, "");
        if (e is TrapException { Type: TrapCode.OutOfFuel })
            return new DoorResult(DoorEnding.Work, null, "");
        return new DoorResult(DoorEnding.Trapped, null, e.Message.ReplaceLineEndings(" "));
    }

    /// <summary>Time in whole seconds: a finer one tells programs apart by what the processor does beside them.</summary>
    private void DefineCoarseClock(Linker linker)
    {
        linker.AllowShadowing = true;
        linker.DefineFunction(Wasi, "clock_time_get", (Caller caller, int clock, long _, int result) =>
        {
            long seconds = clock == 0 ? _time.GetUtcNow().ToUnixTimeSeconds() : (long)_time.GetElapsedTime(_started).TotalSeconds;
            return Put(caller, clock, result, seconds * Billion);
        });
        linker.DefineFunction(Wasi, "clock_res_get", (Caller caller, int clock, int result) => Put(caller, clock, result, Billion));
    }

    private static int Put(Caller caller, int clock, int place, long value)
    {
        if (clock is < 0 or > 3 || caller.GetMemory("memory") is not { } memory || (uint)place > memory.GetLength() - sizeof(long))
            return NoSuchClock;
        BinaryPrimitives.WriteInt64LittleEndian(memory.GetSpan((uint)place, sizeof(long)), value);
        return 0;
    }
}
