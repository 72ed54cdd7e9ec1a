using System.Text;
using Wasmtime;
using Module = Wasmtime.Module;

namespace Monster.Doors;

/// <summary>A door that is ready to run: its manifest and its program, compiled.</summary>
public sealed class HostedDoor : IDisposable
{
    private HostedDoor(WasiEngine engine, DoorManifest manifest, Module module) => (Engine, Manifest, Module) = (engine, manifest, module);

    /// <summary>What it declares.</summary>
    public DoorManifest Manifest { get; }

    internal WasiEngine Engine { get; }

    internal Module Module { get; }

    /// <summary>Reads a door's folder and makes its program ready.</summary>
    /// <exception cref="DoorRefusedException">Something is missing or not as it should be.</exception>
    public static HostedDoor Open(WasiEngine engine, string folder)
    {
        var manifest = ReadManifest(folder);
        byte[] program = ReadFile(Path.Combine(folder, manifest.Program), WasiEngine.MaxProgramBytes);
        return new HostedDoor(engine, manifest, engine.Load(program, manifest.Program));
    }

    /// <summary>Reads what a door's folder declares.</summary>
    /// <exception cref="DoorRefusedException">It cannot be read, or is not as it should be.</exception>
    public static DoorManifest ReadManifest(string folder) =>
        DoorManifestReader.Read(Encoding.UTF8.GetString(ReadFile(Path.Combine(folder, DoorManifest.FileName), 64 * 1024)));

    /// <inheritdoc/>
    public void Dispose() => Module.Dispose();

    private static byte[] ReadFile(string path, int most)
    {
        try
        {
            // A link could lead anywhere, and a door's folder comes from strangers.
            if (new FileInfo(path).LinkTarget is not null)
                throw new DoorRefusedException($"'{path}' is a link; a door's files are files.");
            using var file = File.OpenRead(path);
            if (file.Length > most)
                throw new DoorRefusedException($"'{path}' is larger than {most:N0} bytes.");
            byte[] content = new byte[file.Length];
            file.ReadExactly(content);
            return content;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DoorRefusedException($"'{path}' cannot be read: {e.Message}", e);
        }
    }
}
