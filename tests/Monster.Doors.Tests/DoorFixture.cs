using Monster.Doors.Tests;

[assembly: AssemblyFixture(typeof(DoorFixture))]

namespace Monster.Doors.Tests;

/// <summary>A game for calls, compiled once: every x is a point, Enter ends it.</summary>
public sealed class DoorFixture : IDisposable
{
    private const string Source = """
        using Monster.Cartridge;

        [Manifest(Title = "Points", Pitch = "Press x.", Help = "x: a point\nEnter: the end", TicksPerSecond = 20)]
        public sealed class Points : Game
        {
            private int _points;

            public override int Score => _points;

            protected override void Init()
            {
            }

            public override Status Update(int key)
            {
                if (key == 'x')
                    _points++;
                return key == 13 ? Status.Over : Status.Playing;
            }

            public override void Draw(Screen screen)
            {
                screen.Frame("Points", Score, "x: a point   Enter: the end");
                screen.Put(40, 12, '█', Color.White);
            }
        }
        """;

    /// <summary>The game that boards have, by its name and shard.</summary>
    public const string Ranked = "Melody Mix";

    /// <summary>Its shard.</summary>
    public const int RankedShard = 17;

    private readonly string _folder = Directory.CreateTempSubdirectory("monster-doors-").FullName;

    public DoorFixture()
    {
        string source = Path.Combine(_folder, "Points.cs");
        File.WriteAllText(source, Source);
        using var said = new StringWriter();
        int code = Cli.Program.Run(["cart", "build", source, "-o", Game], said, said);
        Assert.True(code == 0, said.ToString());
        // The same game as one of the 71, in the catalogue of the program under test: that a board and its doors have.
        string sources = Directory.CreateDirectory(Path.Combine(_folder, "games")).FullName;
        string named = Source.Replace("Title = \"Points\"", $"Title = \"{Ranked}\", Shard = {RankedShard}", StringComparison.Ordinal).Replace("class Points", "class MelodyMix", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(sources, "MelodyMix.cs"), named);
        code = Cli.Program.Run(["cart", "games", sources, "-o", Path.Combine(AppContext.BaseDirectory, "cartridges")], said, said);
        Assert.True(code == 0, said.ToString());
    }

    /// <summary>The game's cartridge.</summary>
    public string Game => Path.Combine(_folder, "Points.wasm");

    /// <summary>A folder of its own for a test.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
