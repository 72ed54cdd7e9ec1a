namespace Monster.Trace.Elf;

/// <summary>The separate debug file of a stripped file.</summary>
internal static class DebugFile
{
    /// <summary>It, by the file's build id, where Debian and others put it; null when it is not installed.</summary>
    public static ElfFile? Of(ElfFile file)
    {
        if (file.BuildId() is not { Length: > 2 } id)
            return null;
        string path = $"/usr/lib/debug/.build-id/{id[..2]}/{id[2..]}.debug";
        try
        {
            return File.Exists(path) ? ElfFile.Read(path) : null;
        }
        catch (ElfException)
        {
            return null;
        }
    }
}
