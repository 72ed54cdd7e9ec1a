namespace Monster.Compiler.Ir;

/// <summary>What a piece of memory is part of, as far as the instruction that touches it knows. Parts of different kinds never overlap.</summary>
internal enum Region
{
    /// <summary>Unknown: it may be a part of anything.</summary>
    Any,

    /// <summary>A field of an object.</summary>
    Field,

    /// <summary>An element of an array, or a character of a string.</summary>
    Element,

    /// <summary>The length of an array or string. It never changes, so that a load of it may be done at any time; null has the length 0.</summary>
    Length,
}
