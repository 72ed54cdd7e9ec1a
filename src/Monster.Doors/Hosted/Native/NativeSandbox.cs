using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Monster.Doors;

/// <summary>
/// What keeps native programs in: bubblewrap (bwrap), with namespaces of their own for users, processes, network, mounts, IPC and host name, and limits by
/// prlimit. Started by root it needs no user namespace, and each run has a user that nobody else is. Safe for use by several threads.
/// </summary>
public sealed class NativeSandbox
{
    private const uint FirstUser = 1_800_000_000; // where no distribution gives users, and below 2^31
    private const uint Users = 65_536;
    private const uint InsideUser = 1_000;
    private const int ScratchSpaceBytes = 16 * 1024 * 1024;
    private const int OpenFiles = 64;
    private const int ProbeMilliseconds = 10_000;
    private static readonly string[] OfSystem = ["bin", "sbin", "lib", "lib32", "lib64", "libx32"];
    private static readonly string[] OfConfiguration = ["/etc/alternatives", "/etc/ld.so.cache", "/etc/terminfo"];

    private readonly string _bwrap;
    private uint _runs;
    private volatile bool _isChecked;

    /// <summary>A sandbox by bubblewrap.</summary>
    /// <param name="bwrap">The program; null for the one in PATH.</param>
    public NativeSandbox(string? bwrap = null) => _bwrap = bwrap ?? Find("bwrap") ?? "";

    private static bool IsRoot => EffectiveUser() == 0;

    /// <summary>Sets the sandbox up once, to see whether it can be.</summary>
    /// <exception cref="DoorRefusedException">It cannot: why, and what to do.</exception>
    public void Check()
    {
        if (_isChecked)
            return;
        if (!OperatingSystem.IsLinux())
            throw new DoorRefusedException("Native doors are run on Linux only.");
        if (_bwrap.Length == 0)
            throw new DoorRefusedException("Native doors need bubblewrap, and there is no program bwrap here (Debian: apt install bubblewrap).");
        string folder = Directory.CreateTempSubdirectory("monster-sandbox-").FullName;
        try
        {
            File.SetUnixFileMode(folder, (UnixFileMode)0x1ED); // 0755: for whoever a run is
            var trial = new DoorManifest { Name = "trial", Program = "/usr/bin/true" };
            var command = Command(trial, new NativePlaces(folder, folder, folder, folder), NewUser(), [], "/usr/bin/true");
            if (Try(command) is { } fault)
                throw new DoorRefusedException($"The sandbox for native doors cannot be set up here: {fault} {Advice(fault)}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        _isChecked = true;
    }

    /// <summary>Somebody for a run to be, outside the sandbox; null where it stays who we are.</summary>
    internal uint? NewUser() => IsRoot ? FirstUser + (Interlocked.Increment(ref _runs) % Users) : null;

    /// <summary>Who a run is inside.</summary>
    internal static uint InsideAs(uint? user) => user ?? InsideUser;

    /// <summary>The command that runs a door's program in the sandbox, beginning with bwrap's path.</summary>
    internal IReadOnlyList<string> Command(DoorManifest manifest, NativePlaces places, uint? user, IReadOnlyList<(string Name, string Value)> environment, string program) =>
    [
        _bwrap,
        .. user is null
            ? ["--unshare-user", "--disable-userns", "--uid", Text(InsideUser), "--gid", Text(InsideUser), "--cap-drop", "ALL"]
            : (string[])["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_SETPCAP"], // to become that user, and then gone
        "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try", "--die-with-parent", "--hostname", "arcade",
        "--clearenv", .. environment.SelectMany(pair => (string[])["--setenv", pair.Name, pair.Value]),
        "--ro-bind", "/usr", "/usr", .. OfSystem.SelectMany(System),
        "--perms", "0755", "--dir", "/etc", .. OfConfiguration.SelectMany(path => (string[])["--ro-bind-try", path, path]),
        "--ro-bind", places.Passwords, "/etc/passwd",
        "--proc", "/proc", "--dev", "/dev", .. Space("/dev/shm"), "--remount-ro", "/dev", .. Space("/tmp"),
        "--ro-bind", places.Door, "/door", "--ro-bind", places.Drop, "/drop", manifest.DiskKiB > 0 ? "--bind" : "--ro-bind", places.Home, "/home",
        "--remount-ro", "/", "--chdir", "/", "--",
        .. user is { } id ? ["/usr/bin/setpriv", "--reuid", Text(id), "--regid", Text(id), "--clear-groups", "--inh-caps=-all", "--bounding-set=-all", "--"] : (string[])[],
        "/usr/bin/env", "-C", "/home", "/usr/bin/nice", "-n", "10", // /home is that user's alone
        "/usr/bin/prlimit", .. Limits(manifest), "--",
        program, .. manifest.Arguments,
    ];

    private static IEnumerable<string> Limits(DoorManifest manifest) =>
    [
        $"--data={Text(manifest.MemoryMiB * 1024L * 1024L)}", $"--nproc={Text(manifest.Processes)}", $"--cpu={Text(manifest.CpuSeconds)}:{Text(manifest.CpuSeconds + 1)}",
        $"--fsize={Text(Math.Max(1, manifest.DiskKiB) * 1024L)}", $"--nofile={Text(OpenFiles)}", "--core=0", "--memlock=0", "--msgqueue=0",
    ];

    private static string[] Space(string path) => ["--perms", "1777", "--size", Text(ScratchSpaceBytes), "--tmpfs", path];

    private static string[] System(string name)
    {
        var folder = new DirectoryInfo("/" + name);
        return !folder.Exists ? [] : folder.LinkTarget is { } target ? ["--symlink", target, folder.FullName] : ["--ro-bind", folder.FullName, folder.FullName];
    }

    /// <returns>What is wrong, or null.</returns>
    private static string? Try(IReadOnlyList<string> command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true })!;
            process.StandardInput.Close();
            var said = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(ProbeMilliseconds))
            {
                process.Kill(entireProcessTree: true);
                return "it takes longer than ten seconds.";
            }

            return process.ExitCode == 0 ? null : said.GetAwaiter().GetResult().Split('\n')[0].Trim().TrimEnd('.') + ".";
        }
        catch (Win32Exception e)
        {
            return $"'{command[0]}' does not start: {e.Message}.";
        }
    }

    private static string Advice(string fault) => fault switch
    {
        _ when fault.Contains("namespace", StringComparison.OrdinalIgnoreCase) || fault.Contains("uid map", StringComparison.OrdinalIgnoreCase) || fault.Contains("not permitted", StringComparison.OrdinalIgnoreCase) =>
            "User namespaces are off for this user: 'sysctl kernel.unprivileged_userns_clone user.max_user_namespaces kernel.apparmor_restrict_unprivileged_userns' shows which switch it is; in a container, the container's.",
        _ when fault.Contains("nknown option", StringComparison.Ordinal) => "It needs bubblewrap 0.8 or newer.",
        _ => "'bwrap --unshare-all --ro-bind / / true' may tell more.",
    };

    private static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin")
        .Where(Path.IsPathRooted).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static string Text<T>(T number)
        where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint EffectiveUser();
}
