using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Monster.Trace.Tests;

/// <summary>Guests, compiled from the C files beside this one, once for each test process.</summary>
internal static class Guest
{
    private static readonly Lazy<string> s_folder = new(() => Directory.CreateTempSubdirectory("monster-guests-").FullName);
    private static readonly Lock s_lock = new();

    /// <summary>The path of a guest for an architecture.</summary>
    public static string Compile(string name, string architecture = "x86_64", params string[] flags)
    {
        lock (s_lock)
        {
            string output = Path.Combine(s_folder.Value, $"{name}-{architecture}{string.Concat(flags)}".Replace('/', '_'));
            if (File.Exists(output))
                return output;
            string compiler = architecture == "x86_64" ? "gcc" : architecture + "-linux-gnu-gcc";
            Tool(compiler, [.. flags.Length == 0 ? ["-O1", "-g"] : flags, "-pthread", "-o", output, Path.Combine(Sources(), name + ".c")]);
            return output;
        }
    }

    /// <summary>The counting plugin that is the judge.</summary>
    public static string Judge() => Compile("counter_plugin", "x86_64", "-O2", "-shared", "-fPIC");

    /// <summary>Instructions of a run by QEMU's own counters.</summary>
    public static ulong CountByJudge(string guest, string architecture, params string[] arguments)
    {
        string output = Path.Combine(s_folder.Value, Guid.NewGuid().ToString("N"));
        List<string> qemu = ["-R", "qemu-" + architecture, "-seed", "71", "-plugin", $"{Judge()},out={output}"];
        if (architecture != "x86_64")
            qemu.AddRange(["-L", $"/usr/{architecture}-linux-gnu"]);
        Tool("setarch", [.. qemu, guest, .. arguments]);
        return ulong.Parse(File.ReadAllText(output), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Runs a tool that must succeed.</summary>
    public static string Tool(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {error.Result}");
        return output;
    }

    /// <summary>Where their sources are.</summary>
    public static string Folder => Sources();

    private static string Sources([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "guests");
}
