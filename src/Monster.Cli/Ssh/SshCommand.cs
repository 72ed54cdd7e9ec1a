using System.CommandLine;
using Monster.Server;

namespace Monster.Cli;

/// <summary><c>monster ssh</c>: callers by OpenSSH's server. It is set up here and checked here; nothing of it runs in the board.</summary>
public static class SshCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("ssh", "Take callers by ssh, through this machine's OpenSSH server.") { Print(), Install(), Check() };

    private static Command Print()
    {
        var command = new Command("print", "Show what would be added to sshd's configuration, and why, line by line.");
        var options = new SshOptions(command);
        command.SetAction(result =>
        {
            result.InvocationConfiguration.Output.Write(options.Read(result).ToText());
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Install()
    {
        var dry = new Option<bool>("--dry-run") { Description = "Only say what would be done." };
        var folder = new Option<string>("--dir") { Description = "Where sshd looks for more of its configuration.", HelpName = "DIR", DefaultValueFactory = _ => SshInstall.DefaultFolder };
        var command = new Command("install", "Make the Unix user, copy the bridge and write the file for sshd_config.d. Needs root.") { dry, folder };
        var options = new SshOptions(command);
        command.SetAction(result => new SshInstall(result.InvocationConfiguration.Output, options.Read(result), result.GetValue(dry)).Run(result.GetValue(folder)!));
        return command;
    }

    private static Command Check()
    {
        var key = new Option<string?>("--key") { Description = "A .pub file, to see whether the board knows that key; else one made up is asked about.", HelpName = "FILE" };
        var config = new Option<string?>("--sshd-config") { Description = "sshd's configuration, if it is not the usual one.", HelpName = "FILE" };
        var json = JsonOutput.Option();
        var command = new Command("check", "Check a set-up line by line: user, files, sshd's configuration, the board. Needs root for all of it.") { key, config, json };
        var options = new SshOptions(command);
        command.SetAction(result =>
        {
            var check = new SshCheck(options.Read(result), result.GetValue(config), result.GetValue(key));
            return check.Run(result.InvocationConfiguration.Output, result.GetValue(json));
        });
        return command;
    }
}
