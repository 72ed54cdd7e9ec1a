using Monster.Cartridge;
using Monster.Testing;

namespace Monster.Games.Tests;

public sealed class ToolBoxTests : GameTests<ToolBox>
{
    private static readonly int[] Arrows = [Key.Up, Key.Down, Key.Left, Key.Right];

    private static readonly Lazy<(List<int> Walk, int Pushes)?[]> Solutions =
        new(() => [.. Enumerable.Range(0, ToolBox.RoomCount).AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(r => new ToolBoxSolver(Text(r).AsSpan(2)).Solve())]);

    protected override (int Early, int Middle, int Late) GoldenTicks => (0, 400, 1_400);

    protected override int LargeScore => 15_000;

    protected override Func<ToolBox, int> SensibleBot(uint seed)
    {
        int room = -1;
        int at = 0;
        int tick = 0;
        return game =>
        {
            if (++tick % 2 == 0 || !game.IsWorking)
                return Key.None;
            if (room != game.Room)
                (room, at) = (game.Room, 0);
            var walk = Solutions.Value[(game.Room * ToolBox.RoomsOfAKind) + game.Variant]!.Value.Walk;
            return at < walk.Count ? Arrows[Turned(walk[at++], game.Turn)] : Key.None;
        };
    }

    [Fact]
    public void Every_room_can_be_done_and_its_par_is_the_fewest_pushes()
    {
        for (int room = 0; room < ToolBox.RoomCount; room++)
        {
            byte[] text = Text(room);
            var solution = Solutions.Value[room];
            Assert.True(solution is not null, $"Room {room} cannot be done.");
            Assert.Equal(((text[0] - '0') * 10) + text[1] - '0', solution.Value.Pushes);
            var (crates, places) = new ToolBoxSolver(text.AsSpan(2)).Counts;
            Assert.Equal(crates, places);
        }

        Assert.Equal(ToolBox.RoomCount, Enumerable.Range(0, ToolBox.RoomCount).Select(r => Convert.ToHexString(Text(r))).Distinct().Count());
    }

    [Fact]
    public void A_room_without_a_way_is_known_to_be_one() =>
        Assert.Null(new ToolBoxSolver("o.x/.@."u8).Solve());

    [Fact]
    public void Taking_back_restores_crates_player_and_oil_from_any_point()
    {
        var play = new NativePlay<ToolBox>(12);
        var before = (Crates(play.Game), play.Game.Player, play.Game.Oil, play.Game.Pushes);
        var random = new Rng(12, 0, 0, 0);
        for (int step = 0; step < 40 && play.Game.IsWorking; step++)
            play.Tick(Arrows[random.Below(4)]);
        Assert.NotEqual(before.Oil, play.Game.Oil);
        for (int step = 0; step < 40; step++)
            play.Tick('u');
        Assert.Equal(before, (Crates(play.Game), play.Game.Player, play.Game.Oil, play.Game.Pushes));
    }

    [Fact]
    public void Starting_a_room_again_costs_oil_and_puts_every_crate_back()
    {
        var play = new NativePlay<ToolBox>(13);
        string crates = Crates(play.Game);
        int oil = play.Game.Oil;
        for (int step = 0; step < 12; step++)
            play.Tick(Arrows[step % 4]);
        play.Tick('r');
        Assert.Equal((crates, oil - ToolBox.RestartCost), (Crates(play.Game), play.Game.Oil));
    }

    private static string Crates(ToolBox game) =>
        string.Join(' ', Enumerable.Range(0, ToolBox.CellCount).Where(c => (game.At(c) & ToolBox.Cell.Crate) != 0));

    private static byte[] Text(int room)
    {
        var from = ToolBox.Rooms[ToolBox.RoomStart(room)..];
        return from[..from.IndexOf((byte)'|')].ToArray();
    }

    /// <summary>A direction (up, down, left, right) of the room as written, in the room as the game has turned it.</summary>
    private static int Turned(int direction, int turn)
    {
        if ((turn & 1) != 0 && direction >= 2)
            direction ^= 1;
        if ((turn & 2) != 0 && direction < 2)
            direction ^= 1;
        return turn < 4 ? direction : direction ^ 2;
    }
}
