using System.Globalization;
using System.Text.Json;
using Monster.Arcade;
using Monster.Board;

namespace Monster.Bbs.Arcade;

/// <summary>
/// The page of an accepted play: who, which game, who checked it, its place in the log, what it cost. The same facts on a terminal, on the web and
/// as JSON. A row that has nothing yet is not there.
/// </summary>
public sealed record PlayPage
{
    private const int ShownFunctions = 3;

    /// <summary>The play.</summary>
    public required AcceptedPlay Play { get; init; }

    /// <summary>Its ticket.</summary>
    public required Ticket? Ticket { get; init; }

    /// <summary>The player's name.</summary>
    public required string Player { get; init; }

    /// <summary>The game's name.</summary>
    public required string Game { get; init; }

    /// <summary>Ticks a second; 0 when the game is turn-based.</summary>
    public required int TicksPerSecond { get; init; }

    /// <summary>Ranks it holds now, each with the name of its list.</summary>
    public required IReadOnlyList<(string List, int Rank)> Ranks { get; init; }

    /// <summary>Size of the recording, in bytes.</summary>
    public required int RecordingBytes { get; init; }

    /// <summary>What it cost on processors, as far as somebody measured it here.</summary>
    public IReadOnlyList<GuestCost> Costs { get; init; } = [];

    /// <summary>The page of a play; null when it was not accepted here.</summary>
    public static PlayPage? Find(IReadStore store, string id, ArcadeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (Plays.Find(store, id) is not { } play)
            return null;
        var cartridge = CartridgeList.Find(store, play.Cartridge);
        return new PlayPage
        {
            Play = play,
            Ticket = Tickets.Find(store, play.Player, play.Serial),
            Player = settings.NameOf(store, play.Player),
            Game = cartridge?.Title ?? Shards.Names[play.Shard],
            TicksPerSecond = cartridge?.TicksPerSecond ?? 0,
            Ranks = [.. RanksOf(store, play)],
            RecordingBytes = Plays.Recording(store, id)?.Length ?? 0,
            Costs = settings.CostsOf(id),
        };
    }

    /// <summary>The rows, as people read them.</summary>
    public IReadOnlyList<(string Name, string Text)> Rows()
    {
        var rows = new List<(string, string)>
        {
            ("Player", Play.IsBot ? $"{Player} (a program)" : Player),
            ("Game", $"{Game}, rules {Play.Rules}"),
            ("Score", Number(Play.Score)),
            ("Played", Played()),
        };
        if (Ranks.Count > 0)
            rows.Add(("Stands", string.Join(" · ", Ranks.Select(r => $"{r.Rank} {r.List}"))));
        rows.Add(("Score checked", $"{Time(Play.Check.CheckedAt)}, played again from start to end"));
        rows.Add(("by key", Short(Play.CheckedBy)));
        rows.Add(("Place in log", Number((long)Play.Index)));
        rows.Add(("Cost", $"{Number((long)Play.Check.Units)} budget units"));
        foreach (var cost in Costs)
        {
            rows.Add(("", $"{Number((long)cost.Instructions)} {cost.Architecture} instructions, {Number((long)cost.InGame)} in the game"));
            if (cost.Functions.Count > 0)
                rows.Add(("", "most in " + string.Join(", ", cost.Functions.Take(ShownFunctions).Select(f => $"{f.Name} {100.0 * f.Instructions / Math.Max(cost.Instructions, 1):0} %"))));
        }

        if (Ticket?.Numbers is { } numbers)
            rows.Add(("Seed", numbers.Kind switch { TicketKind.Player => "drawn by board and player together", TicketKind.Node => $"drawn by the board for both, ticket {Play.Serial}", _ => $"of the challenge of {ScorePeriod.Date(Play.Day):yyyy-MM-dd}" }));
        rows.Add(("Recording", $"{Short(Play.Id)}, {Number(RecordingBytes)} bytes"));
        return rows;
    }

    /// <summary>Writes the page as JSON: everything that is needed to check it elsewhere.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", Play.Id);
        json.WriteString("player", Player);
        json.WriteString("account", Play.Player.ToString(CultureInfo.InvariantCulture));
        json.WriteBoolean("bot", Play.IsBot);
        json.WriteString("game", Game);
        json.WriteNumber("shard", Play.Shard);
        json.WriteString("cartridge", Play.Cartridge);
        json.WriteNumber("rules", Play.Rules);
        json.WriteNumber("score", Play.Score);
        json.WriteNumber("ticks", Play.Check.Ticks);
        json.WriteNumber("ticksPerSecond", TicksPerSecond);
        json.WriteString("accepted", Play.Accepted);
        json.WriteNumber("logIndex", Play.Index);
        json.WriteNumber("units", Play.Check.Units);
        json.WriteNumber("recordingBytes", RecordingBytes);
        if (Costs.Count > 0)
            WriteCosts(json);
        if (Play.Day > 0)
            json.WriteString("challenge", ScorePeriod.Date(Play.Day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteStartObject("checked");
        json.WriteString("at", Play.Check.CheckedAt);
        json.WriteString("by", Play.CheckedBy);
        json.WriteString("statement", Convert.ToHexStringLower(Play.Check.Encode()));
        json.WriteString("signature", Play.CheckSignature);
        json.WriteEndObject();
        if (Ticket is { Numbers: { } numbers } ticket)
            WriteTicket(json, ticket, numbers);
        json.WriteStartArray("ranks");
        foreach (var (list, rank) in Ranks)
        {
            json.WriteStartObject();
            json.WriteString("list", list);
            json.WriteNumber("rank", rank);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteCosts(Utf8JsonWriter json)
    {
        json.WriteStartArray("guestInstructions");
        foreach (var cost in Costs)
        {
            json.WriteStartObject();
            cost.WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTicket(Utf8JsonWriter json, Ticket ticket, PlayTicket numbers)
    {
        json.WriteStartObject("ticket");
        json.WriteString("serial", numbers.Serial.ToString(CultureInfo.InvariantCulture));
        json.WriteString("kind", numbers.Kind.ToString().ToLowerInvariant());
        json.WriteString("statement", Convert.ToHexStringLower(ticket.Statement.Encode()));
        json.WriteString("signedBy", ticket.PublicKey);
        json.WriteString("signature", ticket.Signature);
        json.WriteString("nodeNumber", numbers.NodeNumber);
        json.WriteString("playerNumber", numbers.PlayerNumber);
        json.WriteString("seed", ticket.Seed);
        json.WriteEndObject();
    }

    private static IEnumerable<(string, int)> RanksOf(IReadStore store, AcceptedPlay play)
    {
        var lists = play.Day > 0
            ? new[] { (LeaderboardPeriod.Daily, "in the challenge") }
            : [(LeaderboardPeriod.Day, "that day"), (LeaderboardPeriod.Season, "that season"), (LeaderboardPeriod.AllTime, "of all time")];
        foreach (var (period, name) in lists)
        {
            var board = Leaderboard.At(play.Shard, play.Rules, play.IsBot, period, play.Accepted);
            if (period == LeaderboardPeriod.Daily)
                board = board with { Number = play.Day };
            if (Leaderboards.Best(store, board, play.Player)?.Play == play.Id && Leaderboards.Rank(store, board, play.Player) is { } rank)
                yield return (name, rank);
        }
    }

    private string Played()
    {
        string ticks = $"{Number(Play.Check.Ticks)} {(TicksPerSecond == 0 ? "turns" : "ticks")}";
        return TicksPerSecond == 0 ? ticks : $"{TimeSpan.FromSeconds(Play.Check.Ticks / TicksPerSecond):h\\:mm\\:ss}, {ticks} at {TicksPerSecond} a second";
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Short(string hash) => $"{hash[..16]}…{hash[^8..]}";
}
