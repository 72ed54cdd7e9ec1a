using Monster.Arcade;
using Monster.Arcade.Screens;
using Monster.Board;

namespace Monster.Bbs.Arcade;

/// <summary>What goes with a play on the board: others watch it, its journal is written, and it may go to another connection.</summary>
internal sealed class BoardCompany : IPlayCompany
{
    /// <summary>
    /// Ticks after which a ranked play is replayed up to where it is: what is left at its end takes some milliseconds in any game. A turn-based play is behind by
    /// more than that, but whoever plays so fast does not wait for it.
    /// </summary>
    private const int AheadTicks = 256;

    /// <summary>How often a running play is noted: what a killed process costs at most.</summary>
    private static readonly TimeSpan NoteEvery = TimeSpan.FromSeconds(1);

    private readonly ArcadeService _arcade;
    private readonly Play _play;
    private readonly PlayTicket? _ticket;
    private readonly string? _path;
    private readonly Action _ask;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private PlayJournal? _journal;
    private volatile ReplayedPart? _part;
    private int _aheadAt;
    private int _isAhead;
    private DateTimeOffset _noted;
    private volatile bool _moved;

    /// <param name="arcade">The arcade.</param>
    /// <param name="play">The play.</param>
    /// <param name="live">What others see of it.</param>
    /// <param name="ticket">Its ticket; null when it is not ranked.</param>
    /// <param name="owner">Which connection this is, as the ticket counts them.</param>
    /// <param name="path">Its journal; null when nobody will come back to it.</param>
    /// <param name="ask">Asks the player's screen to look.</param>
    public BoardCompany(ArcadeService arcade, Play play, LivePlay live, PlayTicket? ticket, uint owner, string? path, Action ask)
    {
        (_arcade, _play, Live, _ticket, Owner, _path, _ask) = (arcade, play, live, ticket, owner, path, ask);
        if (ticket is not null)
            _arcade.Moves.Enter(ticket, this);
        Begin();
    }

    public LivePlay Live { get; }

    /// <summary>Called when the play is over, or was left.</summary>
    public Action? Left { get; init; }

    /// <summary>Which connection this is, as the ticket counts them.</summary>
    public uint Owner { get; }

    public bool HasMoved => _moved;

    public bool CanMove => _ticket is not null && _path is not null;

    /// <summary>Ends when the player's session has let go of the play.</summary>
    public Task Ended => _ended.Task;

    public void Tell(Play play, LivePhase phase)
    {
        Live.Tell(play, phase);
        var now = _arcade.Time.GetUtcNow();
        if (phase != LivePhase.Running || now - _noted >= NoteEvery)
            Note();
        if (_ticket is not null && phase == LivePhase.Running && play.Ticks - _aheadAt >= AheadTicks && Interlocked.Exchange(ref _isAhead, 1) == 0)
        {
            _aheadAt = play.Ticks;
            _ = ReplayAheadAsync(play.CopyKeys(), play.Ticks);
        }
    }

    /// <summary>What of the play was replayed already.</summary>
    public ReplayedPart? Part => _part;

    /// <summary>Notes what was played up to now.</summary>
    public void Note()
    {
        _noted = _arcade.Time.GetUtcNow();
        Try(() => _journal?.Note());
    }

    /// <summary>Writes the play whole and synced.</summary>
    /// <exception cref="ArcadeException">It could not be saved.</exception>
    public void Save()
    {
        lock (_lock)
        {
            if (IsMine())
                _journal?.Save();
        }
    }

    /// <summary>The play has ended, and its journal is of no more use.</summary>
    public void Drop()
    {
        lock (_lock)
        {
            _journal?.Dispose();
            _journal = null;
            if (_path is not null && IsMine())
                SavedPlays.Drop(_path);
        }
    }

    public async ValueTask<MovingCode> MoveAsync(Play play)
    {
        Save();
        return await _arcade.Moves.OfferAsync(_ticket!.Player, _ticket.Serial, Owner);
    }

    public async ValueTask<bool> StayAsync()
    {
        bool stays = await _arcade.Moves.KeepAsync(_ticket!.Player, _ticket.Serial, Owner);
        if (!stays)
            MoveAway();
        return stays;
    }

    /// <summary>Another connection has it.</summary>
    public void MoveAway()
    {
        _moved = true;
        _ask();
    }

    public void Dispose()
    {
        Live.Dispose();
        lock (_lock)
        {
            _journal?.Dispose();
            _journal = null;
        }

        if (_ticket is not null)
            _arcade.Moves.Leave(_ticket, this);
        _ended.TrySetResult();
        Left?.Invoke();
    }

    private async Task ReplayAheadAsync(KeyTrack keys, int ticks)
    {
        _part = await _arcade.Pool.ReplayAheadAsync(_play.Cartridge, _play.Seed, keys, ticks, _part);
        Volatile.Write(ref _isAhead, 0);
    }

    private void Begin()
    {
        if (_path is not null)
            Try(() => _journal = PlayJournal.Begin(_path, _play));
    }

    /// <summary>Whether the play has not gone to another connection. The ticket knows it before anybody is told.</summary>
    private bool IsMine() => !_moved && (_ticket is null || _arcade.Board.Read(store => Tickets.Find(store, _ticket.Player, _ticket.Serial))?.Owner == Owner);

    /// <summary>A full disk does not stop anybody from playing.</summary>
    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (ArcadeException)
        {
            // The next note, or the save at the end, may do better.
        }
    }
}
