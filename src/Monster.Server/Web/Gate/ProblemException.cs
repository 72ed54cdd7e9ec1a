namespace Monster.Server;

/// <summary>A request cannot be done. What is told is a problem in the form of RFC 9457, with the codes of docs/api.md.</summary>
internal sealed class ProblemException : Exception
{
    /// <summary>A problem.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">What it is, for programs.</param>
    /// <param name="detail">What happened and what to do, for people.</param>
    public ProblemException(int status, string code, string detail)
        : base(detail) => (Status, Code) = (status, code);

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>What it is, for programs.</summary>
    public string Code { get; }

    /// <summary>When to try again; null where that would not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A further member, and what is in it; null for none.</summary>
    public (string Name, object Value)? More { get; init; }

    /// <summary>Nobody is logged in.</summary>
    public static ProblemException LogIn() => new(401, "log-in", "Log in first: this is for people with an account.");

    /// <summary>There is no such thing.</summary>
    public static ProblemException NotFound(string what) => new(404, "not-found", $"There is no such {what}.");

    /// <summary>It was too much in a short time.</summary>
    public static ProblemException SlowDown(TimeSpan wait) => new(429, "slow-down", $"That was a lot in a short time. Try again in {Bbs.People.LoginGuard.Say(wait)}.") { RetryAfter = wait };
}
