namespace Monster.Trace.Query;

/// <summary>Shows the rows of an answer.</summary>
public interface IRowWriter
{
    /// <summary>The columns' names.</summary>
    void Begin(IReadOnlyList<string> columns);

    /// <summary>A row; the array is used again.</summary>
    void Row(object?[] values);

    /// <summary>There are no more.</summary>
    void Complete();
}
