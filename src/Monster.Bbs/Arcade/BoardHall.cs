using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using Monster.Arcade;
using Monster.Arcade.Observatory;
using Monster.Arcade.Screens;
using Monster.Board;
using Monster.Cartridge;

namespace Monster.Bbs.Arcade;

using Cartridge = Monster.Arcade.Cartridge;

/// <summary>
/// The arcade of a board as one session sees it. A player with an account begins each play with a ticket, and what it comes to is checked
/// before it counts; a guest plays for fun. Plays that are not over are kept for the next call.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore holds nothing as long as nobody asks for its wait handle.")]
public sealed class BoardHall : IHall
{
    private const string NotNow = "It is kept, and handed in when you next call.";

    private readonly ArcadeService _arcade;
    private readonly bool _isDaily;
    private readonly SemaphoreSlim _order = new(1, 1);
    private readonly ConcurrentDictionary<PlayTicket, uint> _owners = new();
    private readonly ConcurrentDictionary<PlayTicket, BoardCompany> _companies = new();
    private BoardCompany? _unranked;
    private string _whyUnranked = "";

    internal BoardHall(ArcadeService arcade, ArcadePlayer player, bool isDaily)
    {
        (_arcade, Player, _isDaily) = (arcade, player, isDaily);
    }

    /// <summary>Who plays.</summary>
    public ArcadePlayer Player { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Place> Places => _arcade.Places;

    /// <inheritdoc/>
    public IReadOnlyList<HallDoor> Doors { get; set; } = [];

    /// <inheritdoc/>
    public HeckeAtlas Atlas => _arcade.Atlas;

    /// <summary>Told what the player does, as others see it.</summary>
    internal Action<string>? Doing { get; set; }

    /// <summary>The arcade.</summary>
    internal ArcadeService Arcade => _arcade;

    /// <summary>The same session at the daily challenge: its plays begin with the ticket of the day.</summary>
    public BoardHall Daily() => new(_arcade, Player, isDaily: true) { Doing = Doing };

    /// <inheritdoc/>
    public int? TodaysGame()
    {
        try
        {
            int today = ScorePeriod.Day(_arcade.Time.GetUtcNow());
            return _arcade.Board.Read(store => Dailies.Find(store, today))?.Shard ?? _arcade.Tickets.Choose(ScorePeriod.Date(today))[^1];
        }
        catch (ArcadeException)
        {
            return null; // the screen of the challenge says why
        }
    }

    /// <inheritdoc/>
    public Cartridge Load(Place place) => _arcade.Catalogue.Load(_arcade.Catalogue.Entries[place.Shard]);

    /// <inheritdoc/>
    public IReel? Reel(Place place) => _arcade.Reel(place);

    /// <inheritdoc/>
    public Standing StandingOf(Cartridge cartridge)
    {
        var now = _arcade.Time.GetUtcNow();
        return _arcade.Board.Read(store =>
        {
            bool bot = Players.Find(store, Player.Account).IsBot;
            var board = Leaderboard.At(cartridge.Manifest.Shard, cartridge.Manifest.Rules, bot, _isDaily ? LeaderboardPeriod.Daily : LeaderboardPeriod.AllTime, now);
            int? record = Leaderboards.Top(store, board, 1).Select(row => (int?)row.Score).FirstOrDefault();
            return new Standing(Leaderboards.Best(store, board, Player.Account)?.Score, record, (int)Players.PlaysOf(store, Player.Account, board.Shard));
        });
    }

    /// <inheritdoc/>
    public async ValueTask<Play> BeginAsync(Cartridge cartridge)
    {
        _whyUnranked = Player.IsGuest ? "Not ranked: log in, and your scores count." : "";
        if (Player.IsGuest)
            return _isDaily ? throw new ArcadeException("Log in to play the daily challenge.") : New(cartridge, Seed.FromBytes(RandomNumberGenerator.GetBytes(Abi.SeedBytes)), []);
        // Giving a play up and beginning the next are two commands: in their order.
        await _order.WaitAsync();
        try
        {
            var ticket = await TicketAsync(cartridge);
            var numbers = ticket.Numbers!;
            _owners[numbers] = ticket.Owner;
            _ = Seed.TryParse(ticket.Seed!, out var seed);
            return New(cartridge, seed, numbers.Encode());
        }
        catch (ArcadeException e) when (_arcade.Board.ReadOnlyBecause is not null && !_isDaily)
        {
            _whyUnranked = $"Not ranked: {e.Message}";
            return New(cartridge, Seed.FromBytes(RandomNumberGenerator.GetBytes(Abi.SeedBytes)), []);
        }
        finally
        {
            _order.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<KeptNote> KeepAsync(Recording recording, Cartridge cartridge)
    {
        if (recording.Status == PlayStatus.Trapped)
            _arcade.Saved.KeepTrap(recording);
        if (PlayTicket.TryDecode(recording.Ticket) is not { } ticket)
        {
            _unranked?.Drop();
            return new KeptNote(_whyUnranked.Length > 0 ? _whyUnranked : "Not ranked: it was taken over from another play.");
        }

        var company = _companies.GetValueOrDefault(ticket);
        company?.Note();
        await _order.WaitAsync();
        try
        {
            uint owner = _owners.GetValueOrDefault(ticket);
            if (recording.Status == PlayStatus.Over)
                return await HandInAsync(recording, ticket, owner, company);
            await _arcade.Tickets.AbandonAsync(ticket.Player, ticket.Serial, owner);
            Drop(ticket, company);
            return new KeptNote("Not ranked: the play did not come to its end.");
        }
        finally
        {
            _order.Release();
        }
    }

    /// <inheritdoc/>
    public void Save(Play play)
    {
        if (PlayTicket.TryDecode(play.Origin.Ticket) is { } ticket)
            _companies.GetValueOrDefault(ticket)?.Save();
        else
            _unranked?.Save();
    }

    /// <inheritdoc/>
    public Play? TakeUp(Cartridge cartridge)
    {
        if (Player.IsGuest)
            return null;
        int slot = _isDaily ? Tickets.DailySlot : cartridge.Manifest.Shard;
        var now = _arcade.Time.GetUtcNow();
        var ticket = _arcade.Board.Read(store => Tickets.Open(store, Player.Account, slot));
        if (ticket?.StateAt(now) == TicketState.Running && !_arcade.Moves.IsRunning(Player.Account, ticket.Statement.Serial))
            return Resume(ticket);
        return ticket is null && !_isDaily ? Resumed(_arcade.Saved.Unranked(Player.Account, slot)) : null;
    }

    /// <inheritdoc/>
    public void Forget(Cartridge cartridge)
    {
        // A journal goes when what it holds is in the log; until then it is what brings the play back after a crash.
    }

    /// <inheritdoc/>
    public IReadOnlyList<KeptPlay> Recent(int most)
    {
        var plays = _arcade.Board.Read(store => Player.IsGuest ? Plays.Recent(store, most) : Plays.RecentOf(store, Player.Account, most));
        return [.. plays.Select(play => new KeptPlay(play.Id, Shards.Names[play.Shard], play.Score, play.Accepted, play.Check.Ticks))];
    }

    /// <inheritdoc/>
    public (Cartridge Cartridge, Recording Recording) Open(KeptPlay play) => Open(play.Id);

    /// <inheritdoc/>
    public IPlayCompany? Join(Play play, Action ask)
    {
        var ticket = PlayTicket.TryDecode(play.Origin.Ticket);
        ulong account = ticket?.Player ?? Player.Account;
        string name = account == Player.Account ? Player.Name : _arcade.NameOf(account);
        string? path = ticket is not null ? _arcade.Saved.Ranked(ticket.Player, ticket.Serial)
            : Player.IsGuest ? null
            : _arcade.Saved.Unranked(Player.Account, play.Cartridge.Manifest.Shard);
        var live = _arcade.Live.Begin(name, play.Cartridge, ticket is not null, ask, ticket?.Day ?? 0);
        var company = new BoardCompany(_arcade, play, live, ticket, ticket is null ? 0 : _owners.GetValueOrDefault(ticket), path, ask) { Left = () => Doing?.Invoke("In the arcade") };
        Doing?.Invoke($"Playing {play.Cartridge.Manifest.Title}");
        if (ticket is null)
            _unranked = company;
        else
            _companies[ticket] = company;
        return company;
    }

    /// <summary>Reads an accepted play to watch it.</summary>
    /// <exception cref="ArcadeException">There is none, or its viewer has yet to play the same challenge.</exception>
    public (Cartridge Cartridge, Recording Recording) Open(string id)
    {
        var play = _arcade.Board.Read(store => Plays.Find(store, id)) ?? throw new ArcadeException("There is no such play.");
        if (!_arcade.MaySee(play, Player.Account))
            throw new ArcadeException(ArcadeService.NotYet);
        var recording = _arcade.FindRecording(id)!;
        return (_arcade.FindCartridge(recording.Cartridge) ?? throw new ArcadeException("This play was made with a version of the game that is not here any more."), recording);
    }

    /// <summary>Takes a play that is carried here by its code.</summary>
    /// <exception cref="ArcadeException">There is none for it; the message says why.</exception>
    public async Task<Play> TakeAsync(string code)
    {
        var (ticket, owner) = await _arcade.Moves.TakeAsync(code, Player.Account);
        _owners[ticket.Numbers!] = owner;
        return Resume(ticket) ?? throw new ArcadeException("The play could not be brought here: what is saved of it is damaged.");
    }

    /// <summary>The ranked plays of this player that wait to be gone on with, and are on nobody's screen.</summary>
    public IReadOnlyList<Ticket> Waiting()
    {
        if (Player.IsGuest)
            return [];
        var now = _arcade.Time.GetUtcNow();
        return [.. _arcade.Board.Read(store => Tickets.AllOpen(store, Player.Account, now))
            .Where(ticket => ticket.State == TicketState.Running && !_arcade.Moves.IsRunning(Player.Account, ticket.Statement.Serial) && File.Exists(_arcade.Saved.Ranked(Player.Account, ticket.Statement.Serial)))];
    }

    /// <summary>Whether a ranked play of this player is on a screen now: on another line, or on one that has gone down and is just being put away.</summary>
    public bool IsPlaying() => !Player.IsGuest
        && _arcade.Board.Read(store => Tickets.AllOpen(store, Player.Account, _arcade.Time.GetUtcNow())).Any(ticket => _arcade.Moves.IsRunning(Player.Account, ticket.Statement.Serial));

    /// <summary>Goes on with a ranked play of this player.</summary>
    /// <returns>Null when what is saved of it is damaged.</returns>
    public Play? Resume(Ticket ticket)
    {
        _owners[ticket.Numbers!] = ticket.Owner;
        string path = _arcade.Saved.Ranked(ticket.Statement.Player, ticket.Statement.Serial);
        if (!File.Exists(path))
            return null;
        var play = Resumed(path);
        if (play is null || (play.Seed.ToString() == ticket.Seed && play.Origin.Ticket.AsSpan().SequenceEqual(ticket.Numbers!.Encode())))
            return play;
        play.Dispose();
        return null;
    }

    private async Task<Ticket> TicketAsync(Cartridge cartridge)
    {
        int slot = _isDaily ? Tickets.DailySlot : cartridge.Manifest.Shard;
        var now = _arcade.Time.GetUtcNow();
        var open = _arcade.Board.Read(store => Tickets.Open(store, Player.Account, slot));
        if (open is { IsOpen: true } && open.StateAt(now) != TicketState.Lapsed)
        {
            ulong serial = open.Statement.Serial;
            if (_arcade.Moves.IsRunning(Player.Account, serial))
                throw new ArcadeException($"You are playing {cartridge.Manifest.Title} on another connection. Go on there, or bring it here: Escape and C there give a code, F6 here takes it.");
            // Nothing of it was played, or what was played is lost: from its seed, it is the same play.
            if (open.Statement.Cartridge == cartridge.Sha256)
                return await _arcade.Tickets.AnswerAsync(open, null);
            await _arcade.Tickets.AbandonAsync(Player.Account, serial, open.Owner);
        }
        else if (open is not null)
        {
            SavedPlays.Drop(_arcade.Saved.Ranked(Player.Account, open.Statement.Serial)); // lapsed: it can never count
        }

        if (_isDaily)
            return await _arcade.Tickets.OpenDailyAsync(Player.Account);
        var listed = _arcade.Board.Read(store => CartridgeList.Find(store, cartridge.Sha256)) ?? throw new ArcadeException($"{cartridge.Manifest.Title} is not in the board's catalogue.");
        return await _arcade.Tickets.AnswerAsync(await _arcade.Tickets.OpenAsync(Player.Account, listed), null);
    }

    private async Task<KeptNote> HandInAsync(Recording recording, PlayTicket ticket, uint owner, BoardCompany? company)
    {
        try
        {
            var play = await _arcade.Scores.HandInAsync(recording, owner, company?.Part);
            Drop(ticket, company);
            return new KeptNote(Placing.Of(_arcade, play), IsGood: true);
        }
        catch (ScoreRefusedException e)
        {
            Drop(ticket, company);
            return new KeptNote($"Not ranked: {e.Message}");
        }
        catch (ArcadeException e)
        {
            return new KeptNote($"{e.Message} {NotNow}");
        }
    }

    private void Drop(PlayTicket ticket, BoardCompany? company)
    {
        if (company is not null)
            company.Drop();
        else
            SavedPlays.Drop(_arcade.Saved.Ranked(ticket.Player, ticket.Serial));
        _companies.TryRemove(ticket, out _);
    }

    private Play? Resumed(string path)
    {
        try
        {
            return PlayJournal.Resume(path, _arcade.FindCartridge);
        }
        catch (ArcadeException)
        {
            return null; // damaged: its file stays for whoever wants to look at it, and the game can be played
        }
    }

    private Play New(Cartridge cartridge, Seed seed, byte[] ticket) => new(cartridge, seed)
    {
        Origin = new PlayOrigin(Player.IsGuest ? "" : Player.Account.ToString(CultureInfo.InvariantCulture), _arcade.Settings.Node, ticket, DateTimeOffset.FromUnixTimeMilliseconds(_arcade.Time.GetUtcNow().ToUnixTimeMilliseconds())),
    };
}
