using System.Text;

namespace Monster.Doors;

/// <summary>A door that is ready to run: its manifest, and its program.</summary>
public abstract class HostedDoor : IDisposable
{
    private const int MaxManifestBytes = 64 * 1024;

    private protected HostedDoor(DoorManifest manifest) => Manifest = manifest;

    /// <summary>What it declares.</summary>
    public DoorManifest Manifest { get; }

    /// <summary>Reads a door's folder and makes its program ready.</summary>
    /// <param name="engines">What runs it.</param>
    /// <param name="folder">The folder.</param>
    /// <exception cref="DoorRefusedException">Something is missing or not as it should be, or it is native and may not run here.</exception>
    public static HostedDoor Open(DoorEngines engines, string folder)
    {
        var manifest = ReadManifest(folder);
        if (manifest.IsTrusted)
            return NativeDoor.Open(engines.Native ?? throw new DoorRefusedException("This door is a native program. They are run only where the sysop has set native-doors = true."), manifest, folder);
        byte[] program = ReadFile(Path.Combine(folder, manifest.Program), WasiEngine.MaxProgramBytes);
        return CartridgeDoor.IsCartridge(program)
            ? CartridgeDoor.Open(engines, manifest, program)
            : new WasiDoor(engines.Wasi, manifest, engines.Wasi.Load(program, manifest.Program));
    }

    /// <summary>Reads what a door's folder declares.</summary>
    /// <exception cref="DoorRefusedException">It cannot be read, or is not as it should be.</exception>
    public static DoorManifest ReadManifest(string folder) =>
        DoorManifestReader.Read(Encoding.UTF8.GetString(ReadFile(Path.Combine(folder, DoorManifest.FileName), MaxManifestBytes)));

    /// <inheritdoc/>
    public abstract void Dispose();

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
