namespace Monster.Wasm;

/// <summary>The type of a function: what it takes and what it gives. Two types with the same lists are equal.</summary>
/// <param name="Parameters">At most 1,000.</param>
/// <param name="Results">At most one in WebAssembly 1.0.</param>
public sealed record FunctionType(ValueType[] Parameters, ValueType[] Results)
{
    /// <summary>The type <c>(i32 × parameters) -> (i32 × results)</c>.</summary>
    public static FunctionType OfI32(int parameters, int results)
    {
        var type = new FunctionType(new ValueType[parameters], new ValueType[results]);
        Array.Fill(type.Parameters, ValueType.I32);
        Array.Fill(type.Results, ValueType.I32);
        return type;
    }

    /// <inheritdoc/>
    public bool Equals(FunctionType? other) =>
        other is not null && Parameters.AsSpan().SequenceEqual(other.Parameters) && Results.AsSpan().SequenceEqual(other.Results);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        int hash = Parameters.Length;
        foreach (var type in Parameters)
            hash = (hash * 31) + (int)type;
        foreach (var type in Results)
            hash = (hash * 37) + (int)type;
        return hash;
    }

    /// <summary>As people write it: <c>(i32, i32) -> (i32)</c>.</summary>
    public override string ToString() => $"({Join(Parameters)}) -> ({Join(Results)})";

    private static string Join(ValueType[] types) => string.Join(", ", types.Select(OpcodeTable.NameOf));
}
