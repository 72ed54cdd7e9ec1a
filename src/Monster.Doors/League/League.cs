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
    private readonly DoorLog _log;
    private readonly TimeProvider _time;
    private readonly Lazy<LeagueClient> _client;
    private readonly LeagueBackOff _backOff;
    private readonly CancellationTokenSource _stop = new();
    private readonly string _data;
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
        (_address, _caller, _log, _time, _options, _data) = (address, caller, log, time, options ?? new LeagueOptions(), data);
        _client = new Lazy<LeagueClient>(() => new LeagueClient(address, time));
        _name = LeagueClient.NameOf(caller.Name);
        string outbox = Path.Combine(data, "outbox");
        Queue = new LeagueOutbox(outbox, time);
        Results = new LeagueResults(caller.Folder);
        _backOff = new LeagueBackOff(outbox, time);
    }

    /// <summary>The board, as callers are told of it.</summary>
    public string Name => _address.Url.Host;

    /// <summary>What waits to be sent, of all callers.</summary>
    public LeagueOutbox Queue { get; }

    /// <summary>What became of this caller's plays.</summary>
    public LeagueResults Results { get; }

    /// <summary>Whether the board could not be reached, and is not tried before a while.</summary>
    public bool IsOut => _backOff.IsOn;

    /// <summary>Shows this caller a word, from any thread; null for nowhere.</summary>
    public Action<string>? Say { get; set; }

    /// <summary>What of this caller waits.</summary>
    public IReadOnlyList<LeaguePost> Mine => [.. Queue.Waiting().Select(waiting => waiting.Post).Where(post => post.Folder == _caller.FolderName && post.Recording is not null)];

    /// <summary>Begins to send what waits, and goes on with that until the end of the call.</summary>
    public void Start() => _carrying = Task.Run(CarryAsync);

    /// <summary>Begins a ranked play, if that can be done soon.</summary>
    /// <returns>The play; else why it is not ranked.</returns>
    /// <exception cref="ArcadeException">There are too many instances.</exception>
    public async Task<(Play? Play, string Why)> BeginAsync(Cartridge cartridge)
    {
        if (_name.Length == 0)
            return (null, "your name here has no letters that can be shown there.");
        if (_backOff.IsOn)
            return (null, $"{Name} cannot be reached just now.");
        using var late = new CancellationTokenSource(_options.TicketTime, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, _stop.Token);
        try
        {
            var ticket = await TicketAsync(cartridge, either.Token);
            _backOff.Succeeded();
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
            Failed(e);
            return (null, e.Message);
        }
        catch (OperationCanceledException)
        {
            if (!_stop.IsCancellationRequested)
                _backOff.Failed(null);
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
            path = Queue.Add(post);
            hold.End();
        }
        catch (ArcadeException e)
        {
            hold.Dispose();
            return new KeptNote($"Not sent: {e.Message}");
        }

        if (_backOff.IsOn)
            return Later();
        try
        {
            var sending = SendAsync(path, post, _options.HandInTime, isSeen: true);
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
        if (_client.IsValueCreated)
            _client.Value.Dispose();
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
                return await _client.Value.OpenAsync(_name, cartridge.Manifest.Shard, cartridge.Sha256, _options.TicketTime, stop);
            }
            catch (LeagueRefusedException e) when (e is { Code: "open-ticket", Ticket: { } open } && tries < 2)
            {
                var waiting = Queue.Waiting().FirstOrDefault(waiting => waiting.Post.Folder == _caller.FolderName && waiting.Post.Serial == open.Serial);
                if (waiting.Path is not null)
                    await FirstAsync(waiting.Path, waiting.Post);
                else if (open.Elsewhere || LeagueHold.IsHeld(_caller.Folder, open.Serial))
                    throw new LeagueRefusedException("elsewhere", "you are playing this on another line.");
                else if (open.Saved)
                    throw new LeagueRefusedException("saved", $"a play of it waits for you at {Name}: end that one first.");
                else if (open.Cartridge == cartridge.Sha256)
                    return await _client.Value.TakeAsync(_name, open, _options.TicketTime, stop);
                else
                    await _client.Value.AbandonAsync(_name, open.Serial, open.Owner, _options.TicketTime, stop);
            }
        }
    }

    /// <summary>The play before has to arrive before the next one of the same game gets a ticket.</summary>
    private async Task FirstAsync(string path, LeaguePost post)
    {
        try
        {
            await SendAsync(path, post, _options.TicketTime, isSeen: false);
        }
        catch (LeagueRefusedException)
        {
            // Told with the results; its ticket may be open still, which the next try finds out.
        }
    }

    /// <summary>Sends something that waits, notes what the board says, and takes it out of the queue.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="post">What it is.</param>
    /// <param name="limit">How long the board has.</param>
    /// <param name="isSeen">Whether its player reads the answer at once.</param>
    /// <exception cref="LeagueRefusedException">The board says no; that is noted.</exception>
    /// <exception cref="LeagueUnreachableException">It waits on.</exception>
    private async Task<string> SendAsync(string path, LeaguePost post, TimeSpan limit, bool isSeen)
    {
        try
        {
            string words = "";
            if (post.Recording is { } recording)
                words = await _client.Value.HandInAsync(post.Caller, post.Owner, recording, limit, _stop.Token);
            else
                await _client.Value.AbandonAsync(post.Caller, post.Serial, post.Owner, limit, _stop.Token);
            _backOff.Succeeded();
            Done(path, post, LeagueResultKind.Checked, words, isSeen);
            return words;
        }
        catch (LeagueRefusedException e)
        {
            _backOff.Succeeded();
            Done(path, post, LeagueResultKind.Rejected, e.Message, isSeen);
            throw;
        }
        catch (LeagueUnreachableException e)
        {
            Failed(e);
            throw;
        }
    }

    private void Done(string path, LeaguePost post, LeagueResultKind kind, string words, bool isSeen)
    {
        bool isMine = post.Folder == _caller.FolderName;
        if (post.Recording is not null)
        {
            bool isTold = (isSeen || (isMine && Say is not null)) && !_stop.IsCancellationRequested;
            new LeagueResults(Path.Combine(_data, "callers", post.Folder)).Add(new LeagueResult(post.Serial, post.Title, post.Score ?? 0, Now(), kind, words, isTold));
            _log.Note(string.Create(CultureInfo.InvariantCulture, $"{post.Caller}: {post.Title} {post.Score}: {(kind == LeagueResultKind.Checked ? "" : $"{kind}: ")}{words}"));
            if (isMine && !isSeen)
                Say?.Invoke($"{post.Title} {ScreenParts.Score(post.Score)}: {words}");
        }

        LeagueOutbox.Remove(path);
    }

    private void Failed(LeagueUnreachableException e)
    {
        if (e.IsOfOne)
            return;
        if (!_backOff.IsOn)
            _log.Note(e.Message);
        _backOff.Failed(e.RetryAfter ?? (e.IsForSysop ? LeagueBackOff.Longest : null));
    }

    /// <summary>Sends what waits, oldest first, whenever the board can be reached; one process at a time does it.</summary>
    private async Task CarryAsync()
    {
        try
        {
            await Task.Delay(_options.FirstCarry, _time, _stop.Token);
            if (!_backOff.IsOn)
                await GreetAsync();
            while (true)
            {
                if (!Queue.IsEmpty && !_backOff.IsOn)
                    await CarryAllAsync();
                await Task.Delay(_options.CarryEvery, _time, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The call ends; what waits is sent by the next door.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArcadeException)
        {
            _log.Note($"What waits to be sent is left to the next call: {e.Message}");
        }
    }

    private async Task GreetAsync()
    {
        try
        {
            await _client.Value.GreetAsync(_name, _options.HandInTime, _stop.Token);
            _backOff.Succeeded();
        }
        catch (LeagueUnreachableException e)
        {
            Failed(e);
        }
        catch (LeagueRefusedException)
        {
            // It answers, and the caller learns why when playing.
        }
    }

    private async Task CarryAllAsync()
    {
        using var lead = Queue.TryLead();
        if (lead is null)
            return;
        foreach (var (path, post) in Queue.Waiting())
        {
            var age = Now() - post.Queued;
            // What another process has just queued, it is sending itself.
            if (age > LeagueOutbox.Patience)
                Done(path, post, LeagueResultKind.Lost, $"{post.Board} could not be reached for a week.", isSeen: false);
            if (post.Board != _address.Authority || age < _options.HandInTime + _options.HandInTime || !LeagueOutbox.IsWaiting(path))
                continue;
            try
            {
                await SendAsync(path, post, _options.HandInTime, isSeen: false);
            }
            catch (LeagueRefusedException)
            {
                // Noted; the next one may be better.
            }
            catch (LeagueUnreachableException e) when (e.IsOfOne)
            {
                // The board has a fault with this one; those behind it do not wait for that.
            }
            catch (LeagueUnreachableException)
            {
                return;
            }
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
