namespace Monster.Trace.Columns;

/// <summary>A page of a column: encoded and compressed.</summary>
/// <param name="Values">How many values.</param>
/// <param name="PlainLength">Bytes before compression.</param>
/// <param name="Bytes">The compressed bytes.</param>
/// <param name="Encoding">Parquet's number of the encoding.</param>
internal readonly record struct Page(int Values, int PlainLength, byte[] Bytes, int Encoding);
