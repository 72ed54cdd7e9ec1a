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

    /// <summary>A play to show on the game's tile; null when there is none. Callable from any thread.</summary>
    Recording? Demo(Place place);

    /// <summary>How the player stands in a game, under its rules of today.</summary>
    Standing StandingOf(Cartridge cartridge);

    /// <summary>A seed that nobody could foresee.</summary>
    Seed NewSeed();

    /// <summary>Keeps a play that has ended or was given up, and counts its score.</summary>
    /// <returns>The name it is kept under, for people.</returns>
    /// <exception cref="ArcadeException">It could not be kept; the message says why.</exception>
    string Keep(Recording recording, Cartridge cartridge);

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
}
