using System.Globalization;
using System.Runtime.InteropServices;
using Monster.Terminal;
using Monster.Tty;

namespace Monster.Doors;

/// <summary>One run of a native door for one caller: a pseudo-terminal, the sandbox in it, and a thread that carries its output, watches its limits and ends it.</summary>
internal sealed class NativeRun : IDoorRun
{
    private const int HangUpSignal = 1; // SIGHUP
    private const int BufferBytes = 16 * 1024;
    private const long NotYet = -1;
    private const int ThreadStackBytes = 512 * 1024;
    private const string Search = "/usr/local/bin:/usr/bin:/bin:/usr/games";

    /// <summary>How long a program may take to come to an end after its caller left.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    /// <summary>How often it is looked at.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>How often what it uses is measured.</summary>
    private static readonly TimeSpan MeasureTime = TimeSpan.FromMilliseconds(200);

    private readonly NativeDoor _door;
    private readonly Action<ReadOnlyMemory<byte>> _output;
    private readonly TimeProvider _time;
    private readonly OutputMeter _meter;
    private readonly ScratchFolder _scratch;
    private readonly string _folder;
    private readonly uint? _user;
    private readonly IReadOnlyList<string> _command;
    private readonly PseudoTerminal _terminal;
    private readonly long _started;
    private readonly TaskCompletionSource<DoorResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _measured;
    private long _left = NotYet; // when the caller left
    private bool _isTold;

    private NativeRun(NativeDoor door, string scratch, DoorFacts caller, Action<ReadOnlyMemory<byte>> output, TimeProvider time)
    {
        (_door, _output, _time) = (door, output, time);
        _meter = new OutputMeter(Manifest.OutputKiB, time);
        _scratch = new ScratchFolder(Path.GetFullPath(scratch), Manifest.DiskKiB * 1024L);
        _user = door.Sandbox.NewUser();
        _folder = Directory.CreateTempSubdirectory("monster-door-").FullName; // for its owner alone
        string drop = Directory.CreateDirectory(Path.Combine(_folder, "drop")).FullName;
        Readable(drop, UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        string passwords = Path.Combine(_folder, "passwd");
        uint inside = NativeSandbox.InsideAs(_user);
        File.WriteAllText(passwords, string.Create(CultureInfo.InvariantCulture, $"player:x:{inside}:{inside}:player:/home:/bin/sh\n"));
        Readable(passwords);
        if (Manifest.DropFile is { } kind)
        {
            string file = Path.Combine(drop, DropFileWriter.FileName(kind));
            File.WriteAllBytes(file, DropFileWriter.Write(kind, caller with { Encoding = Manifest.Encoding }));
            Readable(file);
        }

        if (_user is { } owner)
            Give(_scratch.Path, owner);
        string program = Path.IsPathRooted(Manifest.Program) ? Manifest.Program : "/door/" + Manifest.Program;
        _command = door.Sandbox.Command(Manifest, new NativePlaces(door.Folder, _scratch.Path, drop, passwords), _user, Environment(), program);
        _terminal = PseudoTerminal.Open(caller.Width ?? AnsiScreen.LeastWidth, caller.Height ?? AnsiScreen.LeastHeight);
        _started = time.GetTimestamp();
    }

    /// <inheritdoc/>
    public Task<DoorResult> Result => _result.Task;

    private DoorManifest Manifest => _door.Manifest;

    private bool HasLeft => Interlocked.Read(ref _left) != NotYet;

    /// <summary>Starts a door for a caller; see <see cref="ProgramDoor.Start"/>.</summary>
    public static NativeRun Start(NativeDoor door, string scratch, DoorFacts caller, Action<ReadOnlyMemory<byte>> output, TimeProvider time)
    {
        try
        {
            var run = new NativeRun(door, scratch, caller, output, time);
            // The sandbox is ended by the kernel when the thread that started it ends: one that lives as long as the run.
            new Thread(run.Run, ThreadStackBytes) { IsBackground = true, Name = "native door" }.Start();
            return run;
        }
        catch (TtyException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public void Type(byte[] keys) => _terminal.Type(keys);

    /// <inheritdoc/>
    public void Resize(int width, int height) => _terminal.Resize(width, height);

    /// <inheritdoc/>
    public void HangUp() => Interlocked.CompareExchange(ref _left, _time.GetTimestamp(), NotYet);

    /// <inheritdoc/>
    public void Dispose() => HangUp();

    private void Run()
    {
        DoorResult result;
        try
        {
            result = Carry(TerminalProgram.Start(_terminal, _command[0], _command, []));
        }
#pragma warning disable CA1031 // Whatever a stranger's program brings about ends its run and nothing else.
        catch (Exception e)
#pragma warning restore CA1031
        {
            result = new DoorResult(DoorEnding.Trapped, null, e.Message);
        }

        _terminal.Dispose();
        try
        {
            if (_scratch.IsFull())
            {
                _scratch.Trim();
                result = result.Ending is DoorEnding.Done or DoorEnding.CallerGone ? result with { Ending = DoorEnding.Disk } : result;
            }

            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            result = result with { Fault = $"{result.Fault} {e.Message}".Trim() };
        }

        _result.SetResult(result);
    }

    private DoorResult Carry(TerminalProgram program)
    {
        byte[] buffer = new byte[BufferBytes];
        DoorEnding? why = null;
        while (why is null && _terminal.Read(buffer, Look) is >= 0 and var count)
        {
            if (count > 0)
            {
                if (!_meter.Take(count))
                    why = DoorEnding.Output;
                else
                    _output(buffer.AsMemory(0, count).ToArray());
            }

            why ??= Broken(program);
        }

        if (why is not null)
            End(program);
        int? exit = program.Wait();
        if (why is { } known)
            return new DoorResult(known, null, "");
        bool isGone = HasLeft;
        // prlimit and the shell say 128 and the signal; SIGXCPU is what the processor's time being over looks like.
        return exit switch
        {
            128 + 24 => new DoorResult(DoorEnding.Work, null, ""),
            128 + 25 => new DoorResult(DoorEnding.Disk, null, ""),
            > 128 and < 128 + 32 when !isGone => new DoorResult(DoorEnding.Trapped, null, $"signal {exit - 128}"),
            _ => new DoorResult(isGone ? DoorEnding.CallerGone : DoorEnding.Done, exit, ""),
        };
    }

    /// <returns>The limit that is passed, or null.</returns>
    private DoorEnding? Broken(TerminalProgram program)
    {
        if (_time.GetElapsedTime(_started) > TimeSpan.FromMinutes(Manifest.Minutes))
            return DoorEnding.Time;
        if (Interlocked.Read(ref _left) is not NotYet and var left)
        {
            if (!_isTold)
            {
                _isTold = true;
                Tell(program);
            }

            if (_time.GetElapsedTime(left) > Grace)
                return DoorEnding.CallerGone;
        }

        if (_time.GetElapsedTime(_measured) < MeasureTime)
            return null;
        _measured = _time.GetTimestamp();
        var tree = new ProcessTree(program.Id);
        return tree.Bytes > Manifest.MemoryMiB * 1024L * 1024L ? DoorEnding.Memory
            : tree.Cpu > TimeSpan.FromSeconds(Manifest.CpuSeconds) ? DoorEnding.Work
            : _scratch.IsFull() ? DoorEnding.Disk : null;
    }

    /// <summary>Says that the line is gone, as a terminal's end does: to the program and what it started, not to the sandbox, which would take them with it at once.</summary>
    private static void Tell(TerminalProgram program)
    {
        foreach (int first in ProcessTree.ChildrenOf(program.Id))
        {
            foreach (int process in new ProcessTree(first).Processes.Skip(1))
                TerminalProgram.Signal(process, HangUpSignal);
        }
    }

    /// <summary>Ends the sandbox's first process, and with it, by the kernel, all others; bubblewrap outside waits for that.</summary>
    private static void End(TerminalProgram program)
    {
        var inside = ProcessTree.ChildrenOf(program.Id);
        foreach (int first in inside)
            TerminalProgram.Signal(first, 9);
        if (inside.Count == 0)
            program.Kill();
    }

    private List<(string Name, string Value)> Environment()
    {
        List<(string Name, string Value)> all =
        [
            ("HOME", "/home"), ("USER", "player"), ("LOGNAME", "player"), ("SHELL", "/bin/sh"), ("PATH", Search), ("TERM", "ansi"), ("TMPDIR", "/tmp"),
            ("LANG", Manifest.Encoding == TerminalEncoding.Utf8 ? "C.UTF-8" : "C"), ("NCURSES_NO_UTF8_ACS", "1"),
        ];
        if (Manifest.DropFile is { } kind)
        {
            string guest = "/drop/" + DropFileWriter.FileName(kind);
            all.Add(("DROPFILE", guest));
            if (kind == DropFileKind.BbsDevDrp)
                all.Add((BbsDevDrp.Variable, guest));
        }

        return all;
    }

    /// <summary>The folder above is its owner's alone; what is in it must be readable for whoever the run is.</summary>
    private static void Readable(string path, UnixFileMode more = UnixFileMode.None)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead | more);
    }

    /// <summary>Makes somebody the owner of a folder and all in it, and of no link's target.</summary>
    private static void Give(string folder, uint owner)
    {
        _ = ChangeOwner(folder, owner, owner);
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (string path in Directory.EnumerateFileSystemEntries(folder, "*", options))
            _ = ChangeOwner(path, owner, owner);
    }

    [DllImport("libc", EntryPoint = "lchown")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);
}
