namespace Monster.Arcade;

/// <summary>
/// Saved states along a replay, evenly spread, in bounded memory: when there are too many, every other one goes and the spaces
/// between those that follow double. Going back costs at most the ticks of one space.
/// </summary>
internal sealed class ReplayMarks
{
    /// <summary>What all marks of a replay may take.</summary>
    private const int MaxBytes = 2 * 1024 * 1024;

    private const int FirstSpace = 64;

    private readonly List<ReplayMark> _marks = [];
    private readonly int _most;
    private int _space = FirstSpace;

    public ReplayMarks(int stateBytes) => _most = Math.Max(8, MaxBytes / Math.Max(stateBytes, 1024));

    /// <summary>Ticks between two marks now.</summary>
    public int Space => _space;

    /// <summary>Whether a mark is due at a tick.</summary>
    public bool Wants(int ticks) => ticks % _space == 0 && (_marks.Count == 0 || _marks[^1].Ticks < ticks);

    public void Add(ReplayMark mark)
    {
        _marks.Add(mark);
        if (_marks.Count < _most)
            return;
        _space *= 2;
        _marks.RemoveAll(m => m.Ticks % _space != 0);
    }

    /// <summary>The last mark at or before a tick; null before the first.</summary>
    public ReplayMark? Best(int tick)
    {
        int low = 0;
        int high = _marks.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_marks[middle].Ticks <= tick)
                low = middle + 1;
            else
                high = middle;
        }

        return low == 0 ? null : _marks[low - 1];
    }
}
