using System.ComponentModel;
using System.Diagnostics;

namespace Monster.Cli;

/// <summary>Programs of this machine, and who may change its files.</summary>
internal static class Machine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly string[] SystemFolders = ["/usr/sbin", "/sbin", "/usr/local/sbin"];

    /// <summary>A program in PATH or where programs of the system are; null when there is none.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Concat(SystemFolders)
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it said on both outputs, and its exit code; a code below zero when it could not be run or took too long.</returns>
    public static (int Code, string Said) Run(string program, params IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return (-1, $"{program} took longer than {Patience.TotalSeconds:0} seconds.");
            }

            return (process.ExitCode, (output.Result + errors.Result).Trim());
        }
        catch (Win32Exception e)
        {
            return (-1, $"{program}: {e.Message}");
        }
    }

    /// <summary>A user's number and shell; null when there is none.</summary>
    public static (uint Number, string Shell, string Home)? FindUser(string name)
    {
        var (code, said) = Run("getent", "passwd", name);
        return code == 0 && said.Split(':') is [_, _, var number, _, _, var home, var shell] && uint.TryParse(number, out uint id) ? (id, shell, home) : null;
    }

    /// <summary>
    /// Why sshd would not run a program as AuthorizedKeysCommand; null when it would: the file and every folder above it belong to root, and
    /// nobody else may write there.
    /// </summary>
    public static string? Unsafe(string path)
    {
        for (string? at = path; at is not null; at = Path.GetDirectoryName(at))
        {
            var (code, said) = Run("stat", "-L", "-c", "%u %a", at);
            if (code != 0 || said.Split(' ') is not [var owner, var mode])
                return said;
            if (owner != "0")
                return $"{at} does not belong to root, so sshd does not run it. Do: chown root {at}";
            if ((Convert.ToInt32(mode, 8) & Convert.ToInt32("022", 8)) != 0)
                return $"others than root may write to {at} (mode {mode}), so sshd does not run what is there. Do: chmod go-w {at}";
        }

        return null;
    }
}
