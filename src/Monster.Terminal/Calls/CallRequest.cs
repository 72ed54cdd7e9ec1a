namespace Monster.Terminal.Calls;

/// <summary>What a process asks of a board at its socket for calls.</summary>
public enum CallRequest : byte
{
    /// <summary>Brings a caller: frames follow (<see cref="CallFrames"/>), and what comes back is what the caller's terminal is to be sent.</summary>
    Call = 1,

    /// <summary>May somebody with this key come in? One line comes back: <see cref="CallAnswer"/>.</summary>
    Key = 2,

    /// <summary>Is the board open? One line comes back: <see cref="CallAnswer"/>.</summary>
    Ping = 3,
}
