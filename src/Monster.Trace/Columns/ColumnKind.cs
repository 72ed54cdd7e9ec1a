namespace Monster.Trace.Columns;

/// <summary>The integer types of the streams' columns.</summary>
internal enum ColumnKind
{
    /// <summary>uint8: INT32 with the logical type.</summary>
    UInt8,

    /// <summary>uint32: INT32 with the logical type.</summary>
    UInt32,

    /// <summary>uint64: INT64 with the logical type.</summary>
    UInt64,
}
