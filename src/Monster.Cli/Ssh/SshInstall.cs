namespace Monster.Cli;

/// <summary>Sets a machine up for callers by ssh. Everything is looked at before anything is changed; a configuration sshd does not take is taken back.</summary>
internal sealed class SshInstall(TextWriter output, SshSetup setup, bool isDry)
{
    public const string DefaultFolder = "/etc/ssh/sshd_config.d";

    private const string FileName = "50-monster.conf";
    private const UnixFileMode ProgramMode = (UnixFileMode)0b111_101_101;
    private const UnixFileMode TextMode = (UnixFileMode)0b110_100_100;

    /// <summary>Does it, or says what it would do.</summary>
    public int Run(string folder)
    {
        if (!OperatingSystem.IsLinux())
            throw new CommandException("Callers by ssh are taken on Linux only.");
        if (!isDry && !Environment.IsPrivilegedProcess)
            throw new CommandException("This makes a user and writes sshd's configuration: run it as root. --dry-run says what it would do; 'monster ssh print' shows the configuration.");
        string sshd = Machine.Find("sshd") ?? throw new CommandException("OpenSSH's server is not installed: on Debian, 'apt install openssh-server'.");
        string file = Path.Combine(folder, FileName);
        string source = BridgeFile.Find();
        string? before = Before(file, folder);
        PlanUser(out bool makesUser);
        Do($"copy the bridge to {setup.Bridge}", () => CopyBridge(source));
        if (makesUser)
            Do($"make the Unix user {setup.User}: no home, no password, and the bridge for a shell", MakeUser);
        // '*' is no password and, unlike '!', no lock either, which sshd without PAM would refuse.
        Do(setup.IsKeyless ? $"make the password of {setup.User} empty (--keyless)" : $"make sure that {setup.User} has no password", () => Must("usermod", "--password", setup.IsKeyless ? "" : "*", setup.User));
        Do($"write {file}, {setup.Lines.Count} settings for that user alone", () => Write(file, before, sshd));
        output.WriteLine(isDry ? "Nothing was changed." : "Done. What is left for you:");
        if (!isDry)
        {
            output.WriteLine($"  - the board's settings: calls = \"{setup.Socket}\"{(setup.User == "bbs" ? "" : $" and ssh-user = \"{setup.User}\"")} (the unit of 'monster systemd' has the first already)");
            output.WriteLine("  - systemctl reload ssh");
            output.WriteLine($"  - monster ssh check{(setup.IsKeyless ? " --keyless" : "")}, then: ssh {setup.User}@localhost");
        }

        return ExitCode.Ok;
    }

    /// <summary>What stands in the file now; null when it is not there.</summary>
    private static string? Before(string file, string folder)
    {
        if (!Directory.Exists(folder))
            throw new CommandException($"There is no folder '{folder}': this OpenSSH is set up another way. Put what 'monster ssh print' shows at the end of sshd_config yourself.");
        string main = Path.Combine(Path.GetDirectoryName(folder)!, "sshd_config");
        if (File.Exists(main) && !File.ReadLines(main).Any(line => line.TrimStart().StartsWith("Include", StringComparison.OrdinalIgnoreCase) && line.Contains(folder, StringComparison.Ordinal)))
            throw new CommandException($"{main} does not include {folder}. Add the line 'Include {folder}/*.conf' at its beginning, then run this again.");
        if (!File.Exists(file))
            return null;
        string text = File.ReadAllText(file);
        return text.StartsWith(SshSetup.FirstLine, StringComparison.Ordinal) ? text : throw new CommandException($"{file} is there already and was not written by this program. Move it away first.");
    }

    private void PlanUser(out bool makes)
    {
        makes = false;
        if (uint.TryParse(setup.User, out _))
            throw new CommandException($"'{setup.User}' is a number: sshd needs the user's name.");
        if (Machine.FindUser(setup.User) is not { } user)
            makes = true;
        else if (user.Shell != setup.Bridge)
            throw new CommandException($"There is a Unix user {setup.User} already, with the shell {user.Shell}: somebody's? Take another with --user, or give this one up with: usermod --shell {setup.Bridge} {setup.User}");
    }

    private void Do(string what, Action act)
    {
        output.WriteLine((isDry ? "would " : "") + what);
        if (!isDry)
            act();
    }

    private void CopyBridge(string source)
    {
        string folder = Path.GetDirectoryName(setup.Bridge)!;
        Directory.CreateDirectory(folder);
        // Under another name first: the old one may be running, and sshd must never find half of it.
        string copy = $"{setup.Bridge}.new";
        File.Copy(source, copy, overwrite: true);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(copy, ProgramMode);
        File.Move(copy, setup.Bridge, overwrite: true);
        if (Machine.Unsafe(setup.Bridge) is { } why)
            throw new CommandException($"{why}, or choose another place with --bridge.");
    }

    private void MakeUser() => Must("useradd", "--system", "--no-create-home", "--home-dir", "/", "--shell", setup.Bridge, "--comment", "Callers of the board", setup.User);

    private void Write(string file, string? before, string sshd)
    {
        File.WriteAllText(file, setup.ToText());
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, TextMode);
        Directory.CreateDirectory("/run/sshd"); // 'sshd -t' wants it, and it is there only while sshd runs
        var (code, said) = Machine.Run(sshd, "-t");
        if (code == 0)
            return;
        if (before is null)
            File.Delete(file);
        else
            File.WriteAllText(file, before);
        throw new CommandException($"sshd does not take its configuration with this file, so {file} is as it was before:\n{said}");
    }

    private static void Must(string program, params string[] arguments)
    {
        if (Machine.Run(Machine.Find(program) ?? program, arguments) is ({ } code and not 0, var said))
            throw new CommandException($"{program} failed ({code}): {said}");
    }
}
