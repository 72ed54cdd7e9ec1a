using System.CommandLine;
using Monster.Server;

namespace Monster.Cli;

/// <summary>The options of the commands that have a board: its data directory, its file of settings, and a flag for each setting.</summary>
internal sealed class SettingOptions
{
    private readonly Option<string?> _data = DataOption.Create("The data directory; made when it is not there.");
    private readonly Option<string?> _config = new("--config") { Description = "The file of settings, if it is not monster.toml in the data directory.", HelpName = "FILE" };
    private readonly Dictionary<string, Option<string?>> _flags = [];

    /// <summary>Adds the options to a command.</summary>
    public SettingOptions(Command command)
    {
        command.Add(_data);
        command.Add(_config);
        foreach (var setting in SettingsTable.All)
        {
            var flag = new Option<string?>($"--{setting.Name}") { Description = setting.Description, HelpName = setting.Form };
            _flags.Add(setting.Name, flag);
            command.Add(flag);
        }
    }

    /// <summary>The data directory, as an absolute path.</summary>
    public string Data(ParseResult result) => DataOption.Of(result.GetValue(_data));

    /// <summary>The file of settings.</summary>
    public string File(ParseResult result) => result.GetValue(_config) ?? Path.Combine(Data(result), SettingsLoader.FileName);

    /// <summary>The settings, with what is wrong with them.</summary>
    public LoadedSettings Load(ParseResult result)
    {
        var flags = new Dictionary<string, string>();
        foreach (var (name, flag) in _flags)
        {
            if (result.GetValue(flag) is { } value)
                flags.Add(name, value);
        }

        return SettingsLoader.Load(File(result), result.GetValue(_config) is not null, Environment.GetEnvironmentVariable, flags);
    }
}
