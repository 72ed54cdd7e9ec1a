namespace Monster.Doors;

/// <summary>What of this machine a native door's run has, beside the system's programs.</summary>
/// <param name="Door">The door's folder: /door, to read.</param>
/// <param name="Home">The caller's things: /home.</param>
/// <param name="Drop">The folder of the drop file: /drop, to read.</param>
/// <param name="Passwords">The file that tells the run its own name, and nobody else's: /etc/passwd, to read.</param>
internal sealed record NativePlaces(string Door, string Home, string Drop, string Passwords);
