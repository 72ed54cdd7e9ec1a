namespace Monster.Wasm;

/// <summary>The types of a function's locals, parameters first, without a list as long as a few bytes can announce.</summary>
internal readonly struct LocalTypes
{
    private readonly ValueType[] _parameters;
    private readonly List<ValueType> _types = [];

    /// <summary>For each group that is not empty, the index of the first local behind it.</summary>
    private readonly List<long> _ends = [];

    public LocalTypes(ValueType[] parameters, List<LocalGroup> groups)
    {
        _parameters = parameters;
        long end = parameters.Length;
        foreach (var group in groups)
        {
            if (group.Count == 0)
                continue;
            _ends.Add(end += group.Count);
            _types.Add(group.Type);
        }
    }

    /// <summary>The type of a local, or null if there is no such local.</summary>
    public ValueType? this[int index]
    {
        get
        {
            if (index < _parameters.Length)
                return index < 0 ? null : _parameters[index];
            int group = _ends.BinarySearch((long)index + 1);
            if (group < 0)
                group = ~group;
            return group < _types.Count ? _types[group] : null;
        }
    }
}
