using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monster.Board.Tests.Arcade;

/// <summary>How ranked plays begin, end, and go from one connection to another.</summary>
public sealed class TicketTests
{
    private const ulong Ann = 1;
    private const ulong Bob = 2;

    private readonly Den _den = new();

    [Fact]
    public void The_seed_is_the_hash_that_another_program_computed()
    {
        var vectors = JsonNode.Parse(File.ReadAllText(VectorsPath()))!.AsArray();
        Assert.Equal([1, 2, 2, 3, 3], vectors.Select(v => v!["kind"]!.GetValue<int>()));
        foreach (var v in vectors)
        {
            string Text(string name) => v![name]!.GetValue<string>();
            int Int(string name) => v![name]!.GetValue<int>();
            var ticket = PlayTicket.TryDecode(Convert.FromHexString(Text("ticket")))!;
            Assert.Equal((Int("kind"), ulong.Parse(Text("player")), ulong.Parse(Text("serial"))), ((int)ticket.Kind, ticket.Player, ticket.Serial));
            Assert.Equal((Text("nodeNumber"), Text("playerNumber")), (ticket.NodeNumber, ticket.PlayerNumber));
            Assert.Equal(Text("ticket"), Convert.ToHexStringLower(ticket.Encode()));
            Assert.Equal(Text("seed"), ticket.Seed(Text("cartridge")));
            Assert.Equal(Text("commitment"), PlayTicket.Commitment(ticket.NodeNumber));
            var statement = new TicketStatement(Int("kind") == 3, Text("cartridge"), Int("rules"), ticket.Player, ticket.Serial, Int("day"), Text("commitment"), DateTimeOffset.FromUnixTimeMilliseconds(v!["opened"]!.GetValue<long>()));
            Assert.Equal(Text("statement"), Convert.ToHexStringLower(statement.Encode()));
            if (ticket.Kind == TicketKind.Daily)
                Assert.Equal(ticket, PlayTicket.Daily(ticket.Player, ticket.Serial, ticket.NodeNumber, Int("day")));
        }

        Assert.Equal(vectors[3]!["seed"]!.GetValue<string>(), vectors[4]!["seed"]!.GetValue<string>()); // one seed for everyone
    }

    [Fact]
    public void Whatever_a_ticket_says_changes_its_seed()
    {
        var ticket = new PlayTicket(TicketKind.Player, Ann, 3, Den.Number(1), Den.Number(2));
        string cartridge = new('a', 64);
        string[] seeds =
        [
            ticket.Seed(cartridge),
            ticket.Seed(new string('b', 64)),
            (ticket with { Player = Bob }).Seed(cartridge),
            (ticket with { Serial = 4 }).Seed(cartridge),
            (ticket with { NodeNumber = Den.Number(3) }).Seed(cartridge),
            (ticket with { PlayerNumber = Den.Number(3) }).Seed(cartridge),
        ];
        Assert.Equal(seeds.Length, seeds.Distinct().Count());
    }

    [Fact]
    public void Neither_side_can_choose_the_seed_since_the_node_commits_before_it_knows_the_players_number()
    {
        Assert.True(_den.Open(Ann, Den.Maze));
        Assert.Null(Tickets.Find(_den.Store, Ann, 1)!.Seed);
        var late = new PlayTicket(TicketKind.Player, Ann, 1, Den.Number(999), Den.Number(5));
        Assert.False(_den.Accepts(new AnswerTicket(late, _den.Now)));
        Assert.Contains("committed", _den.Why, StringComparison.Ordinal);
        var kept = late with { NodeNumber = Den.Number(1) };
        Assert.True(_den.Accepts(new AnswerTicket(kept, _den.Now)));
        Assert.Equal(kept.Seed(Tickets.Find(_den.Store, Ann, 1)!.Statement.Cartridge), Tickets.Find(_den.Store, Ann, 1)!.Seed);
        Assert.False(_den.Accepts(new AnswerTicket(kept with { PlayerNumber = Den.Number(6) }, _den.Now)), "the player answered twice");
    }

    [Fact]
    public void A_player_has_one_open_ticket_for_a_game()
    {
        _den.Begin(Ann, Den.Maze);
        Assert.False(_den.Open(Ann, Den.Maze));
        Assert.Contains("You have a play of Maze Run open", _den.Why, StringComparison.Ordinal);
        _den.Begin(Ann, Den.Turns);
        _den.Begin(Bob, Den.Maze);
        Assert.Equal(2, Tickets.AllOpen(_den.Store, Ann, _den.Now).Count);
    }

    [Fact]
    public void A_ticket_lapses_after_24_hours_and_counts_as_abandoned()
    {
        var ticket = _den.Begin(Ann, Den.Maze);
        _den.Now += TimeSpan.FromHours(24);
        Assert.False(_den.Accepts(_den.HandIn(ticket, 100)));
        Assert.Contains("lapsed", _den.Why, StringComparison.Ordinal);
        Assert.Empty(Tickets.AllOpen(_den.Store, Ann, _den.Now));
        Assert.Equal(1u, Players.AbandonedAt(_den.Store, Ann, _den.Now));
        _den.Begin(Ann, Den.Maze);
        Assert.Equal((1u, 1u), (Players.AbandonedAt(_den.Store, Ann, _den.Now), Players.Find(_den.Store, Ann).Abandoned));
        Assert.Equal(TicketState.Lapsed, Tickets.Find(_den.Store, Ann, 1)!.State);
    }

    [Fact]
    public void A_moment_before_24_hours_are_over_a_play_still_counts()
    {
        var ticket = _den.Begin(Ann, Den.Maze);
        _den.Now += TimeSpan.FromHours(24) - TimeSpan.FromMilliseconds(1);
        Assert.True(_den.Accepts(_den.HandIn(ticket, 100)), _den.Why);
    }

    [Fact]
    public void A_play_given_up_counts_and_shows_and_its_ticket_is_of_no_more_use()
    {
        var ticket = _den.Begin(Ann, Den.Maze);
        Assert.True(_den.Accepts(new AbandonTicket(Ann, 1, 0, _den.Now)));
        Assert.Equal((1u, 1u), (Players.Find(_den.Store, Ann).Abandoned, Players.PlaysOf(_den.Store, Ann, Den.Maze)));
        Assert.False(_den.Accepts(_den.HandIn(ticket, 100)));
        Assert.False(_den.Accepts(new AbandonTicket(Ann, 1, 0, _den.Now)), "it was given up twice");
        Assert.Equal(1u, Players.Find(_den.Store, Ann).Abandoned);
    }

    [Fact]
    public void A_recording_is_accepted_once()
    {
        var first = _den.Begin(Ann, Den.Maze);
        _den.Now += TimeSpan.FromMinutes(1);
        var command = _den.HandIn(first, 100, recording: 5);
        Assert.True(_den.Accepts(command), _den.Why);
        Assert.False(_den.Accepts(command));
        Assert.Contains("accepted already", _den.Why, StringComparison.Ordinal);
        var second = _den.Begin(Bob, Den.Maze);
        Assert.False(_den.Accepts(_den.HandIn(second, 100, recording: 5)));
        Assert.False(_den.Accepts(_den.HandIn(first, 200, recording: 6)), "a ticket was used twice");
        Assert.Single(Plays.Recent(_den.Store, 10));
        Assert.Equal(1u, Players.Find(_den.Store, Ann).Accepted);
    }

    [Fact]
    public void A_play_faster_than_its_ticks_allow_is_refused()
    {
        var ticket = _den.Begin(Ann, Den.Maze);
        _den.Now += TimeSpan.FromSeconds(60);
        Assert.False(_den.Accepts(_den.HandIn(ticket, 100, ticks: 62 * Den.Rate + 1)));
        Assert.Contains("faster than its ticks allow", _den.Why, StringComparison.Ordinal);
        Assert.True(_den.Accepts(_den.HandIn(ticket, 100, ticks: 62 * Den.Rate)), _den.Why);
        var turns = _den.Begin(Ann, Den.Turns);
        _den.Now += TimeSpan.FromSeconds(10);
        Assert.False(_den.Accepts(_den.HandIn(turns, 100, ticks: 12 * PlayPace.MaxTurnsPerSecond + 1)));
        _den.Now -= TimeSpan.FromSeconds(11);
        Assert.False(_den.Accepts(_den.HandIn(turns, 100, ticks: 0)), "it ended before it began");
    }

    [Theory]
    [InlineData(12_000, 20, 600_000, true)]
    [InlineData(12_000, 20, 598_000, true)]
    [InlineData(12_000, 20, 597_999, false)]
    [InlineData(12_000, 20, 0, false)]
    [InlineData(12_000, 20, -5, false)]
    [InlineData(30, 20, 0, true)]
    [InlineData(6_000, 0, 98_000, true)]
    [InlineData(6_000, 0, 97_999, false)]
    [InlineData(1_000_000, 1, int.MaxValue, true)]
    [InlineData(int.MaxValue, 1, int.MaxValue, false)]
    public void The_pace_of_a_play_is_whole_numbers(int ticks, int rate, long took, bool plausible) =>
        Assert.Equal(plausible, PlayPace.IsPlausible(ticks, rate, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddMilliseconds(took)));

    [Fact]
    public void A_recording_of_another_seed_or_game_does_not_fit_the_ticket()
    {
        var ticket = _den.Begin(Ann, Den.Maze);
        _den.Now += TimeSpan.FromMinutes(1);
        Assert.False(_den.Accepts(_den.HandIn(ticket, 100) with { Seed = Den.Number(9) }));
        Assert.False(_den.Accepts(_den.HandIn(ticket, 100) with { Cartridge = CartridgeList.Current(_den.Store, Den.Turns)!.Sha256 }));
        Assert.False(_den.Accepts(_den.HandIn(ticket, 100) with { Recording = new byte[] { 1 } }));
        Assert.False(_den.Accepts(_den.HandIn(ticket, 100) with { Player = Bob }));
        Assert.False(_den.Accepts(_den.HandIn(ticket, -1)));
        Assert.Empty(Plays.Recent(_den.Store, 10));
    }

    [Fact]
    public void Only_cartridges_of_the_catalogue_get_tickets_and_an_old_one_plays_to_its_end()
    {
        var ticket = _den.Begin(Ann, Den.Maze);
        string old = ticket.Statement.Cartridge;
        string changed = _den.List(Den.Maze, "Maze Run", Den.Rate, rules: 2);
        Assert.NotEqual(old, changed);
        _den.Now += TimeSpan.FromMinutes(1);
        Assert.True(_den.Accepts(_den.HandIn(ticket, 100)), _den.Why);
        Assert.NotNull(CartridgeList.File(_den.Store, old));
        var statement = new TicketStatement(IsDaily: false, old, 1, Ann, 2, 0, PlayTicket.Commitment(Den.Number(2)), _den.Now);
        Assert.False(_den.Accepts(new OpenTicket(statement, _den.Key, new string('5', 128))));
        Assert.False(_den.Accepts(new OpenTicket(statement with { Cartridge = new string('d', 64) }, _den.Key, new string('5', 128))));
        Assert.False(_den.Accepts(new ListCartridge(new string('d', 64), 1, "Forged", 1, 20, new byte[] { 1 })));
    }

    [Fact]
    public void Guests_get_no_tickets() => Assert.False(_den.Open(0, Den.Maze, serial: 1));

    [Fact]
    public void Two_tickets_cannot_have_the_same_serial()
    {
        Assert.True(_den.Open(Ann, Den.Maze));
        Assert.False(_den.Open(Ann, Den.Turns, serial: 1));
        Assert.True(_den.Open(Ann, Den.Turns, serial: 2));
    }

    [Fact]
    public void A_play_goes_to_another_connection_by_a_code_that_works_once()
    {
        var ticket = _den.Begin(Ann, Den.Maze);
        Assert.True(_den.Accepts(new OfferPlay(Ann, 1, 0, Den.CodeHash("A"), _den.Now)), _den.Why);
        var taken = _den.Do(new TakePlay(Den.CodeHash("A"), Ann, _den.Now));
        Assert.True(taken.IsAccepted, taken.Why);
        Assert.Equal((Ann, 1u, 1u), TakePlay.Taken(taken.Value));
        Assert.False(_den.Accepts(new TakePlay(Den.CodeHash("A"), Ann, _den.Now)));
        _den.Now += TimeSpan.FromMinutes(1);
        Assert.False(_den.Accepts(_den.HandIn(ticket, 100)), "the connection it left handed it in");
        Assert.False(_den.Accepts(new AbandonTicket(Ann, 1, 0, _den.Now)), "the connection it left gave it up");
        Assert.False(_den.Accepts(new OfferPlay(Ann, 1, 0, Den.CodeHash("B"), _den.Now)), "the connection it left offered it again");
        Assert.True(_den.Accepts(_den.HandIn(Tickets.Find(_den.Store, Ann, 1)!, 100)), _den.Why);
    }

    [Fact]
    public void A_code_works_for_ten_minutes_and_not_longer()
    {
        _den.Begin(Ann, Den.Maze);
        Assert.True(_den.Accepts(new OfferPlay(Ann, 1, 0, Den.CodeHash("A"), _den.Now)));
        _den.Now += TimeSpan.FromMinutes(10);
        Assert.False(_den.Accepts(new TakePlay(Den.CodeHash("A"), Ann, _den.Now)));
        Assert.True(_den.Accepts(new TakePlay(Den.CodeHash("A"), Ann, _den.Now - TimeSpan.FromMilliseconds(1))), _den.Why);
    }

    [Fact]
    public void Staying_makes_the_code_void_and_a_new_code_the_old_one()
    {
        _den.Begin(Ann, Den.Maze);
        Assert.True(_den.Accepts(new OfferPlay(Ann, 1, 0, Den.CodeHash("A"), _den.Now)));
        Assert.True(_den.Accepts(new KeepPlay(Ann, 1, 0)));
        Assert.False(_den.Accepts(new TakePlay(Den.CodeHash("A"), Ann, _den.Now)));
        Assert.True(_den.Accepts(new OfferPlay(Ann, 1, 0, Den.CodeHash("B"), _den.Now)));
        Assert.True(_den.Accepts(new OfferPlay(Ann, 1, 0, Den.CodeHash("C"), _den.Now)));
        Assert.False(_den.Accepts(new TakePlay(Den.CodeHash("B"), Ann, _den.Now)));
        Assert.True(_den.Accepts(new TakePlay(Den.CodeHash("C"), Ann, _den.Now)), _den.Why);
        Assert.False(_den.Accepts(new KeepPlay(Ann, 1, 0)), "it stayed though it was gone");
    }

    [Fact]
    public void Somebody_else_cannot_take_a_play_but_its_player_may_without_logging_in()
    {
        _den.Begin(Ann, Den.Maze);
        Assert.True(_den.Accepts(new OfferPlay(Ann, 1, 0, Den.CodeHash("A"), _den.Now)));
        Assert.False(_den.Accepts(new TakePlay(Den.CodeHash("A"), Bob, _den.Now)));
        Assert.True(_den.Accepts(new TakePlay(Den.CodeHash("A"), 0, _den.Now)), _den.Why);
    }

    [Fact]
    public void A_play_that_has_ended_cannot_be_taken()
    {
        var ticket = _den.Begin(Ann, Den.Maze);
        Assert.True(_den.Accepts(new OfferPlay(Ann, 1, 0, Den.CodeHash("A"), _den.Now)));
        _den.Now += TimeSpan.FromMinutes(1);
        Assert.True(_den.Accepts(_den.HandIn(ticket, 5)), _den.Why);
        Assert.False(_den.Accepts(new TakePlay(Den.CodeHash("A"), Ann, _den.Now)));
    }

    private static string VectorsPath([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "tickets-vectors.json");
}
