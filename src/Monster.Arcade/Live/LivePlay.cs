using System.Globalization;
using System.Text;

namespace Monster.Arcade;

/// <summary>
/// A play that others can watch while it goes on. The player's session hands out frames and never waits for anybody: while nobody
/// watches, a tick costs one comparison; while somebody does, one copy of the state, however many they are. Pictures are drawn on the watchers'
/// side. Nothing of this is kept. Safe for use by several threads.
/// </summary>
public sealed class LivePlay : IDisposable
{
    /// <summary>The most who may watch one play.</summary>
    public const int MaxWatchers = 500;

    /// <summary>The most characters of a line of talk.</summary>
    public const int MaxTalkLength = 120;

    /// <summary>Lines of talk that are kept to be read.</summary>
    private const int TalkKept = 20;

    private readonly Lock _lock = new();
    private readonly List<TalkLine> _talk = [];
    private readonly Action<LivePlay> _left;
    private readonly Action _ask;
    private LiveFrame? _frame;
    private long _said;
    private int _watchers;
    private int _ticks;
    private volatile LivePhase _phase;

    internal LivePlay(long number, string player, Cartridge cartridge, bool isRanked, DateTimeOffset since, Action ask, Action<LivePlay> left)
    {
        (Number, Player, Cartridge, IsRanked, Since) = (number, player, cartridge, isRanked, since);
        (_ask, _left) = (ask, left);
    }

    /// <summary>What it is known by while it goes on.</summary>
    public long Number { get; }

    /// <summary>Who plays.</summary>
    public string Player { get; }

    /// <summary>The game.</summary>
    public Cartridge Cartridge { get; }

    /// <summary>Whether its score will count.</summary>
    public bool IsRanked { get; }

    /// <summary>The day of the challenge it is a try at, in days since 1970-01-01 (UTC); 0 when it is none.</summary>
    public int ChallengeDay { get; init; }

    /// <summary>Since when it has been live.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>How many watch.</summary>
    public int Watchers => Volatile.Read(ref _watchers);

    /// <summary>Completed updates, as last told.</summary>
    public int Ticks => Volatile.Read(ref _ticks);

    /// <summary>How it stands.</summary>
    public LivePhase Phase => _phase;

    /// <summary>The number of the newest line of talk; 0 before the first.</summary>
    public long Said => Volatile.Read(ref _said);

    /// <summary>The newest frame; null until the player's session has answered the first watcher.</summary>
    public LiveFrame? Latest => Volatile.Read(ref _frame);

    /// <summary>Begins to watch. The first frame is there within a turn of the player's session, whether the game ticks or is paused.</summary>
    /// <returns>Null when too many watch.</returns>
    public LiveWatch? Watch()
    {
        if (Interlocked.Increment(ref _watchers) > MaxWatchers)
        {
            Interlocked.Decrement(ref _watchers);
            return null;
        }

        Ask();
        return new LiveWatch(this);
    }

    /// <summary>The player's side, after whatever changed the play.</summary>
    public void Tell(Play play, LivePhase phase)
    {
        if (_phase == LivePhase.Left)
            return;
        Volatile.Write(ref _ticks, play.Ticks);
        _phase = phase;
        if (Watchers == 0 || play.Status == PlayStatus.Trapped)
            return;
        Volatile.Write(ref _frame, new LiveFrame(Cartridge, play.SaveState(), play.Ticks, phase, play.Score()));
    }

    /// <summary>Says something to all who watch, and to the player.</summary>
    /// <returns>False when nothing readable was said.</returns>
    public bool Say(string name, string text)
    {
        string clean = Clean(text);
        if (clean.Length == 0)
            return false;
        lock (_lock)
        {
            _talk.Add(new TalkLine(++_said, name, clean));
            if (_talk.Count > TalkKept)
                _talk.RemoveAt(0);
        }

        Ask();
        return true;
    }

    /// <summary>The newest lines of talk, oldest first.</summary>
    public IReadOnlyList<TalkLine> Talk(int most)
    {
        lock (_lock)
            return [.. _talk.TakeLast(most)];
    }

    /// <summary>The player has left, or the play has ended and its card was closed.</summary>
    public void Dispose()
    {
        _phase = LivePhase.Left;
        _left(this);
    }

    /// <summary>Asks the player's session for a frame.</summary>
    /// <returns>The newest frame, if there is one by now.</returns>
    internal LiveFrame? Ask()
    {
        if (Phase != LivePhase.Left)
            _ask();
        return Latest;
    }

    internal void Unwatch()
    {
        // A frame that nobody waits for would be old when the next one comes.
        if (Interlocked.Decrement(ref _watchers) == 0)
            Volatile.Write(ref _frame, null);
    }

    /// <summary>Text without what could move a cursor, reorder letters or pile up on them.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            bool shows = category is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
            if (shows && clean.Length + rune.Utf16SequenceLength <= MaxTalkLength)
                clean.Append(rune.ToString());
        }

        return clean.ToString().Trim();
    }
}
