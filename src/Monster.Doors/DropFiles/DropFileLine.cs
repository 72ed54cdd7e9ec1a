namespace Monster.Doors;

/// <summary>A line of a drop file and what it was taken for.</summary>
/// <param name="Number">Its number, counted from 1.</param>
/// <param name="Text">The line, without control characters; a password is not in it.</param>
/// <param name="Meaning">What the format has there.</param>
/// <param name="Taken">How it was understood; empty when it is not used.</param>
/// <param name="Fault">Why the file cannot be used because of it; null when it can.</param>
public sealed record DropFileLine(int Number, string Text, string Meaning, string Taken, string? Fault = null);
