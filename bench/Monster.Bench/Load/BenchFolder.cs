namespace Monster.Bench.Load;

/// <summary>A folder that is gone with what used it.</summary>
internal sealed class BenchFolder(string name) : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory(name).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
