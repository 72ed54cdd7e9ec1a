using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Monster.Testing;

/// <summary>
/// A machine set up by <c>monster ssh install</c>, with Debian's sshd running on a port of its own: a mount namespace in which /etc and what sshd writes to
/// are copies, so that this machine's users and settings stay as they are. Needs root.
/// </summary>
public sealed class SshMachine : IDisposable
{
    private readonly Process _inside;

    private SshMachine(string folder, string monster, int port, Process inside) => (Folder, Monster, Port, _inside) = (folder, monster, port, inside);

    /// <summary>For everything: keys, the board's socket, sshd's log.</summary>
    public string Folder { get; }

    public int Port { get; }

    public string Socket => Path.Combine(Folder, "calls.sock");

    public static string Bridge => "/etc/monster/monster-bridge";

    public string Log => File.ReadAllText(Path.Combine(Folder, "sshd.log"));

    /// <summary>How <c>monster</c> is run.</summary>
    public string Monster { get; }

    /// <param name="program">The program: <c>monster.dll</c>.</param>
    /// <param name="more">More options for <c>monster ssh install</c>.</param>
    public static async Task<SshMachine> StartAsync(string program, string more = "")
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException();
        string monster = $"dotnet {program}";
        string folder = Directory.CreateTempSubdirectory("monster-ssh-").FullName;
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_001_001); // sshd's processes of another user pass through
        int port = FreePort();
        string script = $"""
            set -e
            mount --make-rprivate /
            mkdir {folder}/copy; mount -t tmpfs tmpfs {folder}/copy
            cp -a /etc {folder}/copy/etc; mount --bind {folder}/copy/etc /etc
            mount -t tmpfs tmpfs /run; mount -t tmpfs tmpfs /var/log; mkdir -m 755 /run/sshd
            rm -f /etc/ssh/ssh_host_*; ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/ssh_host_ed25519_key
            {monster} ssh install --socket {folder}/calls.sock --bridge {Bridge} {more} >{folder}/install.log
            /usr/sbin/sshd -p {port.ToString(CultureInfo.InvariantCulture)} -o ListenAddress=127.0.0.1 -E {folder}/sshd.log
            echo ready; cat >/dev/null
            kill $(cat /run/sshd.pid)
            """;
        var start = new ProcessStartInfo("unshare", ["--mount", "bash", "-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        var inside = Process.Start(start)!;
        if (await inside.StandardOutput.ReadLineAsync() != "ready")
            throw new InvalidOperationException(await inside.StandardError.ReadToEndAsync());
        return new SshMachine(folder, monster, port, inside);
    }

    /// <summary>Runs a command line where this machine's files are.</summary>
    public (int Code, string Said) Run(string command)
    {
        var start = new ProcessStartInfo("nsenter", ["--mount", "--target", _inside.Id.ToString(CultureInfo.InvariantCulture), "bash", "-c", "exec 2>&1; " + command]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said.TrimEnd());
    }

    /// <summary>Makes a key.</summary>
    /// <returns>Its file.</returns>
    public string MakeKey(string name, string type = "ed25519")
    {
        string file = Path.Combine(Folder, name);
        var (code, said) = Run($"ssh-keygen -q -t {type} -N '' -C {name}@home -f {file}");
        return code == 0 ? file : throw new InvalidOperationException(said);
    }

    /// <summary>The words of a client's call: <c>ssh</c> and where to.</summary>
    public string Ssh(string? key, string options = "", string program = "ssh", string port = "-p") =>
        $"{program} -F none {port} {Port} -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR {(key is null ? "-o PubkeyAuthentication=no" : $"-i {key} -o IdentitiesOnly=yes")} {options}";

    public void Dispose()
    {
        _inside.StandardInput.Close();
        if (!_inside.WaitForExit(10_000))
            _inside.Kill(entireProcessTree: true);
        _inside.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
