namespace Monster.Doors;

/// <summary>One run of a door's program for one caller. Disposing hangs up.</summary>
public interface IDoorRun : IDisposable
{
    /// <summary>What came of it. Never faulted.</summary>
    Task<DoorResult> Result { get; }

    /// <summary>Passes on what the caller typed; what a program leaves unread for long is dropped.</summary>
    void Type(byte[] keys);

    /// <summary>The caller's screen has another size now.</summary>
    void Resize(int width, int height);

    /// <summary>The caller left: input ends, and after a few seconds so does the program.</summary>
    void HangUp();
}
