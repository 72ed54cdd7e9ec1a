using Monster.Arcade;
using Monster.Arcade.Screens;
using Monster.Bbs.People;
using Monster.Board;

namespace Monster.Bbs.Arcade;

/// <summary>
/// Ranked plays that go on at the player's own machine, in a page or a program: it runs the cartridge, and hands in what was played. Nothing of it is believed; all of it is played
/// again. Such a play can go to a terminal and come from one. Safe for any thread.
/// </summary>
public sealed class RemotePlays
{
    /// <summary>How often a player may open tickets and hand recordings in.</summary>
    public static readonly Rate PlayerRate = new(20, TimeSpan.FromSeconds(3));

    /// <summary>How often what was played so far may be kept.</summary>
    public static readonly Rate KeepRate = new(4, TimeSpan.FromSeconds(5));

    private readonly ArcadeService _arcade;
    private readonly RateLimiter _players;
    private readonly RateLimiter _keeps;

    /// <summary>The remote plays of an arcade.</summary>
    public RemotePlays(ArcadeService arcade)
    {
        _arcade = arcade;
        _players = new RateLimiter(PlayerRate, arcade.Time);
        _keeps = new RateLimiter(KeepRate, arcade.Time);
    }

    /// <summary>A ticket of a player as it stands now; null when there is none of that number.</summary>
    public Ticket? Find(ulong player, ulong serial) => _arcade.Board.Read(store => Tickets.Find(store, player, serial));

    /// <summary>The ticket that is open for a game, or for today's challenge; null when there is none.</summary>
    /// <param name="player">The account.</param>
    /// <param name="shard">The game; null for the challenge.</param>
    public Ticket? Open(ulong player, int? shard)
    {
        var now = _arcade.Time.GetUtcNow();
        return _arcade.Board.Read(store => Tickets.Open(store, player, shard ?? Tickets.DailySlot)) is { } ticket && ticket.StateAt(now) is TicketState.Opened or TicketState.Running ? ticket : null;
    }

    /// <summary>All open tickets of a player.</summary>
    public IReadOnlyList<Ticket> AllOpen(ulong player) => _arcade.Board.Read(store => Tickets.AllOpen(store, player, _arcade.Time.GetUtcNow()));

    /// <summary>The challenge of today; it begins now if it has not begun.</summary>
    /// <exception cref="RefusedException">There is none; the message says why.</exception>
    public async Task<DailyChallenge> TodayAsync()
    {
        try
        {
            return await _arcade.Tickets.TodayAsync();
        }
        catch (ArcadeException e)
        {
            // What lies behind it names files of this machine, which are nobody's business far away.
            throw new RefusedException(e.InnerException is null ? e.Message : "There is no challenge today: this board cannot tell its game at present. Its sysop sees why on the terminal.");
        }
    }

    /// <summary>Opens a ticket.</summary>
    /// <param name="player">The account.</param>
    /// <param name="shard">The game; null for today's challenge.</param>
    /// <exception cref="RefusedException">There is none; the message says why.</exception>
    public async Task<Ticket> BeginAsync(ulong player, int? shard)
    {
        Take(_players, $"{player}");
        if (shard is null)
            await TodayAsync();
        try
        {
            if (shard is null)
                return await _arcade.Tickets.OpenDailyAsync(player);
            var cartridge = _arcade.Board.Read(store => CartridgeList.Current(store, shard.Value)) ?? throw new RefusedException("That game cannot be played here yet.");
            return await _arcade.Tickets.OpenAsync(player, cartridge);
        }
        catch (ArcadeException e)
        {
            throw new RefusedException(e.Message);
        }
    }

    /// <summary>Answers a ticket with the number that the player's machine drew. The same answer again changes nothing.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="number">32 hexadecimal digits.</param>
    /// <exception cref="RefusedException">It has another answer already, or is closed.</exception>
    public async Task<Ticket> AnswerAsync(Ticket ticket, string number)
    {
        if (ticket.Numbers is { } known)
            return known.PlayerNumber == number ? ticket : throw new RefusedException("The ticket was answered with another number: go on with its seed, or give it up.");
        try
        {
            return await _arcade.Tickets.AnswerAsync(ticket, number);
        }
        catch (ArcadeException e) when (Find(ticket.Statement.Player, ticket.Statement.Serial) is { Numbers: { } raced } now && raced.PlayerNumber == number)
        {
            _ = e; // the same request came twice at once, and one of them was first
            return now;
        }
        catch (ArcadeException e)
        {
            throw new RefusedException(e.Message);
        }
    }

    /// <summary>Gives a play up.</summary>
    public async Task AbandonAsync(Ticket ticket, uint owner)
    {
        CheckOwner(ticket, owner);
        try
        {
            await _arcade.Tickets.AbandonAsync(ticket.Statement.Player, ticket.Statement.Serial, owner);
        }
        catch (ArcadeException e)
        {
            throw new RefusedException(e.Message);
        }

        SavedPlays.Drop(PathOf(ticket));
    }

    /// <summary>Whether the play is on a terminal's screen of this board now.</summary>
    public bool IsElsewhere(Ticket ticket) => _arcade.Moves.IsRunning(ticket.Statement.Player, ticket.Statement.Serial);

    /// <summary>Whether something of the play is kept here.</summary>
    public bool IsKept(Ticket ticket) => ticket.IsOpen && File.Exists(PathOf(ticket));

    /// <summary>What is kept of a play; null when nothing is.</summary>
    /// <exception cref="ArcadeException">It is damaged, or its game is gone.</exception>
    public Task<Recording?> KeptAsync(Ticket ticket) => Task.Run(() => PlayJournal.Read(PathOf(ticket), _arcade.FindCartridge));

    /// <summary>Keeps what was played so far, so that another connection can go on with it. It is played again first.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="owner">Which connection this is, as the ticket counts them.</param>
    /// <param name="file">The recording, of a play that goes on.</param>
    /// <exception cref="RefusedException">It cannot be kept; the message says why.</exception>
    /// <exception cref="PlayMovedException">The play goes on elsewhere.</exception>
    public async Task KeepAsync(Ticket ticket, uint owner, byte[] file)
    {
        CheckOwner(ticket, owner);
        if (IsElsewhere(ticket))
            throw new PlayMovedException("The play is on a terminal's screen: what is played there counts.");
        var recording = RecordingReader.Decode(file);
        if (recording.Status != PlayStatus.Playing)
            throw new RefusedException("This play has ended: hand it in.");
        if (ticket.StateAt(_arcade.Time.GetUtcNow()) != TicketState.Running || !IsOf(recording, ticket))
            throw new RefusedException("The recording is of another play than the ticket's.");
        CheckPace(ticket, recording);
        Take(_keeps, $"{ticket.Statement.Player} {ticket.Statement.Serial}");
        var verification = await _arcade.Pool.VerifyAsync(file);
        if (!verification.Passed)
            throw new ScoreRefusedException(ScoreDesk.Failure(verification)) { Checks = verification.Checks };
        // Asked again: meanwhile the play may have gone elsewhere, and what is kept there must stay.
        CheckOwner(Find(ticket.Statement.Player, ticket.Statement.Serial)!, owner);
        PlayJournal.Write(PathOf(ticket), recording with { PublicKey = null, Signature = null });
    }

    /// <summary>Makes a code with which another connection takes the play from here.</summary>
    public async Task<MovingCode> OfferAsync(Ticket ticket, uint owner, byte[] file)
    {
        await KeepAsync(ticket, owner, file);
        return await _arcade.Moves.OfferAsync(ticket.Statement.Player, ticket.Statement.Serial, owner);
    }

    /// <summary>The play stays here: its code is void.</summary>
    /// <returns>False when the code was used.</returns>
    public Task<bool> StayAsync(Ticket ticket, uint owner) => _arcade.Moves.KeepAsync(ticket.Statement.Player, ticket.Statement.Serial, owner);

    /// <summary>Takes a play by its code from the connection that has it.</summary>
    /// <param name="player">Who takes it: its player, no one else.</param>
    /// <param name="code">The code as it was typed.</param>
    /// <exception cref="RefusedException">There is no play for it.</exception>
    public async Task<Ticket> TakeAsync(ulong player, string code)
    {
        Take(_players, $"{player}");
        try
        {
            return (await _arcade.Moves.TakeAsync(code, player)).Ticket;
        }
        catch (ArcadeException e)
        {
            throw new RefusedException(e.Message);
        }
    }

    /// <summary>Takes a play of the player's own that nobody has on a screen, as if by a code.</summary>
    /// <exception cref="RefusedException">It is being played, or has ended.</exception>
    public async Task<Ticket> TakeWaitingAsync(Ticket ticket)
    {
        if (ticket.StateAt(_arcade.Time.GetUtcNow()) == TicketState.Opened)
            return ticket; // nobody has its seed yet, so there is nothing to take from anybody
        if (IsElsewhere(ticket))
            throw new RefusedException("The play is on a terminal's screen: Escape and C there give a code.");
        try
        {
            var code = await _arcade.Moves.OfferAsync(ticket.Statement.Player, ticket.Statement.Serial, ticket.Owner);
            return (await _arcade.Moves.TakeAsync(code.Text, ticket.Statement.Player)).Ticket;
        }
        catch (ArcadeException e)
        {
            throw new RefusedException(e.Message);
        }
    }

    /// <summary>Hands a play in. The same recording again gets the same answer, whatever became of the first answer.</summary>
    /// <param name="player">Who hands it in.</param>
    /// <param name="owner">Which connection this is, as the ticket counts them.</param>
    /// <param name="file">The recording.</param>
    /// <returns>The play, and whether it was accepted now and not before.</returns>
    /// <exception cref="ScoreRefusedException">It does not count; the message and the checks say why.</exception>
    /// <exception cref="PlayMovedException">The play goes on elsewhere.</exception>
    public async Task<(AcceptedPlay Play, bool IsNew)> HandInAsync(ulong player, uint owner, byte[] file)
    {
        var recording = RecordingReader.Decode(file);
        string id = recording.Id();
        if (Accepted(id, player) is { } before)
            return (before, false);
        if (PlayTicket.TryDecode(recording.Ticket) is not { } numbers)
            throw new ScoreRefusedException("The play has no ticket, so its score does not count.");
        if (numbers.Player != player || Find(player, numbers.Serial) is not { } ticket)
            throw new ScoreRefusedException("The play's ticket is not yours.");
        if (ticket.StateAt(_arcade.Time.GetUtcNow()) == TicketState.Running)
            CheckOwner(ticket, owner);
        if (recording.Status != PlayStatus.Over)
            throw new ScoreRefusedException("Only a play that came to its end has a score that counts.");
        CheckPace(ticket, recording);
        Take(_players, $"{player}");
        try
        {
            var play = await _arcade.Scores.HandInAsync(recording, owner);
            SavedPlays.Drop(PathOf(ticket));
            return (play, true);
        }
        catch (ScoreRefusedException) when (Accepted(id, player) is not null)
        {
            return (Accepted(id, player)!, false); // handed in twice at the same moment
        }
    }

    private AcceptedPlay? Accepted(string id, ulong player) => _arcade.Board.Read(store => Plays.Find(store, id)) is { } play && play.Player == player ? play : null;

    private static bool IsOf(Recording recording, Ticket ticket) =>
        ticket.Numbers is { } numbers && recording.Ticket.AsSpan().SequenceEqual(numbers.Encode()) && recording.Seed.ToString() == ticket.Seed && recording.Cartridge == ticket.Statement.Cartridge;

    private static void CheckOwner(Ticket ticket, uint owner)
    {
        if (ticket.Owner != owner)
            throw new PlayMovedException("The play went to another connection: only there does it go on.");
    }

    private static void Take(RateLimiter limiter, string key)
    {
        if (limiter.Take(key) is var wait && wait > TimeSpan.Zero)
            throw new RefusedException($"That was a lot in a short time. Try again in {LoginGuard.Say(wait)}.") { RetryAfter = wait };
    }

    /// <summary>What was faster than its ticks allow is not even replayed: <c>Apply</c> would refuse it in the end.</summary>
    private void CheckPace(Ticket ticket, Recording recording)
    {
        int rate = _arcade.Board.Read(store => CartridgeList.Find(store, ticket.Statement.Cartridge))?.TicksPerSecond ?? 0;
        if (ticket.Numbers is not null && !PlayPace.IsPlausible(recording.Ticks, rate, ticket.Answered, _arcade.Time.GetUtcNow()))
            throw new ScoreRefusedException("The play was faster than its ticks allow.");
    }

    private string PathOf(Ticket ticket) => _arcade.Saved.Ranked(ticket.Statement.Player, ticket.Statement.Serial);
}
