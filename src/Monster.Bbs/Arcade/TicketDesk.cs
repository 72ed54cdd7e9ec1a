using System.Security.Cryptography;
using Monster.Arcade;
using Monster.Arcade.Observatory;
using Monster.Board;
using Monster.Hecke;

namespace Monster.Bbs.Arcade;

/// <summary>Where ranked plays begin: tickets are opened, answered and given up.</summary>
public sealed class TicketDesk
{
    /// <summary>How often a ticket is tried when another took its serial.</summary>
    private const int Tries = 3;

    private readonly BoardHost _board;
    private readonly ArcadeSecrets _secrets;
    private readonly HeckeAtlas _atlas;
    private readonly TimeProvider _time;

    /// <summary>The desk of a board.</summary>
    public TicketDesk(BoardHost board, ArcadeSecrets secrets, HeckeAtlas atlas, TimeProvider time) => (_board, _secrets, _atlas, _time) = (board, secrets, atlas, time);

    /// <summary>Opens a ticket: what the node signed is in the log when this returns. The player has not answered yet.</summary>
    /// <exception cref="ArcadeException">There is none; the message says why.</exception>
    public async Task<Ticket> OpenAsync(ulong player, ListedCartridge cartridge, CancellationToken cancel = default)
    {
        string why = "";
        for (int i = 0; i < Tries; i++)
        {
            cancel.ThrowIfCancellationRequested();
            ulong serial = _board.Read(store => Players.Find(store, player)).Tickets + 1;
            string commitment = PlayTicket.Commitment(_secrets.TicketNumber(player, serial, cartridge.Sha256));
            var outcome = await SubmitAsync(new TicketStatement(IsDaily: false, cartridge.Sha256, cartridge.Rules, player, serial, 0, commitment, Now()));
            if (outcome.IsApplied)
                return Find(player, serial);
            why = outcome.Why;
        }

        throw new ArcadeException(why);
    }

    /// <summary>Opens a ticket for the challenge of today, which begins now if it has not begun.</summary>
    /// <exception cref="ArcadeException">There is none; the message says why.</exception>
    public async Task<Ticket> OpenDailyAsync(ulong player)
    {
        var daily = await TodayAsync();
        string why = "";
        for (int i = 0; i < Tries; i++)
        {
            var (serial, cartridge) = _board.Read(store => (Players.Find(store, player).Tickets + 1, CartridgeList.Find(store, daily.Cartridge)!));
            var outcome = await SubmitAsync(new TicketStatement(IsDaily: true, cartridge.Sha256, cartridge.Rules, player, serial, daily.Day, PlayTicket.Commitment(daily.Number), Now()));
            if (outcome.IsApplied)
                return Find(player, serial);
            why = outcome.Why;
        }

        throw new ArcadeException(why);
    }

    /// <summary>Answers a ticket with the player's own number.</summary>
    /// <param name="ticket">The ticket, opened.</param>
    /// <param name="playerNumber">32 hexadecimal digits; null when the player's side cannot choose one, and the node does.</param>
    /// <returns>The ticket with its seed.</returns>
    /// <exception cref="ArcadeException">It cannot be answered; the message says why.</exception>
    public async Task<Ticket> AnswerAsync(Ticket ticket, string? playerNumber)
    {
        var s = ticket.Statement;
        if (ticket.State == TicketState.Running)
            return ticket;
        string number = _secrets.TicketNumber(s.Player, s.Serial, s.Cartridge);
        var numbers = playerNumber is null
            ? new PlayTicket(TicketKind.Node, s.Player, s.Serial, number, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PlayTicket.NumberBytes)))
            : new PlayTicket(TicketKind.Player, s.Player, s.Serial, number, playerNumber);
        var outcome = await _board.SubmitAsync(new AnswerTicket(numbers, Now()));
        return outcome.IsApplied ? Find(s.Player, s.Serial) : throw new ArcadeException(outcome.Why);
    }

    /// <summary>Gives a ticket up.</summary>
    /// <exception cref="ArcadeException">It cannot be given up; the message says why.</exception>
    public async Task AbandonAsync(ulong player, ulong serial, uint owner)
    {
        var outcome = await _board.SubmitAsync(new AbandonTicket(player, serial, owner, Now()));
        if (!outcome.IsApplied)
            throw new ArcadeException(outcome.Why);
    }

    /// <summary>The challenge of today; it begins now if it has not begun.</summary>
    /// <exception cref="ArcadeException">There is none; the message says why.</exception>
    public async Task<DailyChallenge> TodayAsync()
    {
        int today = ScorePeriod.Day(Now());
        if (_board.Read(store => Dailies.Find(store, today)) is { } begun)
            return begun;
        int shard = Choose(ScorePeriod.Date(today))[^1];
        var (last, game) = _board.Read(store => (Dailies.Last(store), CartridgeList.Current(store, shard)));
        var outcome = await _board.SubmitAsync(new StartDaily(
            _secrets.DailyNumber(last?.Day ?? 0), game!.Sha256, PlayTicket.Commitment(_secrets.DailyNumber(today)), _secrets.Key.PublicKey, Now()));
        return _board.Read(store => Dailies.Find(store, today)) ?? throw new ArcadeException(outcome.Why);
    }

    /// <summary>
    /// The shards that the public walk of a day (<see cref="DailyWalk"/>) comes to, the last being the first that has a game in the board's catalogue: the
    /// day's game. A challenge that has begun stays what it is, whatever the catalogue becomes.
    /// </summary>
    /// <exception cref="ArcadeException">There are no games, or a module that is asked is missing; the message says which.</exception>
    public IReadOnlyList<int> Choose(DateOnly day)
    {
        var games = _board.Read(store => CartridgeList.All(store).Select(game => game.Shard).ToHashSet());
        if (games.Count == 0)
            throw new ArcadeException("There are no games in the board's catalogue yet.");
        try
        {
            return _atlas.Walk.ToGame(_atlas.Walk.Until(day)[^1], games.Contains);
        }
        catch (Exception e) when (e is HeckeModuleException or ArgumentException)
        {
            throw new ArcadeException($"The game of the day cannot be told: {e.Message}", e);
        }
    }

    private ValueTask<Outcome> SubmitAsync(TicketStatement statement) =>
        _board.SubmitAsync(new OpenTicket(statement, _secrets.Key.PublicKey, Convert.ToHexStringLower(_secrets.Key.Sign(statement.Encode()))));

    private Ticket Find(ulong player, ulong serial) => _board.Read(store => Tickets.Find(store, player, serial)) ?? throw new ArcadeException("The ticket is gone.");

    /// <summary>The time as the log keeps it.</summary>
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());
}
