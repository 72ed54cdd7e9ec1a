using System.Diagnostics;

namespace Monster.Wasm.Tests;

/// <summary>Runs the tools of others (wabt, binaryen, clang, Node), each with a deadline.</summary>
internal static class Tool
{
    /// <summary>What a tool said and how it ended.</summary>
    public sealed record Outcome(int ExitCode, string Output, string Error);

    public static Outcome Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException(program);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)}");
        }

        process.WaitForExit();
        return new Outcome(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Runs a tool that must succeed and gives its output.</summary>
    public static string Must(string program, params string[] arguments)
    {
        var outcome = Run(program, arguments);
        Assert.True(outcome.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {outcome.Error}{outcome.Output}");
        return outcome.Output;
    }

    /// <summary>The bytes wat2wasm makes of a text.</summary>
    public static byte[] Assemble(string text, params string[] options)
    {
        using var folder = new Folder();
        File.WriteAllText(folder["in.wat"], text);
        Must("wat2wasm", [folder["in.wat"], "-o", folder["out.wasm"], .. options]);
        return File.ReadAllBytes(folder["out.wasm"]);
    }

    /// <summary>A temporary folder that goes away.</summary>
    public sealed class Folder : IDisposable
    {
        private readonly string _path = Directory.CreateTempSubdirectory("monster-wasm-").FullName;

        public string this[string name] => Path.Combine(_path, name);

        public void Dispose() => Directory.Delete(_path, recursive: true);
    }
}
