using System.Net;
using Microsoft.AspNetCore.Http;
using Monster.Board.People;

namespace Monster.Server;

/// <summary>Who sends a request: from where, and who it is when somebody is logged in.</summary>
/// <param name="From">The address.</param>
/// <param name="Token">The token of the session; null without one.</param>
/// <param name="Session">The session; null without one.</param>
/// <param name="Account">Who is logged in; null for nobody.</param>
internal sealed record Asker(IPAddress From, string? Token, WebSession? Session, Account? Account)
{
    /// <summary>What may be read and done.</summary>
    public AccountLevel Level => Account is null ? AccountLevel.Guest : Account.Level;

    /// <summary>The account's number; 0 for nobody.</summary>
    public uint Id => Account?.Id ?? 0;

    /// <summary>Who sent a request; the gate has found out before.</summary>
    public static Asker Of(HttpContext context) => (Asker)context.Items[typeof(Asker)]!;

    /// <summary>Who is logged in.</summary>
    /// <exception cref="ProblemException">Nobody is.</exception>
    public Account Member() => Account ?? throw ProblemException.LogIn();

    /// <summary>The sysop who is logged in.</summary>
    /// <exception cref="ProblemException">Nobody is, or no sysop.</exception>
    public Account Sysop() => Member().IsSysop ? Account! : throw new ProblemException(403, "not-allowed", "This is for the sysop.");
}
