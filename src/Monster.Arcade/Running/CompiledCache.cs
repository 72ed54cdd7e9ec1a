using System.Security.Cryptography;

namespace Monster.Arcade;

/// <summary>
/// Compiled cartridges on disk. A file is native code that will run in this process, so the folder must be this user's alone,
/// and a file counts only when its own checksum fits; whatever is wrong with it, it is made again. Nothing here is worth an error:
/// without a cache, everything works and starts later.
/// </summary>
public sealed class CompiledCache
{
    private const int MaxFiles = 512;
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _folder;
    private readonly string _engine;

    private CompiledCache(string folder, string engine)
    {
        _folder = folder;
        _engine = engine;
    }

    private static ReadOnlySpan<byte> Header => "MONSTER COMPILED 1\n"u8;

    /// <summary>A cache in a folder, which is made if it is missing; null when others could write to it.</summary>
    /// <param name="folder">A folder used for nothing else.</param>
    /// <param name="engine">Names engine and configuration: files made under another name are never read.</param>
    public static CompiledCache? Open(string folder, string engine)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else if (File.GetUnixFileMode(Directory.CreateDirectory(folder, Mine).FullName) != Mine)
                return null;
            return new CompiledCache(folder, engine);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The compiled form of a cartridge; null when there is none that can be used.</summary>
    public byte[]? Read(string sha256)
    {
        try
        {
            byte[] file = File.ReadAllBytes(PathOf(sha256));
            int start = Header.Length + SHA256.HashSizeInBytes;
            if (file.Length <= start || !file.AsSpan().StartsWith(Header))
                return null;
            byte[] content = file[start..];
            return file.AsSpan(Header.Length, SHA256.HashSizeInBytes).SequenceEqual(SHA256.HashData(content)) ? content : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps the compiled form of a cartridge, if the disk lets us.</summary>
    public void Write(string sha256, byte[] compiled)
    {
        try
        {
            AtomicFile.Write(PathOf(sha256), [.. Header, .. SHA256.HashData(compiled), .. compiled]);
            DropOldest();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next start compiles again.
        }
    }

    private string PathOf(string sha256) => Path.Combine(_folder, $"{sha256}-{_engine}.compiled");

    private void DropOldest()
    {
        var files = new DirectoryInfo(_folder).GetFiles();
        if (files.Length <= MaxFiles)
            return;
        foreach (var file in files.OrderBy(f => f.LastWriteTimeUtc).Take(files.Length - (MaxFiles / 2)))
            file.Delete();
    }
}
