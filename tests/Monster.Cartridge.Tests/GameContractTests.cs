namespace Monster.Cartridge.Tests;

public sealed class GameContractTests
{
    [Fact]
    public void Start_seeds_before_Init_and_only_by_the_seed()
    {
        var game = new Probe();
        game.Start(1, 2, 3, 4);
        Assert.Equal(new Rng(1, 2, 3, 4).Next(), game.First);
    }

    [Fact]
    public void Render_blanks_cells_and_voices_before_it_draws()
    {
        var game = new Probe();
        uint[] cells = [.. Enumerable.Repeat(0xFFFF_FFFFu, Abi.CellCount)];
        uint[] voices = [.. Enumerable.Repeat(0xFFFF_FFFFu, Abi.VoiceCount)];
        game.Render(cells, voices);
        Assert.Equal(Screen.Pack('x', Color.White, Color.Black), cells[0]);
        Assert.All(cells.Skip(1), c => Assert.Equal(Screen.Pack(' ', Color.Silver, Color.Black), c));
        Assert.All(voices, v => Assert.Equal(0u, v));
    }

    [Fact]
    public void Sparks_fly_from_where_they_were_lit_and_go_out()
    {
        var sparks = new Sparks(8);
        sparks.Burst(40, 12, 5, Color.Yellow, life: 6);
        Assert.InRange(Seen(sparks), 1, 5);
        for (int tick = 0; tick < 6; tick++)
            sparks.Step();
        Assert.Equal(0, Seen(sparks));
    }

    [Fact]
    public void Sparks_leave_the_title_and_key_rows_alone()
    {
        var sparks = new Sparks(200);
        sparks.Burst(40, 0, 100, Color.Red);
        sparks.Burst(40, 23, 100, Color.Red);
        for (int tick = 0; tick < 5; tick++)
        {
            uint[] cells = Drawn(sparks);
            Assert.All(cells.Take(80).Concat(cells.Skip(23 * 80)), c => Assert.Equal(0u, c));
            sparks.Step();
        }
    }

    private static int Seen(Sparks sparks) => Drawn(sparks).Count(c => c != 0);

    private static uint[] Drawn(Sparks sparks)
    {
        uint[] cells = new uint[Abi.CellCount];
        sparks.Draw(new Screen(cells, new uint[Abi.VoiceCount]));
        return cells;
    }

    private sealed class Probe : Game
    {
        public uint First { get; private set; }

        public override int Score => 0;

        public override Status Update(int key) => Status.Over;

        public override void Draw(Screen screen) => screen.Put(0, 0, 'x', Color.White);

        protected override void Init() => First = Random.Next();
    }
}
