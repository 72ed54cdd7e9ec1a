namespace Monster.Server;

/// <summary>Something wrong with a setting.</summary>
/// <param name="Source">Where: a file and line, a variable, a flag.</param>
/// <param name="Message">What is wrong and what would do.</param>
public sealed record SettingFault(string Source, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Source}: {Message}.";
}
