using System.Text.RegularExpressions;

namespace Monster.House.Tests;

/// <summary>What may not stand in a committed file.</summary>
public sealed partial class CommittedFilesTests
{
    [Fact]
    public void No_file_names_a_registry_host_or_a_path_of_one_machine()
    {
        foreach (string path in House.Committed().Where(IsText))
        {
            var match = Forbidden().Match(House.Text(path));
            Assert.False(match.Success, $"{path} names '{match.Value}'.");
        }
    }

    [Fact]
    public void Every_project_has_its_lock_file()
    {
        var committed = House.Committed();
        foreach (string project in committed.Where(p => p.EndsWith(".csproj", StringComparison.Ordinal)))
            Assert.Contains(Path.GetDirectoryName(project)!.Replace('\\', '/') + "/packages.lock.json", committed);
    }

    [Fact]
    public void Names_say_what_a_thing_is()
    {
        string[] empty = ["Util", "Utils", "Helper", "Helpers", "Manager", "Misc", "Common"];
        foreach (string file in House.Sources("src"))
            Assert.DoesNotContain(empty, word => Path.GetFileNameWithoutExtension(file).EndsWith(word, StringComparison.Ordinal));
    }

    private static bool IsText(string path) =>
        Path.GetExtension(path) is not (".png" or ".wasm" or ".play" or ".ico" or ".gif" or ".snap") && !path.EndsWith("CommittedFilesTests.cs", StringComparison.Ordinal);

    [GeneratedRegex(@"api\.nuget\.org|registry\.npmjs|deb\.debian\.org|""resolved"":\s*""http|(?<![\w.])/(work|root|home/\w+)/[\w.]", RegexOptions.CultureInvariant)]
    private static partial Regex Forbidden();
}
