namespace Monster.Games.Tests;

/// <summary>A game's sensible bot, for tests that are the same for all games.</summary>
internal interface ISensiblePlayer
{
    /// <summary>The game's class.</summary>
    Type Game { get; }

    /// <summary>Plays natively, as .NET runs it.</summary>
    NativeResult PlaySensibly(uint seed);
}

/// <summary>A native play: its keys, one a tick, and what came of it.</summary>
internal sealed record NativeResult(IReadOnlyList<int> Keys, bool Over, int Score);
