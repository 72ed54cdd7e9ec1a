namespace Monster.Hecke;

/// <summary>There are no modules: every question is answered by why.</summary>
/// <param name="why">One line for the person who asks.</param>
public sealed class MissingHeckeModules(string why) : IHeckeModules
{
    /// <inheritdoc/>
    public IReadOnlyList<int> Neighbours(int shard, int prime) => throw new HeckeModuleException(why);

    /// <inheritdoc/>
    public int Conjugate(int shard) => throw new HeckeModuleException(why);

    /// <inheritdoc/>
    public long[] Apply(int shard, int prime, int weight, ReadOnlySpan<long> coefficients, int count) => throw new HeckeModuleException(why);
}
