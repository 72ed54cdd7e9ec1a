using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Monster.Trace.Running;

/// <summary>The program to run: found, and what it is made for.</summary>
internal sealed record GuestProgram(string Path, string Architecture, IReadOnlyList<string> Command, string Sha256, bool IsScript = false)
{
    private const int HeaderLength = 64;
    private const int ScriptLine = 256;

    /// <summary>Looks a command up as a shell would; for a script, its interpreter.</summary>
    /// <exception cref="TraceException">There is no such program, or none QEMU can run.</exception>
    public static GuestProgram Find(IReadOnlyList<string> command, string folder)
    {
        if (command.Count == 0)
            throw new TraceException("There is no command to run: give it after '--'.");
        string path = Look(command[0], folder);
        byte[] head = new byte[ScriptLine];
        using (var file = File.OpenRead(path))
            head = head[..file.ReadAtLeast(head, ScriptLine, throwOnEndOfStream: false)];
        if (head.AsSpan().StartsWith("#!"u8))
        {
            string line = Encoding.UTF8.GetString(head.AsSpan(2)).Split('\n')[0].Trim();
            string[] parts = line.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 0 || parts[0] == command[0])
                throw new TraceException($"'{path}' is a script without an interpreter.");
            return Find([.. parts, path, .. command.Skip(1)], folder) with { IsScript = true };
        }

        string architecture = ArchitectureOf(head) ?? throw new TraceException($"'{path}' is no program that QEMU can run: it is not an ELF file for Linux.");
        using var bytes = File.OpenRead(path);
        return new GuestProgram(path, architecture, [path, .. command.Skip(1)], Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>A machine: QEMU's system emulator and its arguments. What is hashed is the kernel, or QEMU when none is given.</summary>
    /// <returns>The machine; its path is the kernel's.</returns>
    /// <exception cref="TraceException">The command is no system emulator.</exception>
    public static (string Qemu, GuestProgram Machine) FindMachine(IReadOnlyList<string> command, string folder)
    {
        const string Prefix = "qemu-system-";
        if (command.Count == 0 || !System.IO.Path.GetFileName(command[0]).StartsWith(Prefix, StringComparison.Ordinal))
            throw new TraceException("A machine's command is qemu-system-ARCHITECTURE with its arguments.");
        string architecture = System.IO.Path.GetFileName(command[0])[Prefix.Length..];
        if (!command[0].Contains('/', StringComparison.Ordinal) && Tools.InPath(command[0]) is null)
            throw new TraceException($"{command[0]} is not installed: on Debian, 'apt install {(architecture is "x86_64" or "i386" ? "qemu-system-x86" : architecture is "aarch64" or "arm" ? "qemu-system-arm" : "qemu-system-misc")}'.");
        if (command.Any(a => a.Contains("kvm", StringComparison.Ordinal) && (a.Contains("accel", StringComparison.Ordinal) || a is "-enable-kvm" or "kvm" || a.StartsWith("kvm,", StringComparison.Ordinal))))
            throw new TraceException("KVM runs a machine without QEMU's translator, so nothing can be traced: use '-accel tcg'.");
        string qemu = Look(command[0], folder);
        int at = command.ToList().IndexOf("-kernel") + 1;
        string image = at > 0 && at < command.Count ? System.IO.Path.GetFullPath(command[at], folder) : qemu;
        if (!File.Exists(image))
            throw new TraceException($"There is no kernel '{image}'.");
        using var bytes = File.OpenRead(image);
        return (qemu, new GuestProgram(image, architecture, [.. command.Skip(1)], Convert.ToHexStringLower(SHA256.HashData(bytes))));
    }

    private static string Look(string name, string folder)
    {
        if (name.Contains('/', StringComparison.Ordinal))
        {
            string path = System.IO.Path.GetFullPath(name, folder);
            if (!File.Exists(path))
                throw new TraceException($"There is no program '{name}'.");
            return path;
        }

        foreach (string place in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            string path = System.IO.Path.Combine(place, name);
            if (File.Exists(path) && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0)
                return System.IO.Path.GetFullPath(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
        }

        throw new TraceException($"There is no program '{name}' in PATH.");
    }

    /// <summary>QEMU's name of the architecture in an ELF header (e_machine of the System V ABI).</summary>
    private static string? ArchitectureOf(ReadOnlySpan<byte> head)
    {
        if (head.Length < HeaderLength || !head.StartsWith("\x7f"u8) || !head[1..].StartsWith("ELF"u8))
            return null;
        bool is64 = head[4] == 2, isBig = head[5] == 2;
        int machine = isBig ? BinaryPrimitives.ReadUInt16BigEndian(head[18..]) : BinaryPrimitives.ReadUInt16LittleEndian(head[18..]);
        return (machine, is64, isBig) switch
        {
            (62, true, false) => "x86_64",
            (3, false, false) => "i386",
            (183, true, false) => "aarch64",
            (183, true, true) => "aarch64_be",
            (40, false, false) => "arm",
            (40, false, true) => "armeb",
            (243, true, false) => "riscv64",
            (243, false, false) => "riscv32",
            (22, true, true) => "s390x",
            (21, true, false) => "ppc64le",
            (21, true, true) => "ppc64",
            (20, false, true) => "ppc",
            (8, true, false) => "mips64el",
            (8, true, true) => "mips64",
            (8, false, false) => "mipsel",
            (8, false, true) => "mips",
            (258, true, false) => "loongarch64",
            (2, false, true) => "sparc",
            (43, true, true) => "sparc64",
            (4, false, true) => "m68k",
            (36902, true, false) => "alpha",
            _ => null,
        };
    }
}
