using Monster.Arcade.Screens;

namespace Monster.Arcade.Tests.Screens;

/// <summary>The company of a play that is live, and that can be carried to a second hall by a code.</summary>
internal sealed class TestCompany(LivePlay live, Action ask) : IPlayCompany
{
    private readonly Action _ask = ask;

    public LivePlay Live => live;

    public bool HasMoved { get; private set; }

    public bool CanMove => true;

    public bool Stayed { get; private set; }

    public void Tell(Play play, LivePhase phase) => live.Tell(play, phase);

    public ValueTask<MovingCode> MoveAsync(Play play) => new(new MovingCode("ABCD-1234", DateTimeOffset.UnixEpoch.AddYears(50).AddMinutes(10)));

    public ValueTask<bool> StayAsync()
    {
        Stayed = true;
        return new(true);
    }

    public void Move()
    {
        HasMoved = true;
        _ask();
    }

    public void Dispose() => live.Dispose();
}
