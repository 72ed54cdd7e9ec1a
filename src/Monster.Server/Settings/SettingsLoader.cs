using System.Globalization;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Monster.Server;

/// <summary>
/// Puts settings together: the defaults, over them a file (TOML, the form of this board's menus too), over it the environment, over
/// it flags. Everything wrong is found, not the first thing only; a name that does not exist is a fault and not ignored.
/// </summary>
public sealed class SettingsLoader
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaxFile = 64 * 1024;

    private readonly List<SettingFault> _faults = [];
    private readonly Dictionary<string, string> _sources = [];
    private ServerSettings _settings = new();

    /// <summary>The file's name in a data directory.</summary>
    public const string FileName = "monster.toml";

    /// <summary>Loads settings.</summary>
    /// <param name="file">The file; not being there is a fault only when it was asked for.</param>
    /// <param name="isRequired">Whether it was asked for.</param>
    /// <param name="environment">Gives an environment variable or null.</param>
    /// <param name="flags">Values from the command line, by the setting's name.</param>
    public static LoadedSettings Load(string file, bool isRequired, Func<string, string?> environment, IReadOnlyDictionary<string, string> flags)
    {
        var loader = new SettingsLoader();
        loader.ReadFile(file, isRequired);
        foreach (var setting in SettingsTable.All)
        {
            if (environment(setting.Variable) is { Length: > 0 } value)
                loader.Take(setting, value, setting.Variable);
        }

        foreach (var setting in SettingsTable.All)
        {
            if (flags.TryGetValue(setting.Name, out string? value))
                loader.Take(setting, value, $"--{setting.Name}");
        }

        return new LoadedSettings(loader._settings, loader._sources, loader._faults);
    }

    private void ReadFile(string file, bool isRequired)
    {
        if (!File.Exists(file))
        {
            if (isRequired)
                _faults.Add(new SettingFault(file, "there is no such file"));
            return;
        }

        if (new FileInfo(file).Length > MaxFile)
        {
            _faults.Add(new SettingFault(file, $"a file of settings has at most {MaxFile / 1024} KiB"));
            return;
        }

        var document = SyntaxParser.Parse(File.ReadAllText(file), file, validate: true);
        foreach (var message in document.Diagnostics.Where(d => d.Kind == DiagnosticMessageKind.Error))
            _faults.Add(new SettingFault(At(file, message.Span), message.Message.TrimEnd('.')));
        if (document.HasErrors)
            return;
        foreach (var table in document.Tables)
            _faults.Add(new SettingFault(At(file, table.Span), $"there are no tables: '{table.Name}' is not known"));
        foreach (var pair in document.KeyValues)
            ReadPair(file, pair);
    }

    private void ReadPair(string file, KeyValueSyntax pair)
    {
        string name = pair.Key?.ToString().Trim() ?? "";
        string source = At(file, pair.Span);
        if (SettingsTable.Find(name) is not { } setting)
        {
            string nearest = SettingsTable.All.MinBy(known => Distance(known.Name, name))!.Name;
            _faults.Add(new SettingFault(source, $"there is no setting '{name}'; did you mean '{nearest}'? 'monster config list' shows all"));
            return;
        }

        string? value = pair.Value switch
        {
            StringValueSyntax text => text.Value,
            IntegerValueSyntax number => number.Value.ToString(CultureInfo.InvariantCulture),
            BooleanValueSyntax truth => truth.Value ? "true" : "false",
            _ => null,
        };
        if (value is null)
            _faults.Add(new SettingFault(source, $"'{name}' is a text, a whole number, true or false"));
        else
            Take(setting, value, source);
    }

    private void Take(Setting setting, string value, string source)
    {
        try
        {
            _settings = setting.Read(_settings, value);
            _sources[setting.Name] = source;
        }
        catch (FormatException e)
        {
            _faults.Add(new SettingFault(source, $"'{setting.Name}' cannot be '{value}': {e.Message}"));
        }
    }

    private static string At(string file, SourceSpan span) => string.Create(CultureInfo.InvariantCulture, $"{file} line {span.Start.Line + 1}");

    /// <summary>How many letters differ (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
