using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Runtime.Versioning;
using Monster.Arcade;

namespace Monster.Cli;

/// <summary>
/// The native libraries inside this program: packed, for they are large, and unpacked into the user's cache the first time they are wanted. Where nothing can be written
/// there they are unpacked for this process alone.
/// </summary>
[SupportedOSPlatform("linux")]
public static class NativeLibraries
{
    private const string Prefix = "native/";
    private const int TrailerBytes = 8; // RFC 1952: CRC-32 and size of what is packed
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Has the libraries found that are packed in this program; does nothing in a build that has none.</summary>
    public static void Use()
    {
        // The runtime asks anew for each function, and a library must not be loaded twice.
        var loaded = new ConcurrentDictionary<string, Lazy<nint>>(StringComparer.Ordinal);
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => loaded.GetOrAdd(name, _ => new Lazy<nint>(() => Find(name))).Value;
    }

    /// <summary>Unpacks a library, unless it is there already.</summary>
    /// <param name="packed">The library as a gzip file that can be sought.</param>
    /// <param name="folder">A folder for nothing else; made when missing.</param>
    /// <param name="file">What the library is called, without its extension.</param>
    /// <returns>The file; null when the folder cannot be used, or others could write to it: then it is no place for a program.</returns>
    public static string? Unpack(Stream packed, string folder, string file)
    {
        try
        {
            if (File.GetUnixFileMode(Directory.CreateDirectory(folder, Mine).FullName) != Mine)
                return null;
            var (sum, size) = Trailer(packed);
            string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{file}-{sum:x8}.so"));
            if (!File.Exists(path) || new FileInfo(path).Length != size)
                AtomicFile.Write(path, Unpacked(packed, size), ownerOnly: true);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static nint Find(string name)
    {
        string file = name.StartsWith("lib", StringComparison.Ordinal) ? name : "lib" + name;
        using var packed = typeof(NativeLibraries).Assembly.GetManifestResourceStream($"{Prefix}{file}.gz");
        return packed is null ? 0 : Load(packed, Path.Combine(PlayerFolders.OfThisProcess().Cache, "native"), file);
    }

    private static nint Load(Stream packed, string folder, string file)
    {
        if (Unpack(packed, folder, file) is { } path && NativeLibrary.TryLoad(path, out nint library))
            return library;
        try
        {
            // The system keeps the file for as long as the process has it loaded.
            string own = Path.Combine(Directory.CreateTempSubdirectory("monster-").FullName, file);
            try
            {
                AtomicFile.Write(own, Unpacked(packed, Trailer(packed).Size), ownerOnly: true);
                return NativeLibrary.Load(own);
            }
            finally
            {
                Directory.Delete(Path.GetDirectoryName(own)!, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArcadeException($"{file} of this program can be unpacked neither into '{folder}' nor into '{Path.GetTempPath()}': {e.Message.TrimEnd('.')}. Set XDG_CACHE_HOME or TMPDIR to a folder that can be written.", e);
        }
    }

    private static (uint Sum, int Size) Trailer(Stream packed)
    {
        Span<byte> trailer = stackalloc byte[TrailerBytes];
        packed.Seek(-TrailerBytes, SeekOrigin.End);
        packed.ReadExactly(trailer);
        return (BinaryPrimitives.ReadUInt32LittleEndian(trailer), BinaryPrimitives.ReadInt32LittleEndian(trailer[4..]));
    }

    private static byte[] Unpacked(Stream packed, int size)
    {
        packed.Seek(0, SeekOrigin.Begin);
        byte[] bytes = new byte[size];
        using var gzip = new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true);
        gzip.ReadExactly(bytes);
        return bytes;
    }
}
