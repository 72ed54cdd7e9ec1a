namespace Monster.Cli.Tests;

/// <summary>The 71 modules as <c>monster hecke build</c> writes them, built once for the tests.</summary>
public sealed class BuiltModules : IDisposable
{
    public BuiltModules()
    {
        var said = CommandLine.Run("hecke", "build", "-o", Folder);
        if (said.ExitCode != ExitCode.Ok)
            throw new InvalidOperationException(said.Error);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("monster-hecke-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
