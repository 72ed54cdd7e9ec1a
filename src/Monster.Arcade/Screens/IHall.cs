using Monster.Arcade.Observatory;

namespace Monster.Arcade.Screens;

/// <summary>
/// What the screens need to know of the place they are shown in: which games there are, what was scored, and where plays are
/// kept. A local arcade keeps them in the player's files; a board, elsewhere.
/// </summary>
public interface IHall
{
    /// <summary>The 71 places, by shard.</summary>
    IReadOnlyList<Place> Places { get; }

    /// <summary>The game at a place, ready to play. May take a moment the first time; callable from any thread.</summary>
    /// <exception cref="ArcadeException">It cannot be loaded.</exception>
    Cartridge Load(Place place);

    /// <summary>The moving picture for a game's tile; null when there is none. Whoever asks disposes it. Callable from any thread.</summary>
    /// <exception cref="ArcadeException">The game cannot be loaded.</exception>
    IReel? Reel(Place place);

    /// <summary>How the player stands in a game, under its rules of today.</summary>
    Standing StandingOf(Cartridge cartridge);

    /// <summary>Begins a new play. A local arcade answers at once; a board may have to write a ticket first.</summary>
    /// <exception cref="ArcadeException">It could not begin; the message says why.</exception>
    ValueTask<Play> BeginAsync(Cartridge cartridge);

    /// <summary>Keeps a play that has ended or was given up, and counts its score.</summary>
    /// <returns>What came of it, for the player.</returns>
    /// <exception cref="ArcadeException">It could not be kept; the message says why.</exception>
    ValueTask<KeptNote> KeepAsync(Recording recording, Cartridge cartridge);

    /// <summary>Keeps a play that goes on another time.</summary>
    /// <exception cref="ArcadeException">It could not be kept; the message says why.</exception>
    void Save(Play play);

    /// <summary>The play of a game that was saved; null when there is none that can go on. It stays saved until <see cref="Forget"/>.</summary>
    Play? TakeUp(Cartridge cartridge);

    /// <summary>Drops the saved play of a game: it has ended.</summary>
    void Forget(Cartridge cartridge);

    /// <summary>The plays kept last, newest first.</summary>
    IReadOnlyList<KeptPlay> Recent(int most);

    /// <summary>Reads a kept play and loads its game.</summary>
    /// <exception cref="ArcadeException">One of both is missing or damaged.</exception>
    (Cartridge Cartridge, Recording Recording) Open(KeptPlay play);

    /// <summary>A play goes on: the hall may note it, so that a killed process costs its player the last moments only. Quick; called after every tick.</summary>
    /// <param name="play">The play.</param>
    /// <param name="isResting">Whether it pauses.</param>
    void Note(Play play, bool isResting)
    {
    }

    /// <summary>Those who have part in a play while it goes on: watchers, and another connection it may go to. Null where there are none.</summary>
    /// <param name="play">The play.</param>
    /// <param name="ask">Called from any thread when the player's screen should look at the company again.</param>
    IPlayCompany? Join(Play play, Action ask) => null;

    /// <summary>The map of the 71 places: who is next door.</summary>
    HeckeAtlas Atlas { get; }

    /// <summary>The shard of today's game; null when it is not known. May take a moment the first time; callable from any thread.</summary>
    int? TodaysGame() => null;

    /// <summary>Further screens of the place, each behind a key of the grid.</summary>
    IReadOnlyList<HallDoor> Doors => [];
}
