namespace Monster.Arcade.Screens;

/// <summary>Those who have part in a play while it goes on. Called from the player's session; disposed when the play is left or has ended.</summary>
public interface IPlayCompany : IDisposable
{
    /// <summary>What others see of the play, and where they say something.</summary>
    LivePlay Live { get; }

    /// <summary>Whether the play has gone to another connection: here it is over, and nothing of it is to be kept.</summary>
    bool HasMoved { get; }

    /// <summary>Whether the play can go on from another connection.</summary>
    bool CanMove { get; }

    /// <summary>Something changed: a tick, a pause, an end. Must be quick.</summary>
    void Tell(Play play, LivePhase phase);

    /// <summary>Gets a code with which another connection takes the play.</summary>
    /// <exception cref="ArcadeException">There is none to be had; the message says why.</exception>
    ValueTask<MovingCode> MoveAsync(Play play);

    /// <summary>The play goes on here after all: the code is void.</summary>
    /// <returns>False when it was used already.</returns>
    ValueTask<bool> StayAsync();
}
