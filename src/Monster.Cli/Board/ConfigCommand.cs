using System.CommandLine;
using System.Globalization;
using Monster.Server;

namespace Monster.Cli;

/// <summary><c>monster config</c>: the board's settings, where each comes from, and whether all are well.</summary>
public static class ConfigCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("config", "The board's settings.") { Check(), List() };

    private static Command Check()
    {
        var command = new Command("check", "Say what is wrong with the settings of file, environment and flags, if anything is.");
        var options = new SettingOptions(command);
        command.SetAction(result =>
        {
            var loaded = options.Load(result);
            foreach (var fault in loaded.Faults)
                result.InvocationConfiguration.Error.WriteLine(fault);
            if (loaded.Faults.Count > 0)
                return ExitCode.CheckFailed;
            string file = options.File(result);
            result.InvocationConfiguration.Output.WriteLine(File.Exists(file) ? $"{file}: all is well." : $"There is no {file}, and nothing is wrong.");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command List()
    {
        var json = JsonOutput.Option();
        var markdown = new Option<bool>("--markdown") { Description = "The whole list with names, forms and defaults, as docs/sysops.md has it." };
        var command = new Command("list", "List every setting with its value and where that comes from.") { json, markdown };
        var options = new SettingOptions(command);
        command.SetAction(result =>
        {
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(markdown))
            {
                output.Write(SettingsTable.ToMarkdown());
                return ExitCode.Ok;
            }

            var loaded = options.Load(result);
            foreach (var fault in loaded.Faults)
                result.InvocationConfiguration.Error.WriteLine(fault);
            if (result.GetValue(json))
                JsonOutput.WriteObject(output, writer => WriteJson(writer, loaded));
            else
                WriteText(output, loaded);
            return loaded.Faults.Count == 0 ? ExitCode.Ok : ExitCode.CheckFailed;
        });
        return command;
    }

    private static void WriteText(TextWriter output, LoadedSettings loaded)
    {
        int name = SettingsTable.All.Max(setting => setting.Name.Length);
        int value = SettingsTable.All.Max(setting => setting.Tell(loaded.Settings).Length);
        foreach (var setting in SettingsTable.All)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{setting.Name.PadRight(name)}  {setting.Tell(loaded.Settings).PadRight(value)}  {Source(setting, loaded)}"));
    }

    private static void WriteJson(System.Text.Json.Utf8JsonWriter writer, LoadedSettings loaded)
    {
        foreach (var setting in SettingsTable.All)
        {
            writer.WriteStartObject(setting.Name);
            writer.WriteString("value", setting.Tell(loaded.Settings));
            writer.WriteString("from", Source(setting, loaded));
            writer.WriteEndObject();
        }
    }

    private static string Source(Setting setting, LoadedSettings loaded) => loaded.Sources.GetValueOrDefault(setting.Name, "default");
}
