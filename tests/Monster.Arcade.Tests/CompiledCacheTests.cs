namespace Monster.Arcade.Tests;

public sealed class CompiledCacheTests
{
    [Fact]
    public void A_cartridge_is_compiled_once_and_then_read()
    {
        using var folder = new Folder();
        string first = Run(folder["cache"]);
        var file = Assert.Single(new DirectoryInfo(folder["cache"]).GetFiles());
        var written = file.LastWriteTimeUtc;
        Assert.Equal(first, Run(folder["cache"]));
        file.Refresh();
        Assert.Equal(written, file.LastWriteTimeUtc);
    }

    [Theory]
    [InlineData("emptied")]
    [InlineData("cut")]
    [InlineData("changed")]
    [InlineData("foreign")]
    [InlineData("foreign, with a good checksum")]
    public void A_damaged_or_foreign_file_is_ignored_and_made_again(string damage)
    {
        using var folder = new Folder();
        string expected = Run(folder["cache"]);
        string path = Assert.Single(Directory.GetFiles(folder["cache"]));
        byte[] good = File.ReadAllBytes(path);
        byte[] bad = damage switch
        {
            "emptied" => [],
            "cut" => good[..(good.Length / 2)],
            "changed" => [.. good[..^100], (byte)(good[^100] ^ 1), .. good[^99..]],
            "foreign" => "#!/bin/sh\n"u8.ToArray(),
            _ => [.. good[..19], .. System.Security.Cryptography.SHA256.HashData("not code"u8), .. "not code"u8],
        };
        File.WriteAllBytes(path, bad);
        Assert.Equal(expected, Run(folder["cache"]));
        Assert.NotEqual(bad, File.ReadAllBytes(path));
        Assert.Equal(good.Length, File.ReadAllBytes(path).Length);
    }

    [Fact]
    public void A_folder_that_others_can_write_to_is_not_used()
    {
        using var folder = new Folder();
        Directory.CreateDirectory(folder["open"]);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder["open"], (UnixFileMode)0b111_111_111);
        Run(folder["open"]);
        Assert.Empty(Directory.GetFiles(folder["open"]));
    }

    [Fact]
    public void Without_a_place_to_write_everything_still_runs()
    {
        using var folder = new Folder();
        File.WriteAllText(folder["a file"], "");
        Assert.Equal(Run(null), Run(folder["a file"]));
        Assert.Equal(Run(null), Run(folder["a file", "below"]));
    }

    private static string Run(string? cache)
    {
        using var runtime = new CartridgeRuntime(new RuntimeOptions { CacheFolder = cache });
        using var cartridge = runtime.Load(Sample.Build(), "the sample");
        using var instance = cartridge.CreateInstance();
        instance.Init(new Seed(1, 2, 3, 4));
        for (int i = 0; i < 100; i++)
            instance.Update(i + 32);
        return Convert.ToHexString(instance.StateHash());
    }
}
