namespace Monster.Hecke.Modules;

/// <summary>Counts what was compared and keeps the first difference.</summary>
internal sealed class Comparison(string what)
{
    private long _count;
    private string? _difference;

    public void Equal<T>(T expected, T actual, string where)
        where T : notnull
    {
        _count++;
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            _difference ??= $"{where}: {actual}, not {expected}";
    }

    public void Same<T>(IEnumerable<T> expected, IEnumerable<T> actual, string where)
    {
        _count++;
        if (!expected.SequenceEqual(actual))
            _difference ??= $"{where} differ";
    }

    public void True(bool condition, string where) => Equal(true, condition, where);

    public HeckeCheck Result(string name) => _difference is { } difference
        ? new(name, HeckeCheckOutcome.Failed, $"{what}: {difference}")
        : new(name, _count > 0 ? HeckeCheckOutcome.Passed : HeckeCheckOutcome.Failed, $"{what}: {_count:N0} {(_count == 1 ? "comparison" : "comparisons")}");
}
