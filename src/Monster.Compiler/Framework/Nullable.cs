namespace Monster.Compiler.Framework;

/// <summary>A value that may be missing.</summary>
internal struct Nullable<T>
    where T : struct
{
    private readonly bool _hasValue;
    private T _value;

    public Nullable(T value)
    {
        _hasValue = true;
        _value = value;
    }

    public readonly bool HasValue => _hasValue;

    public readonly T Value
    {
        get
        {
            Intrinsic.TrapIf(!_hasValue);
            return _value;
        }
    }

    public readonly T GetValueOrDefault() => _value;

    public readonly T GetValueOrDefault(T otherwise)
    {
        if (_hasValue)
            return _value;
        return otherwise;
    }
}
