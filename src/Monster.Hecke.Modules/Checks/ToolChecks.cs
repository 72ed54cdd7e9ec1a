using System.Diagnostics;

namespace Monster.Hecke.Modules;

/// <summary>The modules' text, assembled by wabt.</summary>
internal static class ToolChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Null when wabt is not installed.</summary>
    public static Comparison? Wabt(HeckeModuleHost host)
    {
        if (!HasWabt())
            return null;
        var c = new Comparison("the 71 modules that compile_all.sh makes with wabt from the text of the modules computed now with the manifest's, byte for byte");
        string folder = Directory.CreateTempSubdirectory("monster-hecke-").FullName;
        try
        {
            foreach (var (name, content) in HeckeModule.Files(HeckeModule.BuildAll()))
                File.WriteAllBytes(Path.Combine(folder, name), content);
            string assembled = Path.Combine(folder, "assembled");
            c.Equal(0, Run("sh", Path.Combine(folder, "compile_all.sh"), assembled), "compile_all.sh");
            foreach (var entry in host.Manifest.Modules)
            {
                string path = Path.Combine(assembled, entry.Wasm.Name);
                c.Equal(entry.Wasm.Sha256, File.Exists(path) ? HeckeManifest.Hash(File.ReadAllBytes(path)) : "not made", $"module {entry.Layer}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return c;
    }

    private static bool HasWabt()
    {
        try
        {
            return Run("wat2wasm", "--version") == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            return -1;
        }

        Task.WaitAll(output, error);
        return process.ExitCode;
    }
}
