namespace Monster.Doors;

/// <summary>A drop file that was read: line by line, and together.</summary>
/// <param name="Kind">Its format.</param>
/// <param name="Name">The file's name, for messages.</param>
/// <param name="Facts">What it says.</param>
/// <param name="Lines">Its lines, explained.</param>
public sealed record DropFile(DropFileKind Kind, string Name, DoorFacts Facts, IReadOnlyList<DropFileLine> Lines)
{
    /// <summary>Why it cannot be used; null when it can.</summary>
    public string? Fault => Lines.FirstOrDefault(line => line.Fault is not null) is { } bad
        ? $"{Name}, line {bad.Number} ({bad.Meaning}): {bad.Fault}"
        : null;

    /// <summary>What it says.</summary>
    /// <exception cref="DropFileException">It cannot be used.</exception>
    public DoorFacts Use() => Fault is { } fault ? throw new DropFileException(fault) : Facts;
}
