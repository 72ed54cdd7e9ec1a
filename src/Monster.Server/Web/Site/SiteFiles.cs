using System.Collections.Concurrent;
using System.Text;
using Monster.Arcade;
using Monster.Hecke.Modules;

namespace Monster.Server;

/// <summary>
/// The pages as they were built, and below <c>data/</c> what they need of this board's arcade: the same files that <c>monster site</c> writes. All of it is in
/// memory; a request never touches the disk, so no path can lead out of the folder.
/// </summary>
public sealed class SiteFiles
{
    /// <summary>The first page.</summary>
    public const string FirstPage = "index.html";

    /// <summary>The most bytes of all pages together.</summary>
    private const long MaxBytes = 64 * 1024 * 1024;

    private const string Fixed = "public, max-age=31536000, immutable";
    private const string Asked = "no-cache";
    private const string Hour = "public, max-age=3600";
    private const string BoardHead = "<meta name=\"monster-board\" content=\"1\">"
        + "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"New posts\" href=\"feeds/posts.atom\"><link rel=\"alternate\" type=\"application/atom+xml\" title=\"New records\" href=\"feeds/records.atom\">";

    private const string ModuleFolder = "data/hecke/";

    private readonly ConcurrentDictionary<string, SiteFile> _files = new(StringComparer.Ordinal);
    private readonly Lazy<Task> _modules;

    private SiteFiles() => _modules = new Lazy<Task>(() => Task.Run(AddModules));

    /// <summary>Whether the pages were built.</summary>
    public bool HasPages => _files.ContainsKey(FirstPage);

    /// <summary>Reads the pages.</summary>
    /// <param name="folder">Where they were built; null when they were not.</param>
    /// <param name="arcade">What is told of the arcade; null for nothing.</param>
    /// <exception cref="ServerException">The pages are far larger than any that were built.</exception>
    public static SiteFiles Open(string? folder, ArcadeSite? arcade)
    {
        var site = new SiteFiles();
        long bytes = 0;
        foreach (string path in folder is null ? [] : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(folder!, path).Replace(Path.DirectorySeparatorChar, '/');
            if (name.StartsWith('.'))
                continue;
            if ((bytes += new FileInfo(path).Length) > MaxBytes)
                throw new ServerException($"The pages in '{folder}' have more than {MaxBytes / (1024 * 1024)} MiB: that cannot be what was built.");
            byte[] content = File.ReadAllBytes(path);
            site.Add(name, name == FirstPage ? OfBoard(content) : content, name.StartsWith("assets/", StringComparison.Ordinal) ? Fixed : Asked);
        }

        foreach (var (path, content) in arcade?.Files() ?? [])
            site.Add($"data/{path}", content, path.StartsWith("cartridges/", StringComparison.Ordinal) ? Fixed : path.StartsWith("demos/", StringComparison.Ordinal) ? Hour : Asked);
        return site;
    }

    /// <summary>The first page as a board gives it: it knows that a board answers without asking first, and feed readers find the feeds.</summary>
    private static byte[] OfBoard(byte[] page) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(page).Replace("</title>", "</title>" + BoardHead, StringComparison.Ordinal));

    /// <summary>Compresses what every visitor needs, so that the first one does not wait for it.</summary>
    public Task WarmAsync() => Task.Run(() =>
    {
        foreach (var (path, file) in _files)
        {
            if (file.IsPacked && !path.StartsWith("data/demos/", StringComparison.Ordinal))
                _ = file.In("br");
        }
    });

    /// <summary>Whether there is a file, those made on demand not counted.</summary>
    internal bool Has(string path) => _files.ContainsKey(path);

    /// <summary>A file; null when there is none.</summary>
    /// <param name="path">The path of the address, without the slash at its beginning; empty for the first page.</param>
    internal async ValueTask<SiteFile?> FindAsync(string path)
    {
        if (path.StartsWith(ModuleFolder, StringComparison.Ordinal))
            await _modules.Value;
        return _files.GetValueOrDefault(path.Length == 0 ? FirstPage : path);
    }

    private void Add(string path, byte[] content, string caching) => _files[path] = new SiteFile(path, content, caching);

    /// <summary>Made when somebody opens the observatory: most never do.</summary>
    private void AddModules()
    {
        foreach (var (name, content) in HeckeModule.Files(HeckeModule.BuildAll()))
            Add(ModuleFolder + name, content, Asked);
    }
}
