using System.Globalization;
using Monster.Arcade;
using Monster.Arcade.Screens;
using Monster.Board;

namespace Monster.Doors;

using Cartridge = Monster.Arcade.Cartridge;

/// <summary>
/// Ranked plays of a door's caller on a board elsewhere: a ticket before each, the recording after it. The board may be slow, down or of another mind: playing never waits long
/// for it, and what was played waits on the disk until it can be reached. Safe for any thread.
/// </summary>
public sealed class League : IAsyncDisposable
{
    private readonly LeagueAddress _address;
    private readonly LeagueCaller _caller;
    private readonly LeagueOptions _options;
    private readonly TimeProvider _time;
    private readonly LeagueClient _client;
    private readonly LeagueCourier _courier;
    private readonly CancellationTokenSource _stop = new();
    private readonly string _name;
    private readonly Lock _lock = new();
    private LeagueHold? _hold;
    private Task _carrying = Task.CompletedTask;
    private Task _sending = Task.CompletedTask;

    /// <summary>The ranked plays of a caller.</summary>
    /// <param name="address">The board.</param>
    /// <param name="data">The door's folder.</param>
    /// <param name="caller">Who plays.</param>
    /// <param name="log">The sysop's log.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">How long things may take.</param>
    public League(LeagueAddress address, string data, LeagueCaller caller, DoorLog log, TimeProvider time, LeagueOptions? options = null)
    {
        (_address, _caller, _time, _options) = (address, caller, time, options ?? new LeagueOptions());
        _client = new LeagueClient(address, time);
        _name = LeagueClient.NameOf(caller.Name);
        _courier = new LeagueCourier(address, _client, data, caller, _options, log, time, _stop.Token);
        Results = new LeagueResults(caller.Folder);
    }

    /// <summary>The board, as callers are told of it.</summary>
    public string Name => _address.Url.Host;

    /// <summary>What became of this caller's plays.</summary>
    public LeagueResults Results { get; }

    /// <summary>Whether the board could not be reached, and is not tried before a while.</summary>
    public bool IsOut => _courier.BackOff.IsOn;

    /// <summary>Shows this caller a word, from any thread; null for nowhere.</summary>
    public Action<string>? Say
    {
        get => _courier.Say;
        set => _courier.Say = value;
    }

    /// <summary>What of this caller waits.</summary>
    public IReadOnlyList<LeaguePost> Mine => [.. _courier.Outbox.Waiting().Select(waiting => waiting.Post).Where(post => post.Folder == _caller.FolderName && post.Recording is not null)];

    /// <summary>Begins to send what waits, and goes on with that until the end of the call.</summary>
    public void Start() => _carrying = Task.Run(() => _courier.CarryAsync(_name));

    /// <summary>Begins a ranked play, if that can be done soon.</summary>
    /// <returns>The play; else why it is not ranked.</returns>
    /// <exception cref="ArcadeException">There are too many instances.</exception>
    public async Task<(Play? Play, string Why)> BeginAsync(Cartridge cartridge)
    {
        if (_name.Length == 0)
            return (null, "your name here has no letters that can be shown there.");
        if (_courier.BackOff.IsOn)
            return (null, $"{Name} cannot be reached just now.");
        using var late = new CancellationTokenSource(_options.TicketTime, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, _stop.Token);
        try
        {
            var ticket = await TicketAsync(cartridge, either.Token);
            _courier.BackOff.Succeeded();
            _ = Seed.TryParse(ticket.Seed!, out var seed);
            if (LeagueHold.Begin(_caller.Folder, ticket.Serial, ticket.Owner) is not { } hold)
                return (null, "you are playing this on another node.");
            Hold(hold);
            var origin = ticket.Origin!;
            return (new Play(cartridge, seed) { Origin = new PlayOrigin(origin.Player, origin.Node, Convert.FromHexString(origin.Ticket), Now()) }, "");
        }
        catch (LeagueRefusedException e)
        {
            return (null, e.Message);
        }
        catch (LeagueUnreachableException e)
        {
            _courier.Failed(e);
            return (null, e.Message);
        }
        catch (OperationCanceledException)
        {
            if (!_stop.IsCancellationRequested)
                _courier.BackOff.Failed(null);
            return (null, $"{Name} did not answer in time.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"nothing can be written here ({e.Message}).");
        }
    }

    /// <summary>Goes on with a play that was left.</summary>
    public void GoOn(Play play)
    {
        if (PlayTicket.TryDecode(play.Origin.Ticket) is { } ticket)
            Hold(LeagueHold.GoOn(_caller.Folder, ticket.Serial));
    }

    /// <summary>Hands in a play that has ended, or tells that it was given up. It is queued before anything else happens.</summary>
    /// <param name="recording">The play.</param>
    /// <param name="title">Its game.</param>
    /// <returns>What came of it, for the player.</returns>
    public async Task<KeptNote> KeepAsync(Recording recording, string title)
    {
        if (PlayTicket.TryDecode(recording.Ticket) is not { } ticket)
            return new KeptNote("Not ranked.");
        if (TakeHold(ticket.Serial) is not { } hold)
            return new KeptNote("Not ranked: it was begun for another board, or goes on on another node.");
        bool isOver = recording is { Status: PlayStatus.Over, Score: not null };
        var post = new LeaguePost(
            LeaguePost.CurrentVersion, _address.Authority, _name, _caller.FolderName, ticket.Serial, hold.Owner, title, isOver ? recording.Score : null, Now(), isOver ? RecordingWriter.Encode(recording) : null);
        string path;
        try
        {
            path = _courier.Outbox.Add(post);
            hold.End();
        }
        catch (ArcadeException e)
        {
            hold.Dispose();
            return new KeptNote($"Not sent: {e.Message}");
        }

        using var claim = _courier.BackOff.IsOn ? null : LeagueOutbox.TryClaim(path);
        if (claim is null)
            return Later();
        try
        {
            var sending = _courier.SendAsync(path, post, _options.HandInTime, isSeen: true);
            _sending = sending;
            string words = await sending;
            return isOver ? new KeptNote(words, IsGood: true) : new KeptNote("Not ranked: the play did not come to its end.");
        }
        catch (LeagueRefusedException e)
        {
            return new KeptNote($"Rejected: {e.Message}");
        }
        catch (Exception e) when (e is LeagueUnreachableException or OperationCanceledException)
        {
            return Later();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Who leaves right after the end of a play waits a moment for it; if that is not enough, the next door sends it.
        await Task.WhenAny(_sending, Task.Delay(_options.LastWait, _time));
        await _stop.CancelAsync();
        await _carrying;
        TakeHold(null)?.Dispose();
        _client.Dispose();
        _stop.Dispose();
    }

    private KeptNote Later() => new($"Kept; it is sent when {Name} can be reached (F5).");

    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());

    private async Task<LeagueTicket> TicketAsync(Cartridge cartridge, CancellationToken stop)
    {
        for (int tries = 0; ; tries++)
        {
            try
            {
                return await _client.OpenAsync(_name, cartridge.Manifest.Shard, cartridge.Sha256, _options.TicketTime, stop);
            }
            catch (LeagueRefusedException e) when (e is { Code: "open-ticket", Ticket: { } open } && tries < 2)
            {
                var waiting = _courier.Outbox.Waiting().FirstOrDefault(waiting => waiting.Post.Folder == _caller.FolderName && waiting.Post.Serial == open.Serial);
                if (waiting.Path is not null)
                    await FirstAsync(waiting.Path, waiting.Post);
                else if (open.Elsewhere || LeagueHold.IsHeld(_caller.Folder, open.Serial))
                    throw new LeagueRefusedException("elsewhere", "you are playing this on another line.");
                else if (open.Saved)
                    throw new LeagueRefusedException("saved", $"a play of it waits for you at {Name}: end that one first.");
                else if (open.Cartridge == cartridge.Sha256)
                    return await _client.TakeAsync(_name, open, _options.TicketTime, stop);
                else
                    await _client.AbandonAsync(_name, open.Serial, open.Owner, _options.TicketTime, stop);
            }
        }
    }

    /// <summary>The play before has to arrive before the next one of the same game gets a ticket.</summary>
    private async Task FirstAsync(string path, LeaguePost post)
    {
        using var claim = LeagueOutbox.TryClaim(path);
        if (claim is null)
            throw new LeagueRefusedException("sending", "your last play of it is just being sent.");
        try
        {
            await _courier.SendAsync(path, post, _options.TicketTime, isSeen: false);
        }
        catch (LeagueRefusedException)
        {
            // Told with the results; its ticket may be open still, which the next try finds out.
        }
    }

    private void Hold(LeagueHold? hold)
    {
        lock (_lock)
        {
            _hold?.Dispose();
            _hold = hold;
        }
    }

    private LeagueHold? TakeHold(ulong? serial)
    {
        lock (_lock)
        {
            if (_hold is null || (serial is not null && _hold.Serial != serial))
                return null;
            var hold = _hold;
            _hold = null;
            return hold;
        }
    }
}
