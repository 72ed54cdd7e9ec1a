namespace Monster.Trace.Reach;

/// <summary>
/// Addresses that take two instructions: one puts the upper part into a register, another adds the lower. Which of a function's first ones a second
/// one follows is not looked into: all that went into its register count, so that no address is missed.
/// </summary>
internal sealed class PairedAddresses
{
    private const int MostOfRegister = 64;

    private int _most = 1;
    private readonly List<ulong>[] _uppers = [.. Enumerable.Range(0, 32).Select(_ => new List<ulong>())];

    /// <summary>Forgets all: code begins.</summary>
    /// <param name="isOne">Whether it is one function. Of many only the last upper part of a register counts: any other is another function's.</param>
    public void Clear(bool isOne)
    {
        _most = isOne ? MostOfRegister : 1;
        foreach (var uppers in _uppers)
            uppers.Clear();
    }

    /// <summary>An upper part.</summary>
    public void Add(int register, ulong upper)
    {
        var uppers = _uppers[register];
        if (uppers.Contains(upper))
            return;
        if (uppers.Count >= _most)
            uppers.RemoveAt(0);
        uppers.Add(upper);
    }

    /// <summary>A lower part: adds the addresses it may make.</summary>
    public void Take(int register, long lower, List<ulong> references)
    {
        foreach (ulong upper in _uppers[register])
            references.Add(upper + (ulong)lower);
    }
}
