using System.Text.Json.Serialization;

namespace Monster.Doors;

/// <summary>What travels to and from a board elsewhere, and lies on the disk meanwhile. Made at compile time: a door has no time to look at types when it starts.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LeagueTicket))]
[JsonSerializable(typeof(LeagueProblem))]
[JsonSerializable(typeof(LeagueHandedIn))]
[JsonSerializable(typeof(LeaguePost))]
[JsonSerializable(typeof(LeagueBackOff.Content), TypeInfoPropertyName = "LeagueBackOffContent")]
[JsonSerializable(typeof(LeagueResults.Content), TypeInfoPropertyName = "LeagueResultsContent")]
[JsonSerializable(typeof(LeagueTicketBody))]
[JsonSerializable(typeof(LeagueNumberBody))]
[JsonSerializable(typeof(LeagueTakeBody))]
internal sealed partial class LeagueJson : JsonSerializerContext;

internal sealed record LeagueProblem(string? Code, string? Detail, LeagueTicket? Ticket);

internal sealed record LeagueHandedIn(string? Placed);

internal sealed record LeagueTicketBody(int Shard, string Cartridge);

internal sealed record LeagueNumberBody(string Number);

internal sealed record LeagueTakeBody(ulong Serial);
