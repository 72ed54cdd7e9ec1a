using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Monster.Testing;

namespace Monster.Doors.Tests;

/// <summary>Native programs as doors, in bubblewrap: what they can do, and what they cannot. Where the sandbox cannot be set up each test sees that they are refused.</summary>
public sealed class NativeRunTests(WasiPrograms programs) : IDisposable
{
    private static readonly DoorFacts Caller = new() { Link = DoorLink.Stdio, Board = "Test", Alias = "ann", UserKey = "5", UserNumber = 5, TimeLeft = TimeSpan.FromMinutes(30), Width = 80, Height = 24, Emulation = DoorEmulation.Ansi, Node = 1 };

    private readonly DoorEngines _engines = new(null, new NativeSandbox());
    private readonly StringBuilder _said = new();

    private string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    [Fact]
    public async Task A_program_talks_with_its_caller_knows_who_that_is_and_keeps_something_for_the_next_visit()
    {
        string home = Path.Combine(programs.NewFolder(), "5"); // made by the door's run
        const string Script = "cat wins 2>/dev/null; grep -q '^ann' $DROPFILE && echo 'Hello ann.'; read answer; echo \"You said $answer.\"; echo \"Won with $answer.\" > ~/wins; exit 7";
        for (int visit = 0; visit < 2; visit++)
        {
            lock (_said)
                _said.Clear();
            if (Start(Script, scratch: home) is not { } run)
                return;
            await SaidAsync("Hello ann.");
            Assert.Equal(visit == 1, Said.Contains("Won with luck.", StringComparison.Ordinal));
            run.Type("luck\r"u8.ToArray());
            Assert.Equal(new DoorResult(DoorEnding.Done, 7, ""), await run.Result);
            Assert.Contains("You said luck.", Said, StringComparison.Ordinal);
        }

        Assert.Equal(["wins"], Directory.GetFileSystemEntries(home).Select(Path.GetFileName)); // and no drop file
    }

    [Fact]
    public async Task It_sees_no_file_of_this_machine_but_its_programs()
    {
        string secret = Path.Combine(programs.NewFolder(), "secret");
        File.WriteAllText(secret, "the secret");
        Allow(secret, (UnixFileMode)0x1FF);
        if (await RunAsync($"cat /etc/passwd; cat {secret} /etc/shadow /etc/hostname; ls /; ls -a /drop /door; touch /x /usr/x /door/x /drop/x /etc/x; hostname; env", environment: secret) is null)
            return;
        Assert.Contains("player:x:", Said, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", Said, StringComparison.Ordinal);
        Assert.DoesNotContain("the secret", Said, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.MachineName + "\r\n", Said, StringComparison.Ordinal);
        foreach (string path in (string[])["/x", "/usr/x", "/door/x", "/drop/x", "/etc/x"])
            Assert.Contains($"'{path}': ", Said, StringComparison.Ordinal);
        Assert.False(File.Exists("/usr/x"));
        Assert.DoesNotContain("DOTNET", Said, StringComparison.OrdinalIgnoreCase); // nothing of our environment
    }

    [Fact]
    public async Task It_has_no_network_and_sees_no_process_but_its_own()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        if (await RunAsync($"bash -c 'exec 3<>/dev/tcp/127.0.0.1/{port}' && echo connected || echo no way; grep -c : /proc/net/dev; ls /proc | grep -c '^[0-9]'; kill -0 {Environment.ProcessId} && echo reached") is null)
            return;
        Assert.Contains("no way", Said, StringComparison.Ordinal);
        Assert.DoesNotContain("connected", Said, StringComparison.Ordinal);
        Assert.False(listener.Pending());
        Assert.DoesNotContain("reached", Said, StringComparison.Ordinal);
        int processes = int.Parse(Said.Split("\r\n").Last(line => line.Length > 0 && line.All(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
        Assert.InRange(processes, 1, 8);
    }

    [Fact]
    public async Task It_has_no_rights_and_cannot_get_any()
    {
        if (await RunAsync("id -u; grep -E 'Cap(Eff|Prm|Bnd)|NoNewPrivs' /proc/self/status; unshare -Ur true && echo 'a user namespace'; mount -t tmpfs none /tmp && echo mounted") is null)
            return;
        Assert.DoesNotContain("\r\n0\r\n", "\r\n" + Said, StringComparison.Ordinal);
        Assert.Equal(3, Said.Split('\n').Count(line => line.StartsWith("Cap", StringComparison.Ordinal) && line.Contains("\t0000000000000000", StringComparison.Ordinal)));
        Assert.Contains("NoNewPrivs:\t1", Said, StringComparison.Ordinal);
        Assert.DoesNotContain("mounted", Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fork_bomb_has_few_processes_and_is_ended_with_all_of_them()
    {
        string mark = Mark();
        if (await RunAsync($"perl -e '# {mark}\nfork while 1'", "cpu = 1\nprocesses = 12") is not { } result)
            return;
        Assert.Equal(new DoorResult(DoorEnding.Work, null, ""), result);
        Assert.Empty(Marked(mark));
    }

    [Fact]
    public async Task No_more_processes_are_to_be_had_than_declared()
    {
        if (await RunAsync("perl -e 'for (1 .. 100) { my $p = fork; if (!defined $p) { print \"at $_\\n\"; exit } if (!$p) { sleep 1000; exit } }'", "processes = 12") is null)
            return;
        Assert.InRange(int.Parse(Said.Split("at ")[1].Split('\r')[0], CultureInfo.InvariantCulture), 5, 12);
    }

    [Fact]
    public async Task A_program_that_eats_memory_gets_no_more_than_it_declared()
    {
        if (await RunAsync("perl -e 'my @x; while (1) { push @x, \"x\" x 1048576; print scalar(@x), \"\\n\" }'; echo over", "memory = 24") is not { } result)
            return;
        Assert.Contains(result.Ending, (DoorEnding[])[DoorEnding.Done, DoorEnding.Memory]); // seen from outside at its most, it is ended
        Assert.Equal(result.Ending == DoorEnding.Done, Said.Contains("over", StringComparison.Ordinal));
        Assert.DoesNotContain("\n25\r", Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_programs_that_eat_memory_together_are_ended()
    {
        string mark = Mark();
        if (await RunAsync($"for i in 1 2 3 4 5 6; do perl -e '# {mark}\nmy $x = \"x\" x (8 * 1048576); sleep 1000' & done; wait", "memory = 32") is not { } result)
            return;
        Assert.Equal(new DoorResult(DoorEnding.Memory, null, ""), result);
        Assert.Empty(Marked(mark));
    }

    [Theory]
    [InlineData("while :; do :; done", "cpu = 1", DoorEnding.Work)]
    [InlineData("yes", "output = 8", DoorEnding.Output)]
    [InlineData("i=0; while :; do i=$((i+1)); head -c 4000 /dev/zero > f$i; done", "disk = 100", DoorEnding.Disk)]
    [InlineData("i=0; while :; do i=$((i+1)); : > f$i; done", "disk = 100", DoorEnding.Disk)]
    [InlineData("perl -e 'while (1) { symlink \"/etc\", \"l\" . $i++ }'", "disk = 100", DoorEnding.Disk)]
    [InlineData("perl -e 'while (1) { mkdir \"d\" . $i++; mkdir \"d\" . int($i / 2) . \"/e\" }'", "disk = 100", DoorEnding.Disk)]
    public async Task A_program_that_goes_past_a_limit_is_ended(string script, string limit, DoorEnding how)
    {
        string scratch = programs.NewFolder();
        File.WriteAllText(Path.Combine(scratch, "old"), "kept from an earlier visit");
        File.SetLastWriteTimeUtc(Path.Combine(scratch, "old"), DateTime.UtcNow.AddDays(-1));
        if (await RunAsync(script, limit, scratch) is not { } result)
            return;
        Assert.Equal(new DoorResult(how, null, ""), result);
        Assert.True(File.Exists(Path.Combine(scratch, "old")));
        Assert.InRange(Directory.GetFileSystemEntries(scratch).Length, 1, 256);
        Assert.InRange(Directory.GetFiles(scratch).Where(file => new FileInfo(file).LinkTarget is null).Sum(file => new FileInfo(file).Length), 1, 256 * 1024);
    }

    [Fact]
    public async Task A_file_cannot_be_larger_than_what_it_may_keep_and_nothing_else_can_be_filled()
    {
        string scratch = programs.NewFolder();
        if (await RunAsync("(head -c 2000000 /dev/zero > big); for d in /tmp /dev/shm; do i=0; while [ $i -lt 400 ] && head -c 100000 /dev/zero > $d/f$i 2>/dev/null; do i=$((i+1)); done; echo $d $i; done", "disk = 200", scratch) is null)
            return;
        Assert.InRange(new FileInfo(Path.Combine(scratch, "big")).Length, 1, 200 * 1024);
        foreach (string place in (string[])["/tmp", "/dev/shm"])
            Assert.InRange(int.Parse(Said.Split(place + " ")[1].Split('\r')[0], CultureInfo.InvariantCulture), 1, 170);
    }

    [Fact]
    public async Task A_program_that_waits_is_ended_by_its_time()
    {
        var time = new ManualTime();
        if (Start("sleep 1000", "minutes = 1", time: time) is not { } run)
            return;
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(new DoorResult(DoorEnding.Time, null, ""), await run.Result);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_leaves_a_program_that_can_save()
    {
        string home = programs.NewFolder();
        if (Start("trap 'echo turn 312 > saved; exit 3' HUP; echo ready; while :; do sleep 0.05; done", scratch: home) is not { } run)
            return;
        await SaidAsync("ready");
        run.HangUp();
        Assert.Equal(new DoorResult(DoorEnding.CallerGone, 3, ""), await run.Result);
        Assert.Equal("turn 312\n", File.ReadAllText(Path.Combine(home, "saved")));
    }

    [Fact]
    public async Task A_program_that_does_not_hear_that_its_caller_left_is_ended_with_all_it_started()
    {
        string mark = Mark();
        var time = new ManualTime();
        if (Start($"trap '' HUP; setsid perl -e '# {mark}\nsleep 1000' & perl -e '# {mark}\nprint \"ready\\n\"; sleep 1000'", time: time) is not { } run)
            return;
        await SaidAsync("ready");
        await Until.TrueAsync(() => Marked(mark).Count >= 2);
        run.HangUp();
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(new DoorResult(DoorEnding.CallerGone, null, ""), await run.Result);
        Assert.Empty(Marked(mark));
    }

    [Fact]
    public async Task A_window_that_changes_its_size_reaches_the_program()
    {
        if (Start("trap 'stty size' WINCH; stty size; while :; do sleep 0.05; done") is not { } run)
            return;
        await SaidAsync("24 80");
        run.Resize(132, 50);
        await SaidAsync("50 132");
        run.HangUp();
        await run.Result;
    }

    [Fact]
    public void Native_doors_are_off_unless_somebody_wants_them()
    {
        string folder = Folder("true");
        Assert.Contains("native-doors = true", Assert.Throws<DoorRefusedException>(() => HostedDoor.Open(programs.Engines, folder)).Message, StringComparison.Ordinal);
        Assert.Throws<DoorRefusedException>(() => new DoorShelf(programs.NewFolder()).Install(programs.Engines, folder));
    }

    [Theory]
    [InlineData("bwrap: No permissions to create new namespace, likely because the kernel does not allow non-privileged user namespaces.", "User namespaces are off")]
    [InlineData("bwrap: setting up uid map: Permission denied", "User namespaces are off")]
    [InlineData("bwrap: Unknown option --disable-userns", "bubblewrap 0.8")]
    public void Without_a_sandbox_there_are_no_native_doors_and_it_is_said_why(string said, string advice)
    {
        string bwrap = Path.Combine(programs.NewFolder(), "bwrap");
        File.WriteAllText(bwrap, $"#!/bin/sh\necho '{said}' >&2\nexit 1\n");
        Allow(bwrap, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        string message = Assert.Throws<DoorRefusedException>(() => Open(bwrap)).Message;
        Assert.Contains(said, message, StringComparison.Ordinal);
        Assert.Contains(advice, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_bubblewrap_there_are_no_native_doors() =>
        Assert.Contains("apt install bubblewrap", Assert.Throws<DoorRefusedException>(() => Open("")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_trusted_door_is_installed_with_all_its_files_and_no_link()
    {
        string source = Path.Combine(programs.NewFolder(), "maze");
        Directory.Move(Folder("cat /door/levels/1"), source);
        Directory.CreateDirectory(Path.Combine(source, "levels"));
        File.WriteAllText(Path.Combine(source, "levels", "1"), "####");
        var shelf = new DoorShelf(programs.NewFolder());
        if (Refused(() => shelf.Install(_engines, source)))
            return;
        Assert.IsType<NativeDoor>(shelf.Open(_engines, "maze")).Dispose();
        Assert.Throws<DoorRefusedException>(() => shelf.Open(programs.Engines, "maze"));
        File.CreateSymbolicLink(Path.Combine(source, "levels", "2"), "/etc/passwd");
        Assert.Contains("is a link", Assert.Throws<DoorRefusedException>(() => shelf.Install(_engines, source)).Message, StringComparison.Ordinal);
        Assert.Equal(["maze"], shelf.Names);
    }

    private static void Allow(string file, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, mode);
    }

    public void Dispose() => _engines.Dispose();

    /// <summary>Something no other process's command line has.</summary>
    private static string Mark() => $"mark{Guid.NewGuid():N}";

    private static List<string> Marked(string mark) => [.. Directory.GetDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])).Select(CommandLine).Where(line => line.Contains(mark, StringComparison.Ordinal) && line.StartsWith("perl", StringComparison.Ordinal))];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return ""; // gone since it was listed
        }
    }

    private HostedDoor Open(string bwrap)
    {
        using var engines = new DoorEngines(null, new NativeSandbox(bwrap));
        return HostedDoor.Open(engines, Folder("true"));
    }

    private string Folder(string script, string more = "")
    {
        string folder = programs.NewFolder();
        string program = Path.Combine(folder, "program.sh");
        File.WriteAllText(program, $"#!/bin/sh\n{script}\n");
        Allow(program, (UnixFileMode)0x1ED); // 0755
        File.WriteAllText(Path.Combine(folder, DoorManifest.FileName), $"name = \"script\"\nprogram = \"program.sh\"\ntrusted = true\n{more}");
        return folder;
    }

    /// <returns>Null where the sandbox cannot be set up, which was then said.</returns>
    private IDoorRun? Start(string script, string more = "", string? scratch = null, TimeProvider? time = null)
    {
        ProgramDoor? door = null;
        return Refused(() => door = (ProgramDoor)HostedDoor.Open(_engines, Folder(script, more))) ? null : door!.Start(scratch ?? programs.NewFolder(), Caller, Add, time ?? TimeProvider.System);
    }

    private async Task<DoorResult?> RunAsync(string script, string more = "", string? scratch = null, string environment = "")
    {
        Environment.SetEnvironmentVariable("MONSTER_DOTNET_SECRET", environment);
        using var run = Start(script, more, scratch);
        return run is null ? null : await run.Result;
    }

    /// <summary>Whether this machine does not allow the sandbox; then it must be the message that says so.</summary>
    private static bool Refused(Action act)
    {
        try
        {
            act();
            return false;
        }
        catch (DoorRefusedException e) when (e.Message.Contains("andbox for native doors cannot be set up", StringComparison.Ordinal) || e.Message.Contains("need bubblewrap", StringComparison.Ordinal))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"No sandbox on this machine, so refusing was tested: {e.Message}");
            return true;
        }
    }

    private Task SaidAsync(string text) => Until.TrueAsync(() => Said.Contains(text, StringComparison.Ordinal));

    private void Add(ReadOnlyMemory<byte> data)
    {
        lock (_said)
            _said.Append(Encoding.Latin1.GetString(data.Span));
    }
}
