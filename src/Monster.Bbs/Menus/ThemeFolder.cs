using System.Reflection;

namespace Monster.Bbs.Menus;

/// <summary>
/// The theme in use: the built-in files, and over them those of a folder, by the same names. The folder is looked at again
/// from time to time; a changed file is taken when all of it is right, and until then the one before stays in use.
/// </summary>
public sealed class ThemeFolder : IDisposable
{
    /// <summary>The most files a theme may have.</summary>
    public const int MaxFiles = 200;

    private const string ResourceRoot = "theme/";

    private readonly string? _folder;
    private readonly ITimer? _timer;
    private readonly Lock _lock = new();
    private readonly Action<ThemeFault>? _complain;
    private readonly Dictionary<string, string> _texts;
    private readonly Dictionary<string, (DateTime Written, long Length)> _seen = [];
    private readonly Dictionary<string, ThemeFault> _faults = [];
    private Theme _current;

    /// <summary>Opens a theme.</summary>
    /// <param name="folder">The folder of one's own files; null for the built-in theme alone. It need not exist.</param>
    /// <param name="time">The clock for looking again.</param>
    /// <param name="period">How often; null for never by itself.</param>
    /// <param name="complain">Told each fault once, for the log.</param>
    public ThemeFolder(string? folder, TimeProvider time, TimeSpan? period = null, Action<ThemeFault>? complain = null)
    {
        (_folder, _complain) = (folder, complain);
        _texts = BuiltIn().ToDictionary(StringComparer.Ordinal);
        _current = Read(_texts);
        Reload();
        if (folder is not null && period is { } every)
            _timer = time.CreateTimer(_ => Reload(), null, every, every);
    }

    /// <summary>The theme in use.</summary>
    public Theme Current => Volatile.Read(ref _current);

    /// <summary>What is wrong with files that are therefore not in use.</summary>
    public IReadOnlyList<ThemeFault> Faults
    {
        get
        {
            lock (_lock)
                return [.. _faults.Values.OrderBy(fault => fault.File, StringComparer.Ordinal)];
        }
    }

    /// <summary>The files in use that come from the folder.</summary>
    public IReadOnlyList<string> OwnFiles
    {
        get
        {
            lock (_lock)
                return [.. _seen.Keys.Where(file => !_faults.ContainsKey(file)).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>The built-in files: path and text.</summary>
    public static IEnumerable<KeyValuePair<string, string>> BuiltIn()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(ResourceRoot, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return new(name[ResourceRoot.Length..].Replace('\\', '/'), reader.ReadToEnd());
        }
    }

    /// <summary>Looks at the folder now.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Reload()
    {
        lock (_lock)
        {
            bool any = false;
            var found = Files();
            foreach (string gone in _seen.Keys.Except(found.Keys).ToList())
                any |= Forget(gone);
            foreach (var (file, stamp) in found)
            {
                if (!_seen.TryGetValue(file, out var seen) || seen != stamp)
                    any |= Take(file, stamp);
            }

            // A file may have waited for another one: a menu for its picture.
            for (int i = 0; any && i < found.Count && _faults.Count > 0; i++)
            {
                int faults = _faults.Count;
                foreach (string file in _faults.Keys.Where(found.ContainsKey).ToList())
                    Take(file, found[file]);
                if (_faults.Count == faults)
                    break;
            }

            return any;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    private Dictionary<string, (DateTime Written, long Length)> Files()
    {
        if (_folder is null || !Directory.Exists(_folder))
            return [];
        return new DirectoryInfo(_folder).EnumerateFiles("*.toml", SearchOption.AllDirectories)
            .OrderBy(file => file.FullName, StringComparer.Ordinal).Take(MaxFiles)
            .ToDictionary(file => Path.GetRelativePath(_folder, file.FullName).Replace('\\', '/'), file => (file.LastWriteTimeUtc, file.Length));
    }

    private bool Take(string file, (DateTime Written, long Length) stamp)
    {
        _seen[file] = stamp;
        string? before = _texts.GetValueOrDefault(file);
        try
        {
            if (stamp.Length > ThemeFile.MaxLength * 4L)
                throw new ThemeException(new ThemeFault(file, 1, $"The file has {stamp.Length:N0} bytes; at most {ThemeFile.MaxLength:N0} characters are allowed."));
            _texts[file] = File.ReadAllText(Path.Combine(_folder!, file));
            Volatile.Write(ref _current, Read(_texts));
            _faults.Remove(file);
        }
        catch (Exception e) when (e is ThemeException or IOException or UnauthorizedAccessException)
        {
            if (before is null)
                _texts.Remove(file);
            else
                _texts[file] = before;
            var fault = (e as ThemeException)?.Fault ?? new ThemeFault(file, 1, e.Message);
            if (!_faults.TryGetValue(file, out var known) || known != fault)
                _complain?.Invoke(fault);
            _faults[file] = fault;
        }

        return true;
    }

    /// <summary>A file is gone: the built-in one of that name takes its place, unless others need the one that was.</summary>
    private bool Forget(string file)
    {
        string before = _texts.GetValueOrDefault(file, "");
        _texts.Remove(file);
        if (BuiltIn().ToDictionary().TryGetValue(file, out string? builtIn))
            _texts[file] = builtIn;
        try
        {
            Volatile.Write(ref _current, Read(_texts));
            _faults.Remove(file);
            _seen.Remove(file);
            return true;
        }
        catch (ThemeException e)
        {
            bool isNew = _faults.TryAdd(file, e.Fault);
            if (isNew)
                _complain?.Invoke(e.Fault);
            if (before.Length > 0)
                _texts[file] = before;
            return isNew;
        }
    }

    private static Theme Read(Dictionary<string, string> texts)
    {
        var colours = new Palette();
        var menus = new Dictionary<string, MenuPage>();
        var screens = new Dictionary<string, ScreenText>();
        foreach (var (file, text) in texts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            switch (Path.GetDirectoryName(file))
            {
                case "menus":
                    menus[name] = ThemeReader.Menu(file, text);
                    break;
                case "screens":
                    screens[name] = ThemeReader.Screen(file, text);
                    break;
                case "" when name == "colours":
                    colours = ThemeReader.Colours(file, text);
                    break;
                default:
                    throw new ThemeException(new ThemeFault(file, 1, "A theme has colours.toml, menus/NAME.toml and screens/NAME.toml; this is none of them."));
            }
        }

        CheckReferences(menus, screens);
        return new Theme { Colours = colours, Menus = menus, Screens = screens };
    }

    private static void CheckReferences(Dictionary<string, MenuPage> menus, Dictionary<string, ScreenText> screens)
    {
        if (!menus[Theme.FirstMenu].Items.Any(item => item.Action == "log-in"))
            throw new ThemeException(new ThemeFault($"menus/{Theme.FirstMenu}.toml", 1, "No choice does 'log-in': nobody could, the sysop neither."));
        foreach (var (name, menu) in menus)
        {
            string file = $"menus/{name}.toml";
            if (menu.Screen.Length > 0 && !screens.ContainsKey(menu.Screen))
                throw new ThemeException(new ThemeFault(file, 1, $"There is no picture '{menu.Screen}' (screens/{menu.Screen}.toml)."));
            foreach (var item in menu.Items.Where(item => item.Action == MenuActions.OpenMenu && !menus.ContainsKey(item.Menu)))
                throw new ThemeException(new ThemeFault(file, 1, $"'{item.Text}' opens the menu '{item.Menu}', which does not exist (menus/{item.Menu}.toml)."));
        }
    }
}
