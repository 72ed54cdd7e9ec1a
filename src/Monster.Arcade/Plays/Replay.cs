using System.Security.Cryptography;

namespace Monster.Arcade;

/// <summary>
/// A recording being played again, tick by tick: to watch it, to export it. It follows the keys and does not judge; that is
/// <see cref="Verifier"/>'s. Not safe for use by several threads at once.
/// </summary>
public sealed class Replay : IDisposable
{
    private readonly ReplayMarks _marks;
    private PlayRun _run;
    private KeyTrack.Cursor _keys;

    /// <summary>A replay, standing before the first tick.</summary>
    /// <exception cref="ArcadeException">The recording is of another cartridge, or there are too many instances.</exception>
    public Replay(Cartridge cartridge, Recording recording)
    {
        if (recording.Cartridge != cartridge.Sha256)
            throw new ArcadeException($"The recording is of another cartridge than '{cartridge.Manifest.Title}' as it is here.");
        Cartridge = cartridge;
        Recording = recording;
        _marks = new ReplayMarks(cartridge.Layout.StateBytes);
        _run = new PlayRun(cartridge);
        _run.Start(recording.Seed);
        _keys = recording.Keys.Read();
        Mark();
    }

    /// <summary>The game.</summary>
    public Cartridge Cartridge { get; }

    /// <summary>What is replayed.</summary>
    public Recording Recording { get; }

    /// <summary>Completed updates.</summary>
    public int Ticks => _run.Ticks;

    /// <summary>How it stands.</summary>
    public PlayStatus Status => _run.Status;

    /// <summary>The key of the last tick, 0 for none.</summary>
    public int LastKey { get; private set; }

    /// <summary>Whether there is nothing left to replay.</summary>
    public bool AtEnd => Status != PlayStatus.Playing || Ticks >= Recording.Ticks;

    /// <summary>One tick.</summary>
    /// <returns>False at the end, where nothing happens.</returns>
    public bool Step()
    {
        if (AtEnd)
            return false;
        LastKey = _keys.Next();
        _run.Tick(LastKey);
        Mark();
        return true;
    }

    /// <summary>Goes to a tick, forwards or backwards; at most to the end. What was passed before is reached at once.</summary>
    public void Seek(int tick) => Seek(tick, long.MaxValue);

    /// <summary>Goes towards a tick until so many budget units are used.</summary>
    /// <returns>Whether it is there, or at the end; if not, the same call goes on.</returns>
    public bool Seek(int tick, long units)
    {
        if (_marks.Best(tick) is { } mark && (tick < Ticks || mark.Ticks > Ticks))
            GoTo(mark);
        long before = _run.Units;
        while (Ticks < tick && Step())
        {
            if (_run.Units - before >= units)
                return Ticks >= tick || AtEnd;
        }

        return true;
    }

    /// <summary>
    /// A play of one's own from where the replay stands: the same keys up to here, and then whatever its player presses. It has no
    /// ticket, so it is never ranked.
    /// </summary>
    /// <exception cref="ArcadeException">The play is over here, or there are too many instances.</exception>
    public Play TakeOver()
    {
        if (Status != PlayStatus.Playing)
            throw new ArcadeException("The play is over here: go back a little, and take over there.");
        var beginning = new Recording
        {
            Cartridge = Recording.Cartridge,
            Rules = Recording.Rules,
            Seed = Recording.Seed,
            Keys = Recording.Keys.First(Ticks),
            Ticks = Ticks,
            Status = PlayStatus.Playing,
            StateHash = _run.Instance.StateHash(),
            Checkpoints = Recording.Checkpoints[..(Ticks / Recording.CheckpointInterval * SHA256.HashSizeInBytes)],
            Rhythm = Recording.Rhythm.Count == 0 ? [] : [.. Recording.Rhythm.Take(Ticks)],
        };
        return Play.Resume(Cartridge, beginning, _run.Instance.State);
    }

    /// <summary>How long the tick after this one waits when watched at its own speed: from the manifest, or the rhythm of a turn-based play.</summary>
    public TimeSpan NextPause() => PauseBefore(Cartridge, Recording, Ticks);

    /// <summary>How long a tick waits when watched at its own speed.</summary>
    /// <param name="cartridge">The game.</param>
    /// <param name="recording">The play.</param>
    /// <param name="tick">The tick, counted from 0.</param>
    public static TimeSpan PauseBefore(Cartridge cartridge, Recording recording, int tick)
    {
        int perSecond = cartridge.Manifest.TicksPerSecond;
        if (perSecond > 0)
            return TimeSpan.FromSeconds(1) / perSecond;
        // A pause of nothing is what a play without a person has: nobody noted one.
        int pause = tick < recording.Rhythm.Count ? recording.Rhythm[tick] : 0;
        return TimeSpan.FromMilliseconds(pause > 0 ? Math.Min(pause, LongestTurn) : DefaultTurn);
    }

    /// <summary>Draws it as it stands. After a trap the picture stays as it was.</summary>
    public void Draw(Picture picture)
    {
        if (Status != PlayStatus.Trapped)
            Cartridge.Draw(_run.Instance, picture);
    }

    /// <summary>Gives its memory back.</summary>
    public void Dispose() => _run.Dispose();

    /// <summary>Milliseconds a turn takes when nobody noted how long it took.</summary>
    private const int DefaultTurn = 250;

    /// <summary>Milliseconds after which watching goes on, however long the player thought.</summary>
    private const int LongestTurn = 2_000;

    /// <summary>Leaves a mark to come back to, where one is due.</summary>
    private void Mark()
    {
        if (Status == PlayStatus.Playing && _marks.Wants(Ticks))
            _marks.Add(new ReplayMark(Ticks, _run.Instance.Save(), _keys.Place, LastKey));
    }

    private void GoTo(ReplayMark mark)
    {
        if (Status == PlayStatus.Trapped)
        {
            _run.Dispose();
            _run = new PlayRun(Cartridge);
        }

        _run.Jump(mark.State, mark.Ticks);
        _keys.GoTo(mark.Keys);
        LastKey = mark.LastKey;
    }
}
