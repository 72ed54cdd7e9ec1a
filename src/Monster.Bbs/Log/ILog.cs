namespace Monster.Bbs;

/// <summary>
/// Where commands become the order in which everybody applies them. The same for a log on this machine and for one that many nodes keep
/// by Paxos: nothing above can tell them apart.
/// </summary>
public interface ILog
{
    /// <summary>Submits a command and tells what came of it.</summary>
    /// <param name="session">Who submits: a random number drawn when it began.</param>
    /// <param name="sequence">The number of the command in its session, from 1, ascending. A retry keeps it, and is harmless.</param>
    /// <param name="command">The encoded command.</param>
    ValueTask<Outcome> SubmitAsync(ulong session, ulong sequence, ReadOnlyMemory<byte> command);
}
