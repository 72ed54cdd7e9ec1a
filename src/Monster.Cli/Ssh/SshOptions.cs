using System.CommandLine;
using Monster.Server;

namespace Monster.Cli;

/// <summary>The options that the three commands about ssh share. What is not given comes from the board's settings.</summary>
internal sealed class SshOptions
{
    private readonly Option<string?> _data = DataOption.Create("The board's data directory, whose monster.toml is read.");
    private readonly Option<string?> _user = new("--user") { Description = "The Unix user that callers log in as; the setting ssh-user when not given.", HelpName = "USER" };
    private readonly Option<string?> _socket = new("--socket") { Description = $"The board's socket; the setting calls when not given, else {SshSetup.DefaultSocket}.", HelpName = "PATH" };
    private readonly Option<string> _bridge = new("--bridge") { Description = "Where the bridge is to be, a file that only root can write.", HelpName = "PATH", DefaultValueFactory = _ => SshSetup.DefaultBridge };
    private readonly Option<bool> _keyless = new("--keyless") { Description = "Let callers in who have no key at all; they log in on the board's screen." };

    public SshOptions(Command command)
    {
        foreach (Option option in new Option[] { _user, _socket, _bridge, _keyless, _data })
            command.Add(option);
    }

    /// <summary>The set-up meant.</summary>
    /// <exception cref="CommandException">Something given would not do in sshd's configuration.</exception>
    public SshSetup Read(ParseResult result)
    {
        var loaded = SettingsLoader.Load(Path.Combine(DataOption.Of(result.GetValue(_data)), SettingsLoader.FileName), isRequired: false, Environment.GetEnvironmentVariable, Given(result));
        if (loaded.Faults.Count > 0)
            throw new CommandException(string.Join('\n', loaded.Faults));
        string bridge = result.GetValue(_bridge)!;
        // The socket's rule is the right one for every path that stands there.
        if (SettingsLoader.Load("", isRequired: false, _ => null, new Dictionary<string, string> { ["calls"] = bridge }).Faults is [var fault, ..])
            throw new CommandException(fault.ToString().Replace("--calls: 'calls'", "--bridge", StringComparison.Ordinal));
        if (Path.GetFileName(bridge) != BridgeFile.Name)
            throw new CommandException($"The bridge's file is called {BridgeFile.Name}: it knows itself by that name. --bridge says in which folder, such as {SshSetup.DefaultBridge}.");
        return new SshSetup(loaded.Settings.SshUser, loaded.Settings.Calls ?? SshSetup.DefaultSocket, bridge, result.GetValue(_keyless));
    }

    private Dictionary<string, string> Given(ParseResult result)
    {
        var given = new Dictionary<string, string>();
        if (result.GetValue(_user) is { } user)
            given.Add("ssh-user", user);
        if (result.GetValue(_socket) is { } socket)
            given.Add("calls", socket);
        return given;
    }
}
