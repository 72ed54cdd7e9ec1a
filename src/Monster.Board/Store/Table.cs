namespace Monster.Board;

/// <summary>The tables of the shared state: the first byte of every key. A number is never given to something else.</summary>
public enum Table : byte
{
    /// <summary>What sessions of the log have done: session → the outcomes of its last commands.</summary>
    LogSessions = 1,

    /// <summary>Sessions of the log by the index of their last command, so that the oldest can be forgotten.</summary>
    LogSessionAges = 2,

    /// <summary>Single values: names and numbers of the board itself.</summary>
    Facts = 3,

    /// <summary>Counters: name → the number given last.</summary>
    Counters = 4,
}
