using System.Diagnostics;
using System.Runtime.CompilerServices;
using Monster.Doors.Tests;

[assembly: AssemblyFixture(typeof(WasiPrograms))]

namespace Monster.Doors.Tests;

/// <summary>The programs of <c>programs/</c>, compiled by Debian's clang with wasi-libc when they are asked for, and one engine.</summary>
public sealed class WasiPrograms : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("monster-wasi-").FullName;

    public WasiPrograms() => Engines = new DoorEngines(Path.Combine(_folder, "compiled"));

    public DoorEngines Engines { get; }

    /// <summary>A folder of its own for a test.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName;

    /// <summary>A door's folder with a program and more lines of its door.toml.</summary>
    public string Folder(string program, string more = "")
    {
        string folder = NewFolder();
        File.Copy(Compile(program), Path.Combine(folder, program + ".wasm"));
        File.WriteAllText(Path.Combine(folder, DoorManifest.FileName), $"name = \"{program}\"\nprogram = \"{program}.wasm\"\n{more}");
        return folder;
    }

    public ProgramDoor Door(string program, string more = "") => (ProgramDoor)HostedDoor.Open(Engines, Folder(program, more));

    public void Dispose()
    {
        Engines.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Compile(string program, [CallerFilePath] string here = "")
    {
        string compiled = Path.Combine(_folder, program + ".wasm");
        lock (Engines)
        {
            if (File.Exists(compiled))
                return compiled;
            string source = Path.Combine(Path.GetDirectoryName(here)!, "programs", program + ".c");
            using var clang = Process.Start(new ProcessStartInfo("clang", ["--target=wasm32-wasi", "-O1", "-o", compiled, source]) { RedirectStandardError = true })!;
            string said = clang.StandardError.ReadToEnd();
            clang.WaitForExit();
            Assert.True(clang.ExitCode == 0, said);
            return compiled;
        }
    }
}
