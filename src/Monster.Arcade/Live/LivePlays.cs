using System.Collections.Concurrent;

namespace Monster.Arcade;

/// <summary>The plays going on here that others can watch. Safe for use by several threads.</summary>
public sealed class LivePlays
{
    private readonly ConcurrentDictionary<long, LivePlay> _plays = new();
    private readonly TimeProvider _time;
    private long _numbers;

    /// <summary>None yet.</summary>
    public LivePlays(TimeProvider time) => _time = time;

    /// <summary>All of them, the most watched first, then the newest.</summary>
    public IReadOnlyList<LivePlay> All() => [.. _plays.Values.OrderByDescending(play => play.Watchers).ThenByDescending(play => play.Number)];

    /// <summary>How many there are.</summary>
    public int Count => _plays.Count;

    /// <summary>The play of a number; null when it has ended.</summary>
    public LivePlay? Find(long number) => _plays.GetValueOrDefault(number);

    /// <summary>Makes a play live until the result is disposed.</summary>
    /// <param name="player">Who plays.</param>
    /// <param name="cartridge">The game.</param>
    /// <param name="isRanked">Whether its score will count.</param>
    /// <param name="ask">Called from any thread when somebody begins to watch or says something: the player's session is to call <see cref="LivePlay.Tell"/> soon.</param>
    /// <param name="challengeDay">The day of the challenge it is a try at; 0 when it is none.</param>
    public LivePlay Begin(string player, Cartridge cartridge, bool isRanked, Action ask, int challengeDay = 0)
    {
        var play = new LivePlay(Interlocked.Increment(ref _numbers), player, cartridge, isRanked, _time.GetUtcNow(), ask, left => _plays.TryRemove(left.Number, out _)) { ChallengeDay = challengeDay };
        _plays[play.Number] = play;
        return play;
    }
}
