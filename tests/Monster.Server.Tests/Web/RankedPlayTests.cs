using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Monster.Arcade;
using Monster.Arcade.Observatory;
using Monster.Arcade.Screens;
using Monster.Arcade.Tests;
using Monster.Bbs.Arcade;
using Monster.Board;
using Monster.Testing;

namespace Monster.Server.Tests.Web;

/// <summary>Ranked plays that go on in a browser: the page runs the cartridge, the board plays it again.</summary>
public sealed class RankedPlayTests
{
    private const string Number = "00112233445566778899aabbccddeeff";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_registering_to_a_ranked_score_the_record_and_a_post_about_it()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var ann = await server.MemberAsync("Ann");
        var ticket = await TicketAsync(ann, WebBoardServer.Turns);
        byte[] file = Play(server.TurnGame, ticket, "abc");
        var told = (await ann.DoneAsync(HttpMethod.Post, "/api/plays?owner=0", file))!;
        Assert.Equal("Score checked · 1st today, 1st of all time", Text(told, "placed"));
        string id = Text(told, "id");

        using var guest = server.Client();
        var scores = await guest.GetAsync($"/api/games/{WebBoardServer.Turns}/scores");
        var first = scores["items"]![0]!;
        Assert.Equal((1, "Ann", 4, id), (first["rank"]!.GetValue<int>(), Text(first["player"]!, "name"), first["score"]!.GetValue<int>(), Text(first, "play")));
        Assert.Equal(4, (await ann.GetAsync("/api/games"))["items"]![WebBoardServer.Turns]!["best"]!.GetValue<int>());
        var page = await guest.GetAsync($"/api/plays/{id}");
        Assert.Equal("player", Text(page["facts"]!["ticket"]!, "kind"));
        Assert.Equal(Number, Text(page["facts"]!["ticket"]!, "playerNumber"));
        Assert.Equal("accepted", Text(await ann.GetAsync("/api/tickets/1"), "state"));
        Assert.Equal(id, Text(await ann.GetAsync("/api/tickets/1"), "play"));

        byte[] signed = await guest.BytesAsync($"/plays/{id}.play");
        var verifier = new Verifier(sha => sha == server.TurnGame.Sha256 ? server.TurnGame : null) { Trusted = [Text((await guest.GetAsync("/api/session"))["board"]!, "publicKey")] };
        var verification = verifier.Verify(signed, Stop);
        Assert.True(verification.Passed, string.Join('\n', verification.Checks));
        Assert.Contains("\"version\":2", System.Text.Encoding.UTF8.GetString(await guest.BytesAsync($"/plays/{id}.cast")), StringComparison.Ordinal);

        var post = (await ann.DoneAsync(HttpMethod.Post, $"/api/boards/{WebBoardServer.Turns}/posts", new { subject = "Four points!", body = $"Watch it: #/plays/{id}" }))!;
        Assert.Equal("Four points!", Text((await guest.GetAsync($"/api/threads/{post["thread"]}"))["items"]![0]!, "subject"));
        Assert.Contains("Ann: 4 in Maze Run", System.Text.Encoding.UTF8.GetString(await guest.BytesAsync("/feeds/records.atom")), StringComparison.Ordinal);
        Assert.Contains("Four points!", System.Text.Encoding.UTF8.GetString(await guest.BytesAsync("/feeds/posts.atom")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_of_records_and_plays_come_in_pages_that_miss_nobody_and_name_nobody_twice()
    {
        await using var server = await WebBoardServer.StartAsync();
        string[] names = ["Ann", "Ben", "Cem"];
        for (int i = 0; i < names.Length; i++)
        {
            using var player = await server.MemberAsync(names[i]);
            await player.DoneAsync(HttpMethod.Post, "/api/plays?owner=0", Play(server.TurnGame, await TicketAsync(player, WebBoardServer.Turns), new string('a', i + 1)));
        }

        using var guest = server.Client();
        Assert.Equal(["1 Cem", "2 Ben", "3 Ann"], await AllAsync($"/api/games/{WebBoardServer.Turns}/scores?limit=2", row => $"{row["rank"]} {Text(row["player"]!, "name")}"));
        Assert.Equal(["Cem", "Ben", "Ann"], await AllAsync("/api/plays?limit=2", row => Text(row["player"]!, "name")));
        Assert.Equal(["Cem", "Ben", "Ann"], await AllAsync($"/api/plays?limit=2&game={WebBoardServer.Turns}", row => Text(row["player"]!, "name")));
        Assert.Equal(["Cem"], await AllAsync("/api/plays?limit=1&player=3", row => Text(row["player"]!, "name")));

        async Task<List<string>> AllAsync(string path, Func<JsonNode, string> show)
        {
            var all = new List<string>();
            string? next = "";
            for (int pages = 0; next is not null; pages++)
            {
                Assert.True(pages < 10, "the pages have no end");
                var page = await guest.GetAsync(path + (next.Length == 0 ? "" : $"&after={next}"));
                all.AddRange(page["items"]!.AsArray().Select(row => show(row!)));
                next = page["next"]?.GetValue<string>();
            }

            return all;
        }
    }

    [Fact]
    public async Task A_page_that_lost_the_line_may_hand_in_again_and_gets_the_same_answer()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var ann = await server.MemberAsync("Ann");
        byte[] file = Play(server.TurnGame, await TicketAsync(ann, WebBoardServer.Turns), "abc");
        using var first = await ann.SendAsync(HttpMethod.Post, "/api/plays?owner=0", file);
        using var again = await ann.SendAsync(HttpMethod.Post, "/api/plays?owner=0", file);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(Stop), await again.Content.ReadAsStringAsync(Stop));
        var both = Play(server.TurnGame, await TicketAsync(ann, WebBoardServer.Turns), "abcd");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ann.SendAsync(HttpMethod.Post, "/api/plays?owner=0", both)));
        Assert.All(answers, answer => Assert.True(answer.IsSuccessStatusCode));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(2, (await ann.GetAsync("/api/plays"))["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_board_cannot_choose_its_number_after_it_has_seen_the_player_s()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var ann = await server.MemberAsync("Ann");
        var opened = (await ann.DoneAsync(HttpMethod.Post, "/api/tickets", new { shard = WebBoardServer.Turns }))!;
        Assert.Null(opened["seed"]);
        Assert.Null(opened["nodeNumber"]);
        var answered = await AnswerAsync(ann, opened);
        Assert.Equal(Text(opened, "commitment"), PlayTicket.Commitment(Text(answered, "nodeNumber")));
        Assert.True(SigningKey.IsSignatureGood(Hex(opened, "signedBy"), Hex(opened, "statement"), Hex(opened, "signature")));
        Assert.Equal(answered.ToJsonString(), (await AnswerAsync(ann, opened)).ToJsonString());
        await ann.RefusedAsync(422, "refused", HttpMethod.Put, "/api/tickets/1/answer", new { number = new string('0', 32) });
        await ann.DoneAsync(HttpMethod.Delete, "/api/tickets/1?owner=0");
        await ann.DoneAsync(HttpMethod.Post, "/api/tickets", new { shard = WebBoardServer.Turns });
        var unanswered = (await ann.DoneAsync(HttpMethod.Post, "/api/tickets/take", new { serial = 2 }))!; // a page that was closed before it had answered
        Assert.Equal(("opened", 0), (Text(unanswered, "state"), unanswered["owner"]!.GetValue<int>()));
        foreach (string bad in new[] { "", "xyz", Number.ToUpperInvariant(), Number + "0" })
            await ann.RefusedAsync(400, "bad-request", HttpMethod.Put, "/api/tickets/1/answer", new { number = bad });
    }

    [Fact]
    public async Task A_changed_recording_is_rejected_with_the_check_that_failed_and_the_ticket_stays_open()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var ann = await server.MemberAsync("Ann");
        using var eve = await server.MemberAsync("Eve");
        byte[] file = Play(server.TurnGame, await TicketAsync(ann, WebBoardServer.Turns), "abc");
        var recording = RecordingReader.Decode(file);
        var boasts = RecordingWriter.Encode(recording with { Score = recording.Score + 1 });
        var problem = await ann.RefusedAsync(422, "rejected", HttpMethod.Post, "/api/plays?owner=0", boasts);
        Assert.Contains(problem["checks"]!.AsArray(), check => check!["passed"]?.GetValue<bool>() == false);
        Assert.Contains("score", Text(problem, "detail"), StringComparison.OrdinalIgnoreCase);
        byte[] hash = [.. recording.StateHash!];
        hash[0] ^= 1;
        await ann.RefusedAsync(422, "rejected", HttpMethod.Post, "/api/plays?owner=0", RecordingWriter.Encode(recording with { StateHash = hash }));
        await ann.RefusedAsync(422, "refused", HttpMethod.Post, "/api/plays?owner=0", RecordingWriter.Encode(recording with { Ticket = [] }));
        await ann.RefusedAsync(422, "refused", HttpMethod.Post, "/api/plays?owner=0", RecordingWriter.Encode(recording with { Status = PlayStatus.Playing }));
        _ = Seed.TryParse(new string('1', 32), out var seed);
        await ann.RefusedAsync(422, "refused", HttpMethod.Post, "/api/plays?owner=0", RecordingWriter.Encode(recording with { Seed = seed }));
        await eve.RefusedAsync(422, "refused", HttpMethod.Post, "/api/plays?owner=0", file);
        using var nobody = server.Client();
        await nobody.RefusedAsync(401, "log-in", HttpMethod.Post, "/api/plays?owner=0", file);
        await ann.RefusedAsync(409, "moved", HttpMethod.Post, "/api/plays?owner=1", file);
        await ann.RefusedAsync(413, "too-large", HttpMethod.Post, "/api/plays?owner=0", new byte[Recording.MaxBytes + 1]);
        await ann.RefusedAsync(415, "media-type", HttpMethod.Post, "/api/plays?owner=0", new { });
        Assert.Empty((await ann.GetAsync("/api/plays"))["items"]!.AsArray());
        await ann.DoneAsync(HttpMethod.Post, "/api/plays?owner=0", file);
    }

    [Fact]
    public async Task A_game_with_a_clock_takes_at_least_its_time()
    {
        var time = new ManualTime();
        await using var server = await WebBoardServer.StartAsync(time: time);
        using var ann = await server.MemberAsync("Ann");
        var ticket = await TicketAsync(ann, WebBoardServer.Ticking);
        byte[] file = Play(server.TickingGame, ticket, string.Concat(Enumerable.Repeat("k", 100)));
        var problem = await ann.RefusedAsync(422, "refused", HttpMethod.Post, "/api/plays?owner=0", file);
        Assert.Contains("faster than its ticks", Text(problem, "detail"), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromSeconds(5));
        await ann.DoneAsync(HttpMethod.Post, "/api/plays?owner=0", file);
    }

    [Fact]
    public async Task One_play_of_a_game_at_a_time_and_giving_it_up_counts()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var ann = await server.MemberAsync("Ann");
        var ticket = await TicketAsync(ann, WebBoardServer.Turns);
        var problem = await ann.RefusedAsync(409, "open-ticket", HttpMethod.Post, "/api/tickets", new { shard = WebBoardServer.Turns });
        Assert.Equal(Text(ticket, "seed"), Text(problem["ticket"]!, "seed"));
        Assert.Single((await ann.GetAsync("/api/tickets"))["items"]!.AsArray());
        await ann.RefusedAsync(409, "moved", HttpMethod.Delete, "/api/tickets/1?owner=7");
        await ann.DoneAsync(HttpMethod.Delete, "/api/tickets/1?owner=0");
        Assert.Equal(1, (await ann.GetAsync("/api/people/1"))["abandoned"]!.GetValue<int>());
        await ann.RefusedAsync(422, "refused", HttpMethod.Post, "/api/plays?owner=0", Play(server.TurnGame, ticket, "abc"));
        Assert.Equal(2, (await TicketAsync(ann, WebBoardServer.Turns))["serial"]!.GetValue<int>());
        await ann.RefusedAsync(422, "refused", HttpMethod.Post, "/api/tickets", new { shard = 3 });
        await ann.RefusedAsync(404, "not-found", HttpMethod.Post, "/api/tickets", new { shard = 71 });
        await ann.RefusedAsync(400, "bad-request", HttpMethod.Post, "/api/tickets", new { });
        using var bob = await server.MemberAsync("Bob");
        await bob.RefusedAsync(404, "not-found", HttpMethod.Get, "/api/tickets/1");
    }

    [Fact]
    public async Task A_play_begun_in_the_page_goes_on_in_a_terminal_and_only_there()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var ann = await server.MemberAsync("Ann");
        var ticket = await TicketAsync(ann, WebBoardServer.Turns);
        byte[] half = Play(server.TurnGame, ticket, "ab", ends: false);
        string code = Text((await ann.DoneAsync(HttpMethod.Post, "/api/tickets/1/code?owner=0", half))!, "code");
        Assert.True((await ann.GetAsync("/api/tickets/1"))["saved"]!.GetValue<bool>());

        var hall = server.Board.Arcade.HallFor(new ArcadePlayer(1, "Ann"));
        using var play = await hall.TakeAsync(code);
        Assert.Equal(2, play.Ticks);
        using (var company = hall.Join(play, () => { }))
        {
            Assert.True((await ann.GetAsync("/api/tickets/1"))["elsewhere"]!.GetValue<bool>());
            play.Tick('c');
            play.Tick(Sample.EndKey);
            await ann.RefusedAsync(409, "moved", HttpMethod.Post, "/api/plays?owner=0", Play(server.TurnGame, ticket, "abzz"));
            await ann.RefusedAsync(409, "moved", HttpMethod.Put, "/api/tickets/1/recording?owner=0", half);
            await ann.RefusedAsync(409, "moved", HttpMethod.Delete, "/api/tickets/1/code?owner=0");
            Assert.Equal(1, (await ann.GetAsync("/api/tickets/1"))["owner"]!.GetValue<int>());
            Assert.True((await hall.KeepAsync(play.ToRecording(), server.TurnGame)).IsGood);
        }

        Assert.Equal(4, (await ann.GetAsync("/api/plays"))["items"]![0]!["score"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_play_begun_in_a_terminal_goes_on_in_the_page_and_only_there()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var ann = await server.MemberAsync("Ann");
        using var bob = await server.MemberAsync("Bob");
        var hall = server.Board.Arcade.HallFor(new ArcadePlayer(1, "Ann"));
        using var play = await hall.BeginAsync(server.TurnGame);
        var company = hall.Join(play, () => { })!;
        play.Tick('a');
        play.Tick('b');
        string code = (await company.MoveAsync(play)).Text;
        await bob.RefusedAsync(422, "refused", HttpMethod.Post, "/api/tickets/take", new { code });
        await ann.RefusedAsync(422, "refused", HttpMethod.Post, "/api/tickets/take", new { code = "0000-0000" });
        var taking = ann.DoneAsync(HttpMethod.Post, "/api/tickets/take", new { code = code.ToLowerInvariant() });
        await Until.TrueAsync(() => company.HasMoved);
        company.Dispose();
        var ticket = (await taking)!;
        Assert.Equal((1, "running"), (ticket["owner"]!.GetValue<int>(), Text(ticket, "state")));

        var kept = RecordingReader.Decode(await ann.BytesAsync("/api/tickets/1/recording"));
        Assert.Equal((2, PlayStatus.Playing), (kept.Ticks, kept.Status));
        using var here = Monster.Arcade.Play.Resume(server.TurnGame, kept);
        here.Tick('c');
        here.Tick(Sample.EndKey);
        byte[] file = RecordingWriter.Encode(here.ToRecording());
        await ann.RefusedAsync(409, "moved", HttpMethod.Post, "/api/plays?owner=0", file);
        await ann.DoneAsync(HttpMethod.Post, "/api/plays?owner=1", file);
        await ann.RefusedAsync(422, "refused", HttpMethod.Post, "/api/tickets/take", new { code });
    }

    [Fact]
    public async Task A_page_that_was_closed_goes_on_later_with_what_it_kept()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var ann = await server.MemberAsync("Ann");
        var ticket = await TicketAsync(ann, WebBoardServer.Turns);
        await ann.RefusedAsync(404, "not-found", HttpMethod.Get, "/api/tickets/1/recording");
        byte[] half = Play(server.TurnGame, ticket, "ab", ends: false);
        var decoded = RecordingReader.Decode(half);
        byte[] hash = [.. decoded.StateHash!];
        hash[0] ^= 1;
        await ann.RefusedAsync(422, "rejected", HttpMethod.Put, "/api/tickets/1/recording?owner=0", RecordingWriter.Encode(decoded with { StateHash = hash }));
        await ann.RefusedAsync(422, "refused", HttpMethod.Put, "/api/tickets/1/recording?owner=0", Play(server.TurnGame, ticket, "ab"));
        await ann.DoneAsync(HttpMethod.Put, "/api/tickets/1/recording?owner=0", half);
        await server.ReopenAsync();
        using var later = server.Client();
        await later.LogInAsync("Ann", WebBoardServer.Password);
        var taken = (await later.DoneAsync(HttpMethod.Post, "/api/tickets/take", new { serial = 1 }))!;
        Assert.Equal(1, taken["owner"]!.GetValue<int>());
        Assert.Equal(half, await later.BytesAsync("/api/tickets/1/recording"));
        await later.DoneAsync(HttpMethod.Post, "/api/plays?owner=1", Play(server.TurnGame, ticket, "abc"));
        await later.RefusedAsync(404, "not-found", HttpMethod.Get, "/api/tickets/1/recording");
    }

    [Fact]
    public async Task The_challenge_of_today_is_hidden_from_who_has_yet_to_play_it()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var ann = await server.MemberAsync("Ann");
        using var bob = await server.MemberAsync("Bob");
        var daily = await bob.GetAsync("/api/daily");
        int shard = daily["shard"]!.GetValue<int>();
        var game = shard == WebBoardServer.Turns ? server.TurnGame : server.TickingGame;
        var ticket = (await ann.DoneAsync(HttpMethod.Post, "/api/tickets", new { daily = true }))!;
        Assert.Equal("running", Text(ticket, "state"));
        string id = Text((await ann.DoneAsync(HttpMethod.Post, "/api/plays?owner=0", Play(game, ticket, "abc")))!, "id");
        Assert.True((await ann.GetAsync("/api/daily"))["done"]!.GetValue<bool>());
        await bob.RefusedAsync(403, "not-yet", HttpMethod.Get, $"/plays/{id}.play");
        await bob.RefusedAsync(403, "not-yet", HttpMethod.Get, $"/plays/{id}.cast");
        Assert.NotEmpty(await ann.BytesAsync($"/plays/{id}.play"));
        await ann.RefusedAsync(422, "refused", HttpMethod.Post, "/api/tickets", new { daily = true });
        var mine = (await bob.DoneAsync(HttpMethod.Post, "/api/tickets", new { daily = true }))!;
        await bob.DoneAsync(HttpMethod.Post, "/api/plays?owner=0", Play(game, mine, "abcd"));
        Assert.NotEmpty(await bob.BytesAsync($"/plays/{id}.play"));
        var scores = await bob.GetAsync($"/api/games/{shard}/scores?period=daily");
        Assert.Equal(["Bob", "Ann"], scores["items"]!.AsArray().Select(row => Text(row!["player"]!, "name")));
    }

    [Fact]
    public async Task A_board_that_cannot_tell_the_day_s_game_says_so_without_naming_its_files()
    {
        await using var server = await WebBoardServer.StartAsync(atlas: new HeckeAtlas(() => new Monster.Hecke.MissingHeckeModules("There is no MANIFEST.json in '/srv/secret'.")));
        using var ann = await server.MemberAsync("Ann");
        foreach (var problem in new[] { await ann.RefusedAsync(422, "refused", HttpMethod.Get, "/api/daily"), await ann.RefusedAsync(422, "refused", HttpMethod.Post, "/api/tickets", new { daily = true }) })
            Assert.DoesNotContain("/srv", Text(problem, "detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_have_lists_of_their_own()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var sysop = await server.MemberAsync("Root", asSysop: true);
        using var bot = await server.MemberAsync("Bot");
        await bot.RefusedAsync(403, "not-allowed", HttpMethod.Put, "/api/sysop/people/2/program", new { program = true });
        await sysop.DoneAsync(HttpMethod.Put, "/api/sysop/people/2/program", new { program = true });
        await bot.DoneAsync(HttpMethod.Post, "/api/plays?owner=0", Play(server.TurnGame, await TicketAsync(bot, WebBoardServer.Turns), "abc"));
        Assert.Empty((await sysop.GetAsync($"/api/games/{WebBoardServer.Turns}/scores"))["items"]!.AsArray());
        Assert.Single((await sysop.GetAsync($"/api/games/{WebBoardServer.Turns}/scores?division=programs"))["items"]!.AsArray());
    }

    internal static async Task<JsonNode> TicketAsync(WebClient client, int shard) => await AnswerAsync(client, (await client.DoneAsync(HttpMethod.Post, "/api/tickets", new { shard }))!);

    /// <summary>What a page does: plays from the ticket's seed, and writes down what it was told to.</summary>
    internal static byte[] Play(Monster.Arcade.Cartridge game, JsonNode ticket, string keys, bool ends = true)
    {
        _ = Seed.TryParse(Text(ticket, "seed"), out var seed);
        var origin = ticket["origin"]!;
        using var play = new Play(game, seed) { Origin = new PlayOrigin(Text(origin, "player"), Text(origin, "node"), Hex(origin, "ticket"), DateTimeOffset.UnixEpoch.AddYears(50)) };
        foreach (char key in keys)
            play.Tick(key);
        if (ends)
            play.Tick(Sample.EndKey);
        return RecordingWriter.Encode(play.ToRecording());
    }

    private static async Task<JsonNode> AnswerAsync(WebClient client, JsonNode ticket) => (await client.DoneAsync(HttpMethod.Put, $"/api/tickets/{ticket["serial"]}/answer", new { number = Number }))!;

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static byte[] Hex(JsonNode node, string name) => Convert.FromHexString(Text(node, name));
}
