using System.Diagnostics;
using Monster.Trace.Plugin;
using Monster.Trace.Reading;
using Monster.Trace.Running;
using Monster.Trace.Tables;
using TraceOptions = Monster.Trace.Running.TraceOptions;

namespace Monster.Trace.Tests;

/// <summary>What cannot be done is said clearly, and nothing half-written is presented as whole.</summary>
public sealed class FailureTests : IDisposable
{
    private const string Inner = "MONSTER_TRACE_TEST_INNER";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monster-trace-test-");

    private string Output => Path.Combine(_folder.FullName, "trace");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_missing_program_is_named() =>
        Assert.Contains("no program 'no-such-program'", Fails(new TraceOptions { Command = ["no-such-program"], Output = Output }), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_no_program_is_refused()
    {
        string path = Path.Combine(_folder.FullName, "text");
        File.WriteAllText(path, "hello");
        Assert.Contains("not an ELF file", Fails(new TraceOptions { Command = [path], Output = Output }), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public void An_architecture_without_QEMU_names_the_package()
    {
        byte[] elf = File.ReadAllBytes(Guest.Compile("work"));
        (elf[18], elf[19]) = (0x90, 0x90);
        Assert.Contains("no program that QEMU can run", Fails(new TraceOptions { Command = [Write(elf)], Output = Output }), StringComparison.Ordinal);
        (elf[18], elf[19]) = (2, 0); // a 64-bit little-endian SPARC: QEMU has none
        Assert.Contains("no program that QEMU can run", Fails(new TraceOptions { Command = [Write(elf)], Output = Output }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_holds_something_is_left_alone()
    {
        Directory.CreateDirectory(Output);
        File.WriteAllText(Path.Combine(Output, "mine"), "keep");
        Assert.Contains("there already", Fails(new TraceOptions { Command = ["true"], Output = Output }), StringComparison.Ordinal);
        Assert.Equal("keep", File.ReadAllText(Path.Combine(Output, "mine")));
    }

    [Fact]
    public void A_plugin_that_is_missing_says_how_to_build_it() =>
        Assert.Contains("no plugin", Fails(new TraceOptions { Command = ["true"], Output = Output, Plugin = "/no/such.so" }), StringComparison.Ordinal);

    [Fact]
    public void A_trace_that_did_not_end_is_not_presented_as_whole()
    {
        Directory.CreateDirectory(Output);
        TableFile.Write(Output, [new RunRow { FormatVersion = TraceFormat.Version, State = "running" }]);
        Assert.Contains("has no end", Assert.Throws<TraceException>(() => new TraceFolder(Output)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_no_trace_is_refused()
    {
        Assert.Contains("no folder", Assert.Throws<TraceException>(() => new TraceFolder(Output)).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(Output);
        Assert.Contains("no run.parquet", Assert.Throws<TraceException>(() => new TraceFolder(Output)).Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Output, "run.parquet"), "PAR1 not really");
        Assert.Contains("damaged", Assert.Throws<TraceException>(() => new TraceFolder(Output)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trace_of_version_1_is_read()
    {
        Directory.CreateDirectory(Output);
        using (var file = File.Create(Path.Combine(Output, "run.parquet")))
            TableFile.WriteTo(file, [new RunRow { FormatVersion = 1, State = "complete", Program = "old" }], append: false, version: 1);
        Assert.Equal("old", new TraceFolder(Output).Run.Program);
    }

    [Fact]
    public void A_stream_of_a_newer_version_is_refused()
    {
        string path = Path.Combine(_folder.FullName, "p0-t0.parquet");
        using (new Monster.Trace.Columns.StreamFileWriter(path, [("block", Monster.Trace.Columns.ColumnKind.UInt32)], [new(TraceFormat.VersionKey, $"{TraceFormat.Version + 1}")]))
        {
        }

        Assert.Contains("use a newer one", Assert.Throws<TraceException>(() => new Monster.Trace.Columns.StreamFileReader(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_a_newer_version_is_refused()
    {
        Directory.CreateDirectory(Output);
        using (var file = File.Create(Path.Combine(Output, "run.parquet")))
            TableFile.WriteTo(file, [new RunRow { State = "complete" }], append: false, version: TraceFormat.Version + 1);
        Assert.Contains("use a newer one", Assert.Throws<TraceException>(() => new TraceFolder(Output)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        string file = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(file, "");
        Assert.Contains("cannot be made", Fails(new TraceOptions { Command = ["true"], Output = Path.Combine(file, "trace") }), StringComparison.Ordinal);
        Assert.Contains("cannot be made", Fails(new TraceOptions { Command = ["true"], Output = "/proc/monster/trace" }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_stops_the_guest_and_the_trace_says_that_it_is_not_whole()
    {
        using var disk = SmallDisk.Mount(_folder.FullName, megabytes: 2);
        if (disk is null)
            Assert.Skip("No file system can be mounted here.");
        string output = Path.Combine(disk.Path, "trace");
        string said = Fails(new TraceOptions { Command = [Guest.Compile("work"), "100000000"], Output = output });
        Assert.Contains("No space left", said, StringComparison.Ordinal);
        Assert.Contains("not whole", said, StringComparison.Ordinal);
        // Either the run says that it was interrupted, or there was no room for that and it still says that it has no end.
        string state = TableFile.Read<RunRow>(output).Single().State;
        Assert.True(state is "interrupted" or "running", state);
    }

    [Fact]
    public void A_collector_that_is_killed_leaves_a_readable_trace_without_an_end_and_the_guest_goes_on()
    {
        // The collector is a process of its own here: this test's program, which runs one test that traces an endless guest.
        string guest = Guest.Compile("endless");
        using var collector = Process.Start(new ProcessStartInfo("dotnet", [typeof(FailureTests).Assembly.Location, "-noLogo", "-method", $"{typeof(FailureTests).FullName}.{nameof(Trace_what_the_environment_says)}"])
        {
            Environment = { [Inner] = $"{Output}\n{guest}" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string exec = Path.Combine(Output, TraceFormat.ExecFolder);
        Until(() => Directory.Exists(exec) && Directory.GetFiles(exec).Any(f => new FileInfo(f).Length > 1000), collector);
        collector.Kill(entireProcessTree: false);
        collector.WaitForExit();
        Assert.Contains("has no end", Assert.Throws<TraceException>(() => new TraceFolder(Output)).Message, StringComparison.Ordinal);
        foreach (string file in Directory.GetFiles(exec))
            Assert.NotEmpty(ArrowFile.Column<uint>(file, "block")); // up to its last row group
        // The guest notices within seconds that nobody takes its records, and what was shared is removed by the next run, of whichever test.
        var guests = Process.GetProcesses().Where(p => p.ProcessName.StartsWith("qemu-x86_64", StringComparison.Ordinal) && CommandOf(p).Contains(guest, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(guests);
        string shared = System.Text.RegularExpressions.Regex.Match(CommandOf(guests[0]), "folder=([^\0]+)").Groups[1].Value;
        foreach (var process in guests)
        {
            process.Kill();
            process.WaitForExit();
        }

        using var next = Traced.Start(TraceMode.Cover, Guest.Compile("work"), "1");
        Assert.False(Directory.Exists(shared), "what a killed collector left is removed by the next run");
    }

    /// <summary>Not a test by itself: it is the process that the one above kills.</summary>
    [Fact]
    public void Trace_what_the_environment_says()
    {
        if (Environment.GetEnvironmentVariable(Inner)?.Split('\n') is [var output, var guest])
            TraceRun.Run(new TraceOptions { Command = [guest], Output = output }, TimeProvider.System);
    }

    private static string CommandOf(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static void Until(Func<bool> condition, Process process)
    {
        var deadline = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.False(process.HasExited, "the collector ended by itself");
            Assert.True(deadline.Elapsed < TimeSpan.FromSeconds(60), "nothing was written in a minute");
            Thread.Yield();
        }
    }

    private static string Fails(TraceOptions options) => Assert.Throws<TraceException>(() => TraceRun.Run(options, TimeProvider.System)).Message;

    private string Write(byte[] bytes)
    {
        string path = Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N"));
        File.WriteAllBytes(path, bytes);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
