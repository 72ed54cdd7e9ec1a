namespace Monster.Doors;

/// <summary>A line of a format: what it means, how it is read, and what we write there.</summary>
/// <param name="Meaning">What the format has there.</param>
/// <param name="Read">Adds what the line says to the facts; null when nothing of it is used.</param>
/// <param name="Write">The line's text.</param>
internal sealed record DropField(string Meaning, Func<LineReading, DoorFacts, DoorFacts>? Read, Func<DoorFacts, string> Write)
{
    /// <summary>A line of which nothing is used, and that is always written the same.</summary>
    public static DropField Unused(string meaning, string written = "") => new(meaning, null, _ => written);

    /// <summary>A line whose content is never shown nor kept: old formats have a password there, in clear text.</summary>
    public static DropField Secret(string meaning) => new(meaning, null, _ => "") { IsSecret = true };

    /// <summary>A date, of which only the form is looked at.</summary>
    public static DropField Date(string meaning, string written) => new(meaning, ReadDate, _ => written);

    /// <summary>Whether the content must not be shown.</summary>
    public bool IsSecret { get; init; }

    private static DoorFacts ReadDate(LineReading line, DoorFacts facts)
    {
        _ = line.Date();
        return facts;
    }
}
