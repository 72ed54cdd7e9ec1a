using Monster.Trace.Plugin;
using Monster.Trace.Reading;
using Monster.Trace.Running;
using Monster.Trace.Tables;

namespace Monster.Trace.Tests;

/// <summary>What cannot be done is said clearly, and nothing half-written is presented as whole.</summary>
public sealed class FailureTests : IDisposable
{
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
    public void A_table_of_a_newer_version_is_refused()
    {
        Directory.CreateDirectory(Output);
        using (var file = File.Create(Path.Combine(Output, "run.parquet")))
            TableFile.WriteTo(file, [new RunRow { State = "complete" }], append: false, version: TraceFormat.Version + 1);
        Assert.Contains("use a newer one", Assert.Throws<TraceException>(() => new TraceFolder(Output)).Message, StringComparison.Ordinal);
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
