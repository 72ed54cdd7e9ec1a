using System.Diagnostics.CodeAnalysis;

namespace Monster.Bbs.Screens;

/// <summary>
/// What people were writing when the line went down, kept until they come back, as long as the board runs. Safe for any thread; the
/// oldest go when there are too many.
/// </summary>
public sealed class Drafts
{
    /// <summary>The most that are kept.</summary>
    public const int Max = 500;

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<(long Account, string Where), Draft> _drafts = [];

    /// <summary>Keeps a draft; it takes the place of one for the same purpose.</summary>
    public void Keep(long account, string where, Draft draft)
    {
        lock (_lock)
        {
            _drafts.Remove((account, where));
            if (_drafts.Count == Max)
                _drafts.RemoveAt(0);
            _drafts.Add((account, where), draft);
        }
    }

    /// <summary>Takes a draft out.</summary>
    public bool TryTake(long account, string where, [NotNullWhen(true)] out Draft? draft)
    {
        lock (_lock)
            return _drafts.Remove((account, where), out draft);
    }

    /// <summary>Drops everything of an account.</summary>
    public void Forget(long account)
    {
        lock (_lock)
        {
            foreach (var key in _drafts.Keys.Where(key => key.Account == account).ToList())
                _drafts.Remove(key);
        }
    }
}
