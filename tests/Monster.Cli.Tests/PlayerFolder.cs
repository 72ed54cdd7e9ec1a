using Monster.Cli.Tests;

[assembly: AssemblyFixture(typeof(PlayerFolder))]

namespace Monster.Cli.Tests;

/// <summary>A player's folder for these tests, so that they neither see nor touch anybody's own.</summary>
public sealed class PlayerFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("monster-cli-").FullName;

    public PlayerFolder() => Environment.SetEnvironmentVariable("MONSTER_DATA", this["data"]);

    public string this[string name] => Path.Combine(_path, name);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
