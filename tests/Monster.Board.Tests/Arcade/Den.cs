using System.Security.Cryptography;

namespace Monster.Board.Tests.Arcade;

/// <summary>A board with two games in its catalogue, and the steps of a ranked play, each as a command.</summary>
internal sealed class Den
{
    public const int Maze = 1;
    public const int Turns = 51;
    public const int Rate = 20;

    private ulong _index;
    private ulong _sequence;
    private int _recordings;

    public Den()
    {
        List(Maze, "Maze Run", Rate, 1);
        List(Turns, "Fog Walk", 0, 1);
    }

    public MemoryStore Store { get; } = new();

    public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch.AddYears(56).AddDays(10);

    public string Key { get; } = new('c', 64);

    public string? Why { get; private set; }

    public CommandResult Do(ICommand command)
    {
        var result = BoardMachine.Apply(Store, new LogEntry(1, ++_sequence, CommandKinds.Encode(command)), ++_index);
        Why = result.Why;
        return result;
    }

    public bool Accepts(ICommand command) => Do(command).IsAccepted;

    public string List(int shard, string title, int rate, int rules)
    {
        byte[] file = [(byte)shard, (byte)rules, 99];
        string sha = Convert.ToHexStringLower(SHA256.HashData(file));
        Assert.True(Accepts(new ListCartridge(sha, shard, title, rules, rate, file)), Why);
        return sha;
    }

    public bool Open(ulong player, int shard, bool daily = false, ulong? serial = null)
    {
        var cartridge = CartridgeList.Current(Store, shard)!;
        ulong next = serial ?? Players.Find(Store, player).Tickets + 1;
        int day = daily ? ScorePeriod.Day(Now) : 0;
        string number = daily ? Dailies.Find(Store, day)?.Number ?? Number(0) : Number(next);
        return Accepts(new OpenTicket(new TicketStatement(daily, cartridge.Sha256, cartridge.Rules, player, next, day, PlayTicket.Commitment(number), Now), Key, new string('5', 128)));
    }

    public Ticket Begin(ulong player, int shard)
    {
        Assert.True(Open(player, shard), Why);
        ulong serial = Players.Find(Store, player).Tickets;
        Assert.True(Accepts(new AnswerTicket(new PlayTicket(TicketKind.Node, player, serial, Number(serial), Number(77)), Now)), Why);
        return Tickets.Find(Store, player, serial)!;
    }

    public AcceptPlay HandIn(Ticket ticket, int score, int ticks = 100, int recording = 0)
    {
        byte[] bytes = BitConverter.GetBytes(recording != 0 ? recording : --_recordings);
        string id = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return new AcceptPlay
        {
            Player = ticket.Statement.Player,
            Serial = ticket.Statement.Serial,
            Owner = ticket.Owner,
            Recording = bytes,
            Cartridge = ticket.Statement.Cartridge,
            Seed = ticket.Seed!,
            Check = new CheckStatement(id, score, ticks, 1_000_000, Now),
            PublicKey = Key,
            CheckSignature = new string('5', 128),
            RecordingSignature = new string('6', 128),
            Time = Now,
        };
    }

    /// <summary>A whole ranked play.</summary>
    public AcceptedPlay Play(ulong player, int score, int shard = Maze)
    {
        var ticket = Begin(player, shard);
        Now += TimeSpan.FromMinutes(1);
        var command = HandIn(ticket, score);
        Assert.True(Accepts(command), Why);
        return Plays.Find(Store, command.Check.Play)!;
    }

    public static string Number(ulong number) => Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(number)).AsSpan(0, 16));

    public static string CodeHash(string code) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(code)));
}
