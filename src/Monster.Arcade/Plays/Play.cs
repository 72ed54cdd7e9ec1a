namespace Monster.Arcade;

/// <summary>
/// A play going on: an instance and the record of it. It knows no clock: the host calls <see cref="Tick"/> as often as the
/// manifest says, or once for each key. Not safe for use by several threads at once.
/// </summary>
public sealed class Play : IDisposable
{
    private readonly PlayRun _run;
    private readonly List<byte> _checkpoints = [];
    private readonly List<int> _rhythm = [];
    private KeyTrack _keys = new();
    private int _rhythmBytes;
    private int? _finalScore;

    /// <summary>Begins a play.</summary>
    /// <exception cref="ArcadeException">There are too many instances.</exception>
    public Play(Cartridge cartridge, Seed seed)
        : this(cartridge, seed, start: true)
    {
    }

    private Play(Cartridge cartridge, Seed seed, bool start)
    {
        Cartridge = cartridge;
        Seed = seed;
        _run = new PlayRun(cartridge);
        if (start)
            _run.Start(seed);
    }

    /// <summary>The game.</summary>
    public Cartridge Cartridge { get; }

    /// <summary>The seed it began with.</summary>
    public Seed Seed { get; }

    /// <summary>Who plays it, where, with what ticket: what its recording says of it.</summary>
    public PlayOrigin Origin { get; set; } = PlayOrigin.Unknown;

    /// <summary>Completed updates.</summary>
    public int Ticks => _run.Ticks;

    /// <summary>How it stands; <see cref="Tick"/> may be called while it is <see cref="PlayStatus.Playing"/>.</summary>
    public PlayStatus Status => _run.Status;

    /// <summary>The trap that ended it, if one did.</summary>
    public PlayTrap? Trap => _run.Trap;

    /// <summary>What happened, in one sentence, when it trapped; empty otherwise.</summary>
    public string TrapMessage => _run.TrapMessage;

    /// <summary>A copy of the keys so far.</summary>
    public KeyTrack CopyKeys() => _keys.Copy();

    /// <summary>The keys so far, as pairs: gap, key, gap, key... Valid until the next tick.</summary>
    internal IReadOnlyList<int> KeyPairs => _keys.Pairs;

    /// <summary>The rhythm so far; empty unless the game is turn-based. Valid until the next tick.</summary>
    internal IReadOnlyList<int> RhythmSoFar => Cartridge.Manifest.TicksPerSecond == 0 ? _rhythm : [];

    /// <summary>Whether no recording could hold another tick: the host ends the play here and keeps what there is.</summary>
    public bool IsFull => Ticks >= Recording.MaxTicks - 1 || _keys.EncodedBytes > Recording.MaxKeyBytes - 10;

    /// <summary>One tick.</summary>
    /// <param name="key">The key, 0 for none; any value is accepted.</param>
    /// <param name="pause">For turn-based games: milliseconds since the tick before, kept so that watching has its rhythm.</param>
    /// <exception cref="InvalidOperationException">The play has ended or is full.</exception>
    public PlayStatus Tick(int key, int pause = 0)
    {
        if (Status != PlayStatus.Playing || IsFull)
            throw new InvalidOperationException("The play has ended: nothing more may be called.");
        _keys.Add(Ticks, key);
        if (_run.Tick(key) == PlayStatus.Trapped)
            return Status;
        KeepPause(Math.Max(pause, 0));
        if (_run.AtCheckpoint)
            _checkpoints.AddRange(_run.Instance.StateHash());
        if (Status == PlayStatus.Over)
            _finalScore = _run.FinalScore();
        return Status;
    }

    /// <summary>The score now; null after a trap, and when the game cannot say.</summary>
    public int? Score()
    {
        if (Status != PlayStatus.Playing)
            return _finalScore;
        try
        {
            return Cartridge.Score(_run.Instance);
        }
        catch (CartridgeTrapException)
        {
            return null;
        }
    }

    /// <summary>Draws the play as it stands. After a trap the picture stays as it was.</summary>
    public void Draw(Picture picture)
    {
        if (Status != PlayStatus.Trapped)
            Cartridge.Draw(_run.Instance, picture);
    }

    /// <summary>A copy of the state, to go on from later with <see cref="Resume"/>.</summary>
    /// <exception cref="InvalidOperationException">The play has trapped.</exception>
    public byte[] SaveState() => Status != PlayStatus.Trapped ? _run.Instance.Save() : throw new InvalidOperationException("A play that trapped has no state.");

    /// <summary>The recording of the play so far, unsigned. Left in the middle, its status is "playing".</summary>
    public Recording ToRecording()
    {
        // Asking the score may show that the play traps there; status and hash are read after it.
        int? score = Status == PlayStatus.Playing ? _run.FinalScore() : _finalScore;
        bool trapped = Status == PlayStatus.Trapped;
        return new Recording
        {
            Cartridge = Cartridge.Sha256,
            Rules = Cartridge.Manifest.Rules,
            Seed = Seed,
            Keys = _keys.Copy(),
            Ticks = Ticks,
            Status = Status,
            Trap = Trap,
            Score = score,
            StateHash = trapped ? null : _run.Instance.StateHash(),
            Checkpoints = [.. _checkpoints],
            Player = Origin.Player,
            Node = Origin.Node,
            Ticket = Origin.Ticket,
            Started = Origin.Started,
            Rhythm = Cartridge.Manifest.TicksPerSecond == 0 && _rhythmBytes <= Recording.MaxRhythmBytes ? [.. _rhythm] : [],
        };
    }

    /// <summary>Goes on with a play that was left.</summary>
    /// <param name="cartridge">The cartridge it was played with.</param>
    /// <param name="recording">The play so far.</param>
    /// <param name="state">Its state, if it was kept: believed when its hash is the recorded one, and saves playing it again.</param>
    /// <exception cref="ArcadeException">The recording is of another cartridge, has ended, or does not lead to the state it says.</exception>
    public static Play Resume(Cartridge cartridge, Recording recording, ReadOnlySpan<byte> state = default)
    {
        if (recording.Cartridge != cartridge.Sha256)
            throw new ArcadeException($"The saved play of '{cartridge.Manifest.Title}' was played with another version of the game.");
        if (recording.Status != PlayStatus.Playing)
            throw new ArcadeException($"The saved play of '{cartridge.Manifest.Title}' has ended: watch it instead.");
        var play = new Play(cartridge, recording.Seed, start: false);
        try
        {
            play.GoTo(recording, state);
            return play;
        }
        catch
        {
            play.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A play brought to where it stood by its keys alone, as it comes from another machine or out of a journal: whatever they lead to, an end
    /// or a trap included.
    /// </summary>
    /// <param name="cartridge">The cartridge it was played with.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="ticks">How far; fewer when it ends before.</param>
    /// <param name="rhythm">Milliseconds before each tick, in a turn-based game.</param>
    /// <exception cref="ArcadeException">There are too many instances.</exception>
    public static Play Rebuild(Cartridge cartridge, Seed seed, KeyTrack keys, int ticks, IReadOnlyList<int> rhythm)
    {
        var play = new Play(cartridge, seed);
        var cursor = keys.Read();
        while (play.Ticks < ticks && play.Status == PlayStatus.Playing && !play.IsFull)
            play.Tick(cursor.Next(), play.Ticks < rhythm.Count ? rhythm[play.Ticks] : 0);
        return play;
    }

    /// <summary>Gives its memory back.</summary>
    public void Dispose() => _run.Dispose();

    private void GoTo(Recording recording, ReadOnlySpan<byte> state)
    {
        if (state.Length == Cartridge.Layout.StateBytes && System.Security.Cryptography.SHA256.HashData(state).AsSpan().SequenceEqual(recording.StateHash))
        {
            _run.Jump(state, recording.Ticks);
        }
        else
        {
            _run.Start(recording.Seed);
            var keys = recording.Keys.Read();
            while (Status == PlayStatus.Playing && Ticks < recording.Ticks)
                _run.Tick(keys.Next());
            if (Ticks < recording.Ticks || Status != PlayStatus.Playing || !_run.Instance.StateHash().AsSpan().SequenceEqual(recording.StateHash))
                throw new ArcadeException($"The saved play of '{Cartridge.Manifest.Title}' does not lead to where it says: the file was changed or damaged.");
        }

        Origin = new PlayOrigin(recording.Player, recording.Node, recording.Ticket, recording.Started);
        _keys = recording.Keys.Copy();
        _checkpoints.AddRange(recording.Checkpoints);
        foreach (int pause in recording.Rhythm)
            KeepPause(pause);
    }

    private void KeepPause(int pause)
    {
        if (_rhythmBytes > Recording.MaxRhythmBytes)
            return;
        _rhythm.Add(pause);
        _rhythmBytes += KeyTrack.EncodedLength(pause);
    }
}
