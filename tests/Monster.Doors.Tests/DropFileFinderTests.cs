using System.Globalization;

namespace Monster.Doors.Tests;

/// <summary>Which drop file is taken, and what <c>monster door --check</c> says of it.</summary>
public sealed class DropFileFinderTests(DoorFixture doors)
{
    private readonly Dictionary<string, string> _variables = [];

    [Fact]
    public void In_a_folder_the_best_known_format_counts_whatever_the_case_of_its_name()
    {
        string folder = doors.NewFolder();
        foreach (string name in new[] { "Chain.Txt", "dorinfo1.def", "door.sys", "Door32.sys", "bbsdev.DRP" })
            File.WriteAllText(Path.Combine(folder, name), "");
        foreach (string name in new[] { "bbsdev.DRP", "Door32.sys", "door.sys", "dorinfo1.def", "Chain.Txt" })
        {
            Assert.Equal(name, Path.GetFileName(Find(folder)));
            File.Delete(Path.Combine(folder, name));
        }

        Assert.Contains($"There is no DOOR32.SYS, DOOR.SYS, DORINFO1.DEF, CHAIN.TXT or BBSDEV.DRP in '{folder}'", Refusal(folder), StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_variable_comes_before_a_folder_and_after_a_file()
    {
        string folder = doors.NewFolder();
        string old = Path.Combine(folder, "door32.sys");
        string told = Path.Combine(folder, "of-this-call.drp");
        File.WriteAllText(old, "");
        File.WriteAllText(told, "");
        _variables["BBSDEV_DRP"] = told;
        Assert.Equal(told, Find(folder));
        Assert.Equal(told, Find(null));
        Assert.Equal(old, Find(old));
        File.Delete(told);
        Assert.Contains("BBSDEV_DRP names", Refusal(folder), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_found_in_another_case_and_Synchronets_node_folder_is_looked_in_last()
    {
        string folder = doors.NewFolder();
        string file = Path.Combine(folder, "door32.sys");
        File.WriteAllText(file, "");
        Assert.Equal(file, Find(Path.Combine(folder, "DOOR32.SYS")));
        Assert.Contains("There is no drop file", Refusal(Path.Combine(folder, "DOOR33.SYS")), StringComparison.Ordinal);
        _variables["SBBSNODE"] = folder;
        Assert.Equal(file, Find(null));
    }

    [Fact]
    public void Check_explains_every_line_and_its_exit_code_says_whether_the_file_can_be_used()
    {
        string folder = doors.NewFolder();
        File.WriteAllText(Path.Combine(folder, "door.sys"), Samples.DoorSys());
        var (code, said) = Check(folder);
        Assert.Equal(0, code);
        Assert.Equal(54, said.TrimEnd().Split('\n').Length);
        Assert.Contains(" 20  GR                            graphics: GR, NG or 7E: ANSI", said, StringComparison.Ordinal);
        Assert.Contains("It can be used: blade, node 2, standard input and output, Cp437, size asked of the terminal, else 80x24, 60 minutes left.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", said, StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(folder, "door32.sys"), Samples.With(Samples.Door32, 1, "1"));
        (code, said) = Check(folder);
        Assert.Equal(1, code);
        Assert.Contains("REFUSED: a serial line cannot be used.", said, StringComparison.Ordinal);
        (code, said) = Check(folder, "--json");
        Assert.Equal(1, code);
        using var json = System.Text.Json.JsonDocument.Parse(said);
        Assert.False(json.RootElement.GetProperty("usable").GetBoolean());
        Assert.Equal(11, json.RootElement.GetProperty("lines").GetArrayLength());

        (code, said) = Check(Path.Combine(folder, "nothing"));
        Assert.Equal(2, code);
        Assert.Contains("There is no drop file", said, StringComparison.Ordinal);
    }

    private static (int Code, string Said) Check(string place, params string[] more)
    {
        using var said = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        return (Cli.Program.Run(["door", "--check", place, .. more], said, said), said.ToString());
    }

    private string Find(string? place) => DropFileFinder.Find(place, _variables.GetValueOrDefault);

    private string Refusal(string place) => Assert.Throws<DropFileException>(() => Find(place)).Message;
}
