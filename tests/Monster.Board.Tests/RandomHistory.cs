using System.Security.Cryptography;
using Monster.Board.Messages;
using Monster.Board.People;
using Monster.Board.Tests.Arcade;

namespace Monster.Board.Tests;

/// <summary>
/// A random history of the board's own commands, of every kind: most are what people would do next, some are refused, some are submitted twice. It is applied to
/// a store in memory as it is made, which says what every other store must come to.
/// </summary>
internal sealed class RandomHistory
{
    private const int People = 6;
    private readonly Random _random;
    private readonly Dictionary<ulong, ulong> _sequences = [];
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch.AddYears(56);
    private readonly Dictionary<Type, ulong> _newest = [];
    private int _made;

    public RandomHistory(Random random, int length)
    {
        _random = random;
        for (int i = 0; i < length; i++)
        {
            _now += TimeSpan.FromMilliseconds(random.Next(40_000));
            var entry = Entries.Count > 0 && random.Next(15) == 0
                ? Entries[^random.Next(1, Math.Min(Entries.Count, 40) + 1)] // a retry
                : Submit(Next());
            Entries.Add(entry);
            Results.Add(BoardMachine.Apply(Store, entry, (ulong)Entries.Count));
            if (Results[^1].Value.Length == sizeof(ulong) && Made(CommandKinds.Decode(entry.Command.Span)) is { } made)
                _newest[made] = Math.Max(_newest.GetValueOrDefault(made), Results[^1].Number());
        }
    }

    public List<LogEntry> Entries { get; } = [];

    public List<CommandResult> Results { get; } = [];

    public MemoryStore Store { get; } = new();

    /// <summary>How many commands of each kind were accepted.</summary>
    public Dictionary<ushort, int> Accepted => Entries.Zip(Results).Where(pair => pair.Second.IsAccepted)
        .CountBy(pair => CommandKinds.Decode(pair.First.Command.Span).Kind).ToDictionary();

    private LogEntry Submit(ICommand command)
    {
        ulong session = (ulong)_random.Next(1, 5);
        ulong sequence = _sequences[session] = _sequences.GetValueOrDefault(session) + 1;
        return new LogEntry(session, sequence, CommandKinds.Encode(command));
    }

    private ICommand Next() => _random.Next(33) switch
    {
        0 or 1 => new Register(_now, $"{(char)('A' + _random.Next(People))}nna", Bytes(8), Bytes(4), Bytes(6), AsSysop: Entries.Count < 3),
        2 => new SetPassword(Person(), Bytes(9)),
        3 => new SetTotp(Person(), Bytes(_random.Next(2) * 5)),
        4 => new SetPersonal(Person(), Bytes(7)),
        5 => new BeginCall(Person(), _now, _made++),
        6 => new SetLevel(Person(), _random.Next(3) == 0 ? AccountLevel.Sysop : AccountLevel.Member),
        7 => new Ban(Person(), _random.Next(2) == 0 ? DateTimeOffset.UnixEpoch : _now.AddHours(1), "Shouting"),
        8 => _random.Next(6) == 0 ? new DeleteAccount(Person(), _random.Next(2) == 0) : new SetFact($"fact {_random.Next(3)}", $"{_made++}"),
        9 => new EditBoard(Shard(), "Moonlight", $"Night {_random.Next(9)}", (AccountLevel)_random.Next(2), AccountLevel.Member),
        10 or 11 or 12 or 13 => new AddPost(_now, Person(), Shard(), _random.Next(2) == 0 ? 0 : Post(), $"Subject {_random.Next(9)}", $"Lamp {_random.Next(99)}\nand oil"),
        14 => new RemovePost(Post(), Person()),
        15 => new MarkRead(Person(), Shard(), (uint)_random.Next(5)),
        16 or 17 => new SendMail(_now, Person(), Person(), Bytes(20), Bytes(20)),
        18 => new ReadMail(Person(), Recent<SendMail>(12)),
        19 => new DeleteMail(Person(), _random.Next(2) == 0 ? MailFolder.Sent : MailFolder.In, Recent<SendMail>(12)),
        20 => new AddOneLiner(_now, Person(), $"Line {_made++}"),
        21 => RemoveOneLiner(),
        22 => List(),
        23 => new AddSshKey(_now, Person(), SshKeyHash(), _random.Next(2) == 0, Bytes(5)),
        24 => RemoveSshKey(),
        25 => new WelcomeVisitor(_now, "ACME", $"Grinch {_random.Next(3)}", Bytes(4), Bytes(6)),
        _ => Play(),
    };

    private ListCartridge List()
    {
        int shard = _random.Next(2) == 0 ? Den.Maze : Den.Turns;
        byte[] file = [(byte)shard, (byte)_random.Next(1, 3), 99];
        return new ListCartridge(Convert.ToHexStringLower(SHA256.HashData(file)), shard, shard == Den.Maze ? "Maze Run" : "Fog Walk", file[1], shard == Den.Maze ? Den.Rate : 0, file);
    }

    /// <summary>The next step of somebody's ranked play, or another.</summary>
    private ICommand Play()
    {
        ulong player = (ulong)_random.Next(1, People);
        ulong serial = Players.Find(Store, player).Tickets;
        var ticket = serial == 0 ? null : Tickets.Find(Store, player, serial);
        uint owner = ticket?.Owner ?? 0;
        if (CartridgeList.Current(Store, _random.Next(2) == 0 ? Den.Maze : Den.Turns) is not { } cartridge)
            return List();
        int step = _random.Next(12);
        if (step == 0)
            return new DeclareBot(player, _random.Next(2) == 0);
        if (step == 1)
            return new StartDaily(Den.Number((ulong)ScorePeriod.Day(_now)), cartridge.Sha256, PlayTicket.Commitment(Den.Number((ulong)ScorePeriod.Day(_now) + 1)), new string('c', 64), _now);
        if (ticket?.State is not (TicketState.Opened or TicketState.Running))
        {
            bool daily = _random.Next(4) == 0;
            int day = daily ? ScorePeriod.Day(_now) : 0;
            string number = daily ? Dailies.Find(Store, day)?.Number ?? Den.Number(0) : Den.Number(serial + 1);
            return new OpenTicket(new TicketStatement(daily, cartridge.Sha256, cartridge.Rules, player, serial + 1, day, PlayTicket.Commitment(number), _now), new string('c', 64), new string('5', 128));
        }

        if (ticket.State == TicketState.Opened)
            return new AnswerTicket(new PlayTicket(ticket.Statement.IsDaily ? TicketKind.Daily : TicketKind.Node, player, serial, ticket.Statement.IsDaily ? Dailies.Find(Store, ticket.Statement.Day)!.Number : Den.Number(serial), Den.Number(77)), _now);
        string code = Den.CodeHash($"{player} {serial} {owner}");
        switch (step)
        {
            case 2:
                return new AbandonTicket(player, serial, owner, _now);
            case 3 or 4:
                return new OfferPlay(player, serial, owner, code, _now);
            case 5 or 6:
                return new TakePlay(code, player, _now);
            case 7:
                return new KeepPlay(player, serial, owner);
            default:
                byte[] recording = BitConverter.GetBytes(_random.Next(10) == 0 ? 1 : ++_made);
                return new AcceptPlay
                {
                    Player = player,
                    Serial = serial,
                    Owner = owner,
                    Recording = recording,
                    Cartridge = ticket.Statement.Cartridge,
                    Seed = ticket.Seed!,
                    Check = new CheckStatement(Convert.ToHexStringLower(SHA256.HashData(recording)), _random.Next(9) * 100, _random.Next(200), 1_000_000, _now),
                    PublicKey = new string('c', 64),
                    CheckSignature = new string('5', 128),
                    RecordingSignature = new string('6', 128),
                    Time = _now,
                };
        }
    }

    private RemoveOneLiner RemoveOneLiner()
    {
        var lines = OneLiners.All(Store).Take(9).ToList();
        return new RemoveOneLiner(lines.Count == 0 ? 1 : lines[_random.Next(lines.Count)].Id, Person());
    }

    /// <summary>Takes a key away from whoever has it, or from somebody.</summary>
    private RemoveSshKey RemoveSshKey()
    {
        byte[] hash = SshKeyHash();
        return new RemoveSshKey(_random.Next(2) == 0 && SshKeys.Find(Store, hash) is { } known ? known.Account : Person(), hash);
    }

    /// <summary>One of the newest accounts: older ones are deleted in the end.</summary>
    private uint Person() => (uint)Recent<Register>(People);

    /// <summary>The number of something that was made lately.</summary>
    private ulong Recent<T>(int among) => Math.Max(1, _newest.GetValueOrDefault(typeof(T)) - Math.Min((ulong)_random.Next(among), _newest.GetValueOrDefault(typeof(T))));

    /// <summary>What a command makes that has a number; null when it makes nothing that is asked for here.</summary>
    private static Type? Made(ICommand command) => command switch
    {
        Register or WelcomeVisitor => typeof(Register),
        AddPost or SendMail => command.GetType(),
        _ => null,
    };

    private byte[] SshKeyHash() => [.. new byte[SshKey.HashLength - 1], (byte)_random.Next(4)];

    private byte Shard() => (byte)_random.Next(3);

    private ulong Post() => Recent<AddPost>(30);

    private byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }
}
