using System.CommandLine;
using Monster.Arcade;
using Monster.Hecke;
using Monster.Hecke.Modules;

namespace Monster.Cli.Hecke;

/// <summary><c>monster hecke build</c>: computes the 71 modules from nothing and writes them with their manifest.</summary>
public static class HeckeBuildCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var output = new Option<string?>("--output", "-o") { Description = "Where the files go, by default beside the arcade's cartridges.", HelpName = "FOLDER" };
        var json = JsonOutput.Option();
        var command = new Command("build", "Compute the 71 modules from nothing and write them: .wasm, .wat, MANIFEST.json.") { output, json };
        command.SetAction(result =>
        {
            var text = result.InvocationConfiguration.Output;
            IReadOnlyList<HeckeModule> modules;
            using (var bar = new ProgressBar(result.InvocationConfiguration.Error, "matrices", MonsterPrimes.All.Length))
                modules = HeckeModule.BuildAll(bar);
            string folder = Directory.CreateDirectory(HeckeFolder.Path(result.GetValue(output))).FullName;
            var files = HeckeModule.Files(modules).ToList();
            using (var bar = new ProgressBar(result.InvocationConfiguration.Error, "files", files.Count))
            {
                // The manifest is last, so that a folder with a manifest is whole.
                for (int i = 0; i < files.Count; i++)
                {
                    Write(Path.Combine(folder, files[i].Name), files[i].Content);
                    bar.Report(i + 1);
                }
            }

            int bytes = modules.Sum(m => m.Wasm.Length);
            if (result.GetValue(json))
            {
                JsonOutput.WriteObject(text, writer =>
                {
                    writer.WriteString("folder", folder);
                    writer.WriteNumber("modules", modules.Count);
                    writer.WriteNumber("wasmBytes", bytes);
                });
            }
            else
            {
                text.WriteLine($"{modules.Count} modules of {bytes:N0} bytes in all, with their text and {HeckeManifest.FileName}: {folder}");
            }

            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>A file that is there already as it should be is left alone.</summary>
    private static void Write(string path, byte[] content)
    {
        if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
            AtomicFile.Write(path, content);
        if (path.EndsWith(".sh", StringComparison.Ordinal) && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }
}
