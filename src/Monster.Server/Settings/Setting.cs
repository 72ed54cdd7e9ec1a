namespace Monster.Server;

/// <summary>One setting: its names, what it may be, and how it is read and shown.</summary>
/// <param name="Name">In a file, and after <c>--</c> on the command line.</param>
/// <param name="Form">What a value looks like, for help texts.</param>
/// <param name="Description">What it does, one sentence.</param>
/// <param name="Read">Settings with a value, given as text. Throws a <see cref="FormatException"/> that says what would do.</param>
/// <param name="Show">The value, as text that reads back to the same.</param>
public sealed record Setting(
    string Name,
    string Form,
    string Description,
    Func<ServerSettings, string, ServerSettings> Read,
    Func<ServerSettings, string> Show)
{
    /// <summary>Whether a value holds what others must not see.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The value of some settings, for a screen that others may see.</summary>
    public string Tell(ServerSettings settings) => IsSecret && Show(settings) != Show(new ServerSettings()) ? "(set)" : Show(settings);

    /// <summary>The environment variable: MONSTER_ and the name.</summary>
    public string Variable => "MONSTER_" + Name.ToUpperInvariant().Replace('-', '_');
}
