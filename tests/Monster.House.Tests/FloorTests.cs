using System.Xml.Linq;

namespace Monster.House.Tests;

/// <summary>The rooms and who may use whom, as docs/architecture.md tells it.</summary>
public sealed class FloorTests
{
    private static readonly Dictionary<string, int> Floors = new()
    {
        ["Monster.Wasm"] = 1,
        ["Monster.Cartridge"] = 1,
        ["Monster.Terminal"] = 1,
        ["Monster.Board"] = 1,
        ["Monster.Hecke"] = 1,
        ["Monster.Engines"] = 1,
        ["Monster.Hecke.Modules"] = 2,
        ["Monster.Tty"] = 2,
        ["Monster.Bridge"] = 2,
        ["Monster.Compiler"] = 2,
        ["Monster.Arcade"] = 2,
        ["Monster.Bbs"] = 3,
        ["Monster.Doors"] = 3,
        ["Monster.Trace.Plugin"] = 1,
        ["Monster.Trace"] = 2,
        ["Monster.Trace.Query"] = 3,
        ["Monster.Server"] = 4,
        ["Monster.Cli"] = 5,
        ["Monster.Portable"] = 5,
    };

    /// <summary>Rooms that also run in a browser: no file, thread, process or native library.</summary>
    private static readonly string[] BrowserRooms = ["Monster.Wasm", "Monster.Cartridge", "Monster.Terminal", "Monster.Board", "Monster.Hecke"];

    public static TheoryData<string> Rooms => [.. Directory.GetDirectories(Path.Combine(House.Root, "src")).Select(d => Path.GetFileName(d)!)];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_uses_only_rooms_on_lower_floors(string room)
    {
        Assert.True(Floors.ContainsKey(room), $"{room} has no floor: give it one here and in docs/architecture.md.");
        foreach (string used in References(room, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r)))
            Assert.True(Floors[used] < Floors[room], $"{room} (floor {Floors[room]}) uses {used} (floor {Floors[used]}).");
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_has_content_and_tests_of_its_own(string room)
    {
        Assert.NotEmpty(House.Sources($"src/{room}"));
        Assert.NotEmpty(House.Sources($"tests/{room}.Tests"));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_is_in_the_solution_and_in_the_architecture_page(string room)
    {
        Assert.Contains($"src/{room}/{room}.csproj", House.Text("Monster.slnx"), StringComparison.Ordinal);
        Assert.Contains($"`{room}`", House.Text("docs", "architecture.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Rooms_that_run_in_a_browser_use_no_file_thread_process_or_package()
    {
        string[] banned = ["System.IO.File", "File.Read", "File.Write", "File.Open", "Directory.", "new Thread(", "Task.Run(", "Process.Start", "DllImport", "LibraryImport"];
        foreach (string room in BrowserRooms)
        {
            Assert.Empty(References(room, "PackageReference"));
            foreach (string file in House.Sources($"src/{room}"))
            {
                string text = File.ReadAllText(file);
                Assert.All(banned, word => Assert.False(text.Contains(word, StringComparison.Ordinal), $"{file} uses {word}"));
            }
        }
    }

    [Fact]
    public void Wasmtime_engines_are_started_where_their_signals_are_arranged()
    {
        foreach (string file in House.Sources("src").Where(f => Path.GetFileName(f) != "EngineSignals.cs"))
            Assert.DoesNotContain("new Engine(", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_package_is_named_with_its_reason()
    {
        string page = House.Text("docs", "dependencies.md");
        var packages = XDocument.Load(Path.Combine(House.Root, "Directory.Packages.props")).Descendants("PackageVersion");
        Assert.All(packages, package => Assert.Contains($"`{package.Attribute("Include")!.Value}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void No_mutable_static_state()
    {
        foreach (string file in House.Sources("src"))
        {
            foreach (string line in File.ReadLines(file))
            {
                string code = line.Trim();
                bool isStaticField = code.Contains(" static ", StringComparison.Ordinal) && code.EndsWith(';') &&
                    !code.Contains('(', StringComparison.Ordinal) && !code.Contains("=>", StringComparison.Ordinal) && !code.Contains('{', StringComparison.Ordinal);
                if (isStaticField && !code.Contains(" readonly ", StringComparison.Ordinal) && !code.StartsWith("using", StringComparison.Ordinal) && !code.StartsWith("///", StringComparison.Ordinal))
                    Assert.Fail($"{file}: mutable static state: {code}");
            }
        }
    }

    private static IEnumerable<string> References(string room, string element) =>
        XDocument.Load(Path.Combine(House.Root, "src", room, room + ".csproj")).Descendants(element)
            .Select(e => e.Attribute("Include")!.Value.Replace('\\', '/'));
}
