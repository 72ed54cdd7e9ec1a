using System.Runtime.CompilerServices;

namespace Monster.Server.Tests;

public sealed class SettingsTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".toml");
    private readonly Dictionary<string, string> _environment = [];
    private readonly Dictionary<string, string> _flags = [];

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_flag_beats_the_environment_which_beats_the_file()
    {
        File.WriteAllText(_file, "name = \"From the file\"\nnodes = 5\nlimit-loopback = true\nidle = \"90m\"\n");
        _environment["MONSTER_NODES"] = "6";
        _environment["MONSTER_IDLE"] = "3m";
        _flags["idle"] = "4m";
        var loaded = Load();
        Assert.Empty(loaded.Faults);
        Assert.Equal(("From the file", 6, true, TimeSpan.FromMinutes(4)), (loaded.Settings.Name, loaded.Settings.Nodes, loaded.Settings.LimitLoopback, loaded.Settings.Idle));
        Assert.Equal($"{_file} line 1", loaded.Sources["name"]);
        Assert.Equal("MONSTER_NODES", loaded.Sources["nodes"]);
        Assert.Equal("--idle", loaded.Sources["idle"]);
    }

    [Fact]
    public void Everything_wrong_is_found_with_its_place_and_what_would_do()
    {
        File.WriteAllText(_file, "nodse = 5\nnodes = 0\ntelnet = \"23\"\nidle = 1.5\n[more]\nx = 1\n");
        _environment["MONSTER_LOG_LEVEL"] = "loud";
        var faults = Load().Faults.Select(fault => fault.ToString().Replace(_file, "FILE", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "FILE line 1: there is no setting 'nodse'; did you mean 'nodes'? 'monster config list' shows all.",
                "FILE line 2: 'nodes' cannot be '0': a whole number from 1 to 10000 is wanted.",
                "FILE line 3: 'telnet' cannot be '23': an address and a port are wanted, such as 127.0.0.1:2323, 0.0.0.0:23 or [::]:23, or off.",
                "FILE line 4: 'idle' is a text, a whole number, true or false.",
                "FILE line 5: there are no tables: 'more' is not known.",
                "MONSTER_LOG_LEVEL: 'log-level' cannot be 'loud': one of debug, information, warning, error is wanted.",
            ],
            faults);
    }

    [Fact]
    public void A_file_that_is_no_toml_says_where()
    {
        File.WriteAllText(_file, "name = \"fine\"\nnodes = = 5\n");
        Assert.Contains(Load().Faults, fault => fault.Source == $"{_file} line 2");
    }

    [Fact]
    public void Every_default_reads_back_to_itself()
    {
        var defaults = new ServerSettings();
        foreach (var setting in SettingsTable.All)
            Assert.Equal(defaults, setting.Read(defaults, setting.Show(defaults)));
        Assert.Equal(typeof(ServerSettings).GetProperties().Length, SettingsTable.All.Count);
    }

    [Fact]
    public void The_sysops_page_has_the_list_of_settings_as_it_is() =>
        Assert.Contains(SettingsTable.ToMarkdown(), File.ReadAllText(Path.Combine(Root(), "docs", "sysops.md")), StringComparison.Ordinal);

    [Theory]
    [InlineData("acme from 192.0.2.1", "2 to 8 capital letters and digits, not 'acme'")]
    [InlineData("ACME", "ACME has neither address nor key")]
    [InlineData("ACME from", "after ACME stands 'from'")]
    [InlineData("ACME from nowhere", "'nowhere' is no address")]
    [InlineData("ACME key short", "fewer than 12 characters")]
    [InlineData("ACME key correct-horse key correct-horse", "after ACME stands 'key'")]
    [InlineData("ACME from 192.0.2.1; ACME key correct-horse", "ACME and ACME are or look the same")]
    [InlineData("B0B key correct-horse; BOB key correct-horse", "B0B and BOB are or look the same")]
    public void A_board_that_anybody_could_say_to_be_is_no_board(string boards, string fault)
    {
        _flags["rlogin-boards"] = boards;
        Assert.Contains(fault, Assert.Single(Load().Faults).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Boards_stand_in_lines_of_the_file_and_their_keys_are_not_told()
    {
        File.WriteAllText(_file, "rlogin = \"0.0.0.0:513\"\nrlogin-boards = \"\"\"\nACME key correct-horse\nNEAR from 192.0.2.1,198.51.100.0/24 key battery-staple\n\"\"\"\n");
        var loaded = Load();
        Assert.Empty(loaded.Faults);
        Assert.Equal("ACME key correct-horse; NEAR from 192.0.2.1/32,198.51.100.0/24 key battery-staple", SettingsTable.Find("rlogin-boards")!.Show(loaded.Settings));
        Assert.Equal("(set)", SettingsTable.Find("rlogin-boards")!.Tell(loaded.Settings));
    }

    [Theory]
    [InlineData("calls", "calls.sock")]
    [InlineData("calls", "/run/monster/calls.sock; rm -rf /")]
    [InlineData("ssh-user", "--help")]
    [InlineData("ssh-user", "a b")]
    public void What_could_mean_something_else_to_a_shell_is_no_value(string name, string value)
    {
        _flags[name] = value;
        Assert.Contains("is wanted", Assert.Single(Load().Faults).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rlogin-boards", "NEAR from ::1", "NEAR from ::1/128")]
    [InlineData("rlogin-boards", "none", "none")]
    [InlineData("rlogin-boards", "NEAR from 192.0.2.1/24", "NEAR from 192.0.2.0/24")]
    [InlineData("telnet", "0.0.0.0:23", "0.0.0.0:23")]
    [InlineData("telnet", "[::]:23", "[::]:23")]
    [InlineData("telnet", "localhost:2323", "127.0.0.1:2323")]
    [InlineData("web", "off", "off")]
    [InlineData("idle", "120s", "2m")]
    public void Values_are_shown_in_one_form(string name, string value, string shown)
    {
        var setting = SettingsTable.Find(name)!;
        Assert.Equal(shown, setting.Show(setting.Read(new ServerSettings(), value)));
    }

    private static string Root([CallerFilePath] string caller = "") => Path.Combine(Path.GetDirectoryName(caller)!, "..", "..");

    private LoadedSettings Load() => SettingsLoader.Load(_file, isRequired: false, _environment.GetValueOrDefault, _flags);
}
