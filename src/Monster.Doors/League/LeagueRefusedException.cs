using System.Diagnostics.CodeAnalysis;

namespace Monster.Doors;

/// <summary>The board elsewhere has decided: no. Asking again would not help.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It always has a code and a reason.")]
public sealed class LeagueRefusedException(string code, string message, LeagueTicket? ticket = null) : Exception(message)
{
    /// <summary>What it is, as docs/api.md has it.</summary>
    public string Code { get; } = code;

    /// <summary>The ticket that is open already, with the code <c>open-ticket</c>.</summary>
    public LeagueTicket? Ticket { get; } = ticket;
}
