using Microsoft.Extensions.Logging;
using Monster.Bbs.People;
using Monster.Bbs.Sessions;
using Monster.Terminal;

namespace Monster.Server;

/// <summary>What a server is given.</summary>
/// <param name="First">The first screen of a caller.</param>
/// <param name="Nodes">Who is on.</param>
/// <param name="ReadOnlyBecause">Why the board can be read only; null while all is well.</param>
/// <param name="Logs">Where it writes its log.</param>
/// <param name="Time">The clock.</param>
public sealed record ServerParts(Func<Caller, View> First, Nodes Nodes, Func<string?> ReadOnlyBecause, ILoggerFactory Logs, TimeProvider Time)
{
    /// <summary>Whether an SSH key is on an account.</summary>
    public Func<SshPublicKey, bool> KnowsKey { get; init; } = _ => false;

    /// <summary>What the web pages are made from; null where there is only the terminal.</summary>
    public WebParts? Web { get; init; }

    /// <summary>The file of an export by the name its owner was given; null when there is none.</summary>
    public Func<string, string?> Export { get; init; } = _ => null;
}
