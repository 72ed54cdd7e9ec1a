using System.Diagnostics;

namespace Monster.Trace.Running;

/// <summary>Where QEMU and the plugin are.</summary>
internal static class Tools
{
    private const int LevelsUp = 6;

    /// <summary>QEMU for an architecture's programs.</summary>
    /// <exception cref="TraceException">It is not installed.</exception>
    public static string UserQemu(string architecture) => InPath("qemu-" + architecture) ??
        throw new TraceException($"qemu-{architecture} is not installed: on Debian, 'apt install qemu-user' (the static variant, qemu-user-static, takes no plugins).");

    /// <summary>A program in PATH, or null.</summary>
    public static string? InPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(place => Path.Combine(place, name)).FirstOrDefault(File.Exists);

    /// <summary>The plugin's file.</summary>
    /// <exception cref="TraceException">It is not there.</exception>
    public static string Plugin(string? given)
    {
        if (given is not null)
            return File.Exists(given) ? Path.GetFullPath(given) : throw new TraceException($"There is no plugin '{given}'.");
        const string Name = "Monster.Trace.Plugin.so";
        string built = Path.Combine("artifacts", "native", "publish", "Monster.Trace.Plugin", "release_linux-x64", Name);
        string? folder = AppContext.BaseDirectory;
        for (int i = 0; i < LevelsUp && folder is not null; i++, folder = Path.GetDirectoryName(folder.TrimEnd('/')))
        {
            foreach (string path in new[] { Path.Combine(folder, Name), Path.Combine(folder, built) })
            {
                if (File.Exists(path))
                    return path;
            }
        }

        throw new TraceException($"The QEMU plugin ({Name}) was not built: './monster trace' builds it (it needs gcc).");
    }

    /// <summary>The folder of a foreign architecture's libraries, where Debian's cross compilers have them; null when there is none.</summary>
    public static string? Sysroot(string architecture)
    {
        string path = "/usr/" + (architecture == "ppc64le" ? "powerpc64le" : architecture) + "-linux-gnu";
        return architecture != "x86_64" && Directory.Exists(path) ? path : null;
    }

    /// <summary>The first line of what a program says of its version.</summary>
    public static string Version(string program)
    {
        using var process = Process.Start(new ProcessStartInfo(program, "--version") { RedirectStandardOutput = true })!;
        string line = process.StandardOutput.ReadLine() ?? "";
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return line;
    }
}
