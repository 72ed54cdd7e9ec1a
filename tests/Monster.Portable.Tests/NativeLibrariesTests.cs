using System.IO.Compression;
using System.Runtime.Versioning;
using Monster.Cli;

namespace Monster.Portable.Tests;

/// <summary>The native libraries in the single file come out of it whole, once, and only where nobody else can put others in their place.</summary>
[SupportedOSPlatform("linux")]
public sealed class NativeLibrariesTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("monster-native-");
    private readonly byte[] _library = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * i >> 7))];

    private string Folder => Path.Combine(_root.FullName, "native");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void A_library_is_unpacked_once_and_is_the_whole_library()
    {
        string path = Unpack()!;
        Assert.Equal(_library, File.ReadAllBytes(path));
        var before = File.GetLastWriteTimeUtc(path).AddDays(-1);
        File.SetLastWriteTimeUtc(path, before);
        Assert.Equal(path, Unpack());
        Assert.Equal(before, File.GetLastWriteTimeUtc(path));
    }

    [Fact]
    public void What_was_cut_off_is_unpacked_again()
    {
        string path = Unpack()!;
        File.WriteAllBytes(path, _library[..500]);
        Assert.Equal(path, Unpack());
        Assert.Equal(_library, File.ReadAllBytes(path));
    }

    [Fact]
    public void Another_version_does_not_take_the_place_of_this_one()
    {
        string path = Unpack()!;
        _library[7] ^= 1;
        Assert.NotEqual(path, Unpack());
    }

    [Fact]
    public void A_folder_that_others_may_write_to_is_not_used()
    {
        Directory.CreateDirectory(Folder);
        File.SetUnixFileMode(Folder, File.GetUnixFileMode(Folder) | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
        Assert.Null(Unpack());
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void Ten_at_once_get_the_same_whole_file()
    {
        var paths = new string?[10];
        Parallel.For(0, paths.Length, new ParallelOptions { MaxDegreeOfParallelism = paths.Length }, i => paths[i] = Unpack());
        Assert.Equal(_library, File.ReadAllBytes(Assert.Single(paths.Distinct())!));
        Assert.Single(Directory.GetFiles(Folder));
    }

    private string? Unpack()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(_library);
        return NativeLibraries.Unpack(packed, Folder, "libthing");
    }
}
