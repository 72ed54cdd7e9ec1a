using System.Diagnostics;
using System.Text;
using Monster.Trace.Running;
using TraceOptions = Monster.Trace.Running.TraceOptions;

namespace Monster.Trace.Tests;

/// <summary>Whole machines under qemu-system.</summary>
public sealed class MachineTests : IDisposable
{
    private const int Rounds = 12_345;
    private const ulong BootAddress = 0x7C00;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monster-trace-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_machine_is_traced_from_its_first_instruction_to_its_last()
    {
        // mov cx, ROUNDS; loop: dec cx; jnz loop; mov al, 0; out 0xF4, al; hlt: the device ends QEMU with code 1.
        byte[] sector = new byte[512];
        byte[] code = [0xB9, Rounds & 255, Rounds >> 8, 0x49, 0x75, 0xFD, 0xB0, 0x00, 0xE6, 0xF4, 0xF4];
        code.CopyTo(sector, 0);
        (sector[510], sector[511]) = (0x55, 0xAA);
        string disk = Path.Combine(_folder.FullName, "disk");
        File.WriteAllBytes(disk, sector);
        using var traced = Traced.Start(new TraceOptions
        {
            Command = ["qemu-system-x86_64", "-nographic", "-nodefaults", "-serial", "none", "-monitor", "none", "-m", "16", "-accel", "tcg", "-device", "isa-debug-exit,iobase=0xf4,iosize=1", "-drive", $"format=raw,file={disk},if=ide"],
            IsMachine = true,
            Output = "",
            Filters = ["0x7c00-0x7e00"],
        });
        Assert.Equal("complete", traced.Run.State);
        Assert.Equal("x86_64", traced.Run.Target);
        Assert.Equal(1, traced.Run.ExitCode);
        var counts = traced.Trace.Counts.GroupBy(c => traced.Trace.Blocks[(int)c.Block].Pc).ToDictionary(g => g.Key, g => g.Aggregate(0ul, (sum, c) => sum + c.Count));
        Assert.Equal(1ul, counts[BootAddress]);
        Assert.Equal((ulong)Rounds - 1, counts[BootAddress + 3]);
        Assert.Equal((ulong)((2 * Rounds) + 4), traced.Run.Instructions); // hlt too: it is of the block that had begun
    }

    [Theory]
    [InlineData("is qemu-system-ARCHITECTURE", "true")]
    [InlineData("apt install qemu-system-misc", "qemu-system-none")]
    [InlineData("use '-accel tcg'", "qemu-system-x86_64", "-enable-kvm")]
    [InlineData("use '-accel tcg'", "qemu-system-x86_64", "-accel", "kvm")]
    [InlineData("no kernel", "qemu-system-x86_64", "-kernel", "no-such-kernel")]
    public void What_is_no_machine_that_can_be_traced_is_refused(string why, params string[] command)
    {
        string said = Assert.Throws<TraceException>(() => TraceRun.Run(new TraceOptions { Command = command, IsMachine = true, Output = Path.Combine(_folder.FullName, "trace") }, TimeProvider.System)).Message;
        Assert.Contains(why, said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.FullName, "trace")));
    }

    [Fact]
    public void What_the_archive_holds_cpio_reads_back()
    {
        string path = Path.Combine(_folder.FullName, "files");
        byte[] large = [.. Enumerable.Range(0, 70_001).Select(i => (byte)(i * 7))];
        using (var file = File.Create(path))
        {
            var archive = new CpioArchive(file);
            archive.Add("init", "#!/bin/sh\n"u8, 0x1ED);
            archive.Add("a/b/large", large, 0x1A4);
            archive.Add("a/b/empty", [], 0x1A4);
            archive.End();
            Assert.Throws<ArgumentException>(() => archive.Add("../out", [], 0));
        }

        string to = Directory.CreateDirectory(Path.Combine(_folder.FullName, "out")).FullName;
        using (var process = Process.Start(new ProcessStartInfo("cpio", ["-idm", "--quiet", "--no-absolute-filenames", "-F", path]) { WorkingDirectory = to })!)
        {
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }

        Assert.Equal(large, File.ReadAllBytes(Path.Combine(to, "a/b/large")));
        Assert.Equal("#!/bin/sh\n", File.ReadAllText(Path.Combine(to, "init"), Encoding.ASCII));
        Assert.True((File.GetUnixFileMode(Path.Combine(to, "init")) & UnixFileMode.UserExecute) != 0);
        Assert.Empty(File.ReadAllBytes(Path.Combine(to, "a/b/empty")));
    }
}
