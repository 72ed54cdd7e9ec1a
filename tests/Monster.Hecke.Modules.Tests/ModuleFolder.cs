using Monster.Hecke.Modules;

namespace Monster.Hecke.Modules.Tests;

/// <summary>A folder with the 71 modules, as <c>monster hecke build</c> leaves it.</summary>
internal sealed class ModuleFolder : IDisposable
{
    public ModuleFolder(AllModules all)
    {
        foreach (var (name, content) in HeckeModule.Files(all.Modules))
            File.WriteAllBytes(this[name], content);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("monster-hecke-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
