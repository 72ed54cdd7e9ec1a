using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monster.Arcade;
using Monster.Arcade.Observatory;
using Monster.Arcade.Screens;
using Monster.Arcade.Tests;
using Monster.Arcade.Tests.Screens;
using Monster.Bbs.Arcade;
using Monster.Board;

namespace Monster.Bbs.Tests.Arcade;

/// <summary>The promises of the arcade on the board, each as a story.</summary>
public sealed class RankedPlayTests : IAsyncLifetime
{
    private ArcadeBoard _board = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _board = await ArcadeBoard.OpenAsync();

    public ValueTask DisposeAsync() => _board.DisposeAsync();

    [Fact]
    public async Task A_ranked_play_is_replayed_and_then_stands_in_the_lists_and_opens_its_play_page()
    {
        var ann = await _board.SitAsync(ArcadeBoard.Ann);
        ann.Press("abc").Wait(1_000).Press("Enter").Wait(50);
        await ann.SeesAsync("Score checked · 1st today, 1st of all time");
        ann.HangUp();
        var stage = new Stage().Open(new ScoresView(_board.Service.HallFor(ArcadeBoard.Bob), ArcadeBoard.Ticking));
        Assert.Contains("ann", stage.Text(), StringComparison.Ordinal);
        stage.Press("Enter");
        Assert.IsType<PlayPageView>(stage.Top);
        foreach (string row in new[] { "Score checked", "Place in log", "budget units", "rules 1", "21 ticks at 20 a second", "1 of all time", "ticket 1" })
            Assert.Contains(row, stage.Text(), StringComparison.Ordinal);
        stage.Press("w");
        Assert.IsType<WatchView>(stage.Top);
        stage.Views.CloseAll();
    }

    [Fact]
    public async Task The_recording_of_a_score_can_be_checked_by_anyone_and_its_page_says_the_same_as_json()
    {
        string id = await ScoreAsync(ArcadeBoard.Ann, "abcd");
        var recording = _board.Service.FindRecording(id)!;
        var verifier = new Verifier(_board.Service.FindCartridge) { Trusted = [_board.Service.PublicKey] };
        var verification = verifier.Verify(RecordingWriter.Encode(recording), Cancel);
        Assert.True(verification.Passed, string.Join('\n', verification.Checks));
        Assert.Contains(verification.Checks, check => check is { Name: "ticket", Outcome: CheckOutcome.Passed });
        Assert.Equal(("1", "test"), (recording.Player, recording.Node));
        var json = Json(id);
        Assert.Equal((id, 5, "Melody Mix", (long)verification.Units), (json["id"]!.GetValue<string>(), json["score"]!.GetValue<int>(), json["game"]!.GetValue<string>(), json["units"]!.GetValue<long>()));
        var signed = json["checked"]!;
        Assert.True(SigningKey.IsSignatureGood(Bytes(signed["by"]), Bytes(signed["statement"]), Bytes(signed["signature"])));
        var ticket = json["ticket"]!;
        Assert.True(SigningKey.IsSignatureGood(Bytes(ticket["signedBy"]), Bytes(ticket["statement"]), Bytes(ticket["signature"])));
        Assert.Equal(recording.Seed.ToString(), ticket["seed"]!.GetValue<string>());
        Assert.Contains(PlayTicket.Commitment(ticket["nodeNumber"]!.GetValue<string>()), ticket["statement"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_play_cost_on_a_processor_is_on_its_page_once_it_was_measured()
    {
        string id = await ScoreAsync(ArcadeBoard.Ann, "abc");
        Assert.Null(Json(id)["guestInstructions"]);
        var costs = new GuestCosts(_board.Service.Settings.CostFolder!);
        costs.Keep(id, new GuestCost("x86_64", 15_635_853, 11_976_212, "gcc", "qemu", [new GuestFunction("w2c_update", 6_442_839)]));
        File.WriteAllText(Path.Combine(_board.Service.Settings.CostFolder!, $"{id}.damaged.json"), "{");
        var measured = Assert.Single(Json(id)["guestInstructions"]!.AsArray())!;
        Assert.Equal(15_635_853, measured["instructions"]!.GetValue<long>());
        Assert.Equal("w2c_update", measured["functions"]![0]!["name"]!.GetValue<string>());
        var ann = new Seat(_board, _board.Service.HallFor(ArcadeBoard.Ann));
        ann.Stage.Open(new PlayPageView(ann.Hall, id));
        Assert.Contains("15,635,853 x86_64 instructions, 11,976,212 in the game", ann.Stage.Text(), StringComparison.Ordinal);
        Assert.Contains("most in w2c_update 41 %", ann.Stage.Text(), StringComparison.Ordinal);
        ann.HangUp();
    }

    [Fact]
    public async Task A_recording_is_accepted_once()
    {
        string id = await ScoreAsync(ArcadeBoard.Ann, "abc");
        var recording = _board.Service.FindRecording(id)!;
        var refused = await Assert.ThrowsAsync<ScoreRefusedException>(() => _board.Service.Scores.HandInAsync(recording, 0));
        Assert.Contains("handed in already", refused.Message, StringComparison.Ordinal);
        Assert.Single(_board.Host.Read(store => Plays.Recent(store, 10)));
    }

    [Fact]
    public async Task A_play_faster_than_its_ticks_allow_is_refused()
    {
        var hall = _board.Service.HallFor(ArcadeBoard.Ann);
        using var play = await hall.BeginAsync(_board.Game);
        for (int i = 0; i < 1_000; i++)
            play.Tick('a');
        play.Tick(Sample.EndKey);
        var note = await hall.KeepAsync(play.ToRecording(), _board.Game);
        Assert.Equal("Not ranked: The play was faster than its ticks allow.", note.Text);
        Assert.Empty(_board.Host.Read(store => Plays.Recent(store, 10)));
    }

    [Fact]
    public async Task Hostile_recordings_are_refused_with_a_reason_and_cost_nothing_but_their_replay()
    {
        var hall = _board.Service.HallFor(ArcadeBoard.Ann);
        using var play = await hall.BeginAsync(_board.Game);
        using var other = await _board.Service.HallFor(ArcadeBoard.Bob).BeginAsync(_board.Game);
        for (int i = 0; i < 50; i++)
            play.Tick('a');
        play.Tick(Sample.EndKey);
        _board.Time.Advance(TimeSpan.FromMinutes(1));
        var truth = play.ToRecording();
        Recording[] lies =
        [
            truth with { Score = 1_000_000 },
            truth with { Ticket = [] },
            truth with { Ticket = [1, 2, 3] },
            truth with { Ticket = other.Origin.Ticket },
            truth with { Seed = other.Seed },
            truth with { Cartridge = _board.TurnGame.Sha256 },
            truth with { Cartridge = new string('0', 64) },
            truth with { Keys = truth.Keys.First(30) },
            truth with { StateHash = new byte[32] },
            truth with { Rules = 2 },
            truth with { Status = PlayStatus.Playing },
        ];
        foreach (var lie in lies)
            Assert.NotEmpty((await Assert.ThrowsAsync<ScoreRefusedException>(() => _board.Service.Scores.HandInAsync(lie, 0))).Message);
        await Assert.ThrowsAsync<ScoreRefusedException>(() => _board.Service.Scores.HandInAsync(truth, 1));
        Assert.Empty(_board.Host.Read(store => Plays.Recent(store, 10)));
        Assert.Equal(51, (await _board.Service.Scores.HandInAsync(truth, 0)).Score);
    }

    [Fact]
    public async Task Recordings_with_any_byte_changed_never_get_a_score()
    {
        var hall = _board.Service.HallFor(ArcadeBoard.Ann);
        using var play = await hall.BeginAsync(_board.Game);
        for (int i = 0; i < 30; i++)
            play.Tick('a' + i % 7);
        play.Tick(Sample.EndKey);
        _board.Time.Advance(TimeSpan.FromMinutes(1));
        int seed = Environment.GetEnvironmentVariable("MONSTER_SEED") is { } text ? int.Parse(text, null) : Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"MONSTER_SEED={seed}");
        var random = new Random(seed);
        byte[] truth = RecordingWriter.Encode(play.ToRecording());
        int rounds = Environment.GetEnvironmentVariable("MONSTER_LONG") is null ? 300 : 30_000;
        for (int round = 0; round < rounds; round++)
        {
            byte[] file = [.. truth];
            file[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
            Recording changed;
            try
            {
                changed = RecordingReader.Decode(file);
            }
            catch (RecordingException)
            {
                continue;
            }

            // Names and times are what the node that kept the play says, and are not replayed.
            if (changed with { Player = "", Node = "", Started = null, Ended = null } is var bare && RecordingWriter.Encode(bare).AsSpan().SequenceEqual(RecordingWriter.Encode(play.ToRecording() with { Player = "", Node = "", Started = null, Ended = null })))
                continue;
            await Assert.ThrowsAnyAsync<ArcadeException>(() => _board.Service.Scores.HandInAsync(changed, 0));
        }

        Assert.Empty(_board.Host.Read(store => Plays.Recent(store, 10)));
    }

    [Fact]
    public async Task A_hang_up_saves_the_play_and_the_next_call_offers_it()
    {
        var ann = await _board.SitAsync(ArcadeBoard.Ann);
        ann.Press("abc").Wait(1_000);
        ann.HangUp();
        var screens = new ArcadeScreens(_board.Service, ArcadeBoard.Ann);
        Assert.Null(new ArcadeScreens(_board.Service, ArcadeBoard.Bob).Waiting());
        var again = new Seat(_board, _board.Service.HallFor(ArcadeBoard.Ann));
        again.Stage.Open(screens.Waiting()!);
        Assert.Contains("Melody Mix, counts for 23 more hours", again.Stage.Text(), StringComparison.Ordinal);
        again.Press("Enter");
        Assert.Contains("Welcome back", again.Stage.Text(), StringComparison.Ordinal);
        again.Press("g").Press("d").Wait(50).Press("Enter").Wait(50);
        await again.SeesAsync("Score checked");
        Assert.Equal(5, Assert.Single(_board.Host.Read(store => Plays.Recent(store, 10))).Score);
        Assert.Null(screens.Waiting());
        again.HangUp();
    }

    [Fact]
    public async Task Whoever_calls_again_before_the_last_call_is_put_away_gets_its_play_all_the_same()
    {
        var ann = await _board.SitAsync(ArcadeBoard.Ann);
        ann.Press("abc").Wait(1_000);
        var again = new Seat(_board, _board.Service.HallFor(ArcadeBoard.Ann));
        again.Stage.Open(new ArcadeScreens(_board.Service, ArcadeBoard.Ann).Waiting()!);
        Assert.Contains("just being put away", again.Stage.Text(), StringComparison.Ordinal);
        ann.HangUp();
        again.Wait(200);
        Assert.Contains("Melody Mix, counts for 23 more hours", again.Stage.Text(), StringComparison.Ordinal);
        again.HangUp();
    }

    [Fact]
    public async Task Whoever_plays_on_another_line_does_not_wait_long_for_that_play()
    {
        var ann = await _board.SitAsync(ArcadeBoard.Ann);
        ann.Press("abc").Wait(1_000);
        var again = new Seat(_board, _board.Service.HallFor(ArcadeBoard.Ann));
        var waiting = new ArcadeScreens(_board.Service, ArcadeBoard.Ann).Waiting()!;
        again.Stage.Open(waiting).Wait(4_000);
        Assert.False(waiting.Views.IsOpen(waiting));
        ann.HangUp();
    }

    [Fact]
    public async Task A_killed_board_costs_nobody_the_play()
    {
        var ann = await _board.SitAsync(ArcadeBoard.Ann);
        ann.Press("abc").Wait(3_000);
        await _board.CrashAsync(); // nothing of the session was closed or saved
        var again = new Seat(_board, _board.Service.HallFor(ArcadeBoard.Ann));
        again.Stage.Open(new PlayView(again.Hall, _board.Game, _board.Time));
        Assert.Contains("Welcome back", again.Stage.Text(), StringComparison.Ordinal);
        again.Press("g").Press("Enter").Wait(50);
        await again.SeesAsync("Score checked");
        var play = Assert.Single(_board.Host.Read(store => Plays.Recent(store, 10)));
        Assert.Equal(4, play.Score);
        Assert.InRange(play.Check.Ticks, 41, 61);
        again.HangUp();
    }

    [Fact]
    public async Task A_play_that_was_over_when_the_board_was_killed_is_handed_in_at_the_next_call()
    {
        var hall = _board.Service.HallFor(ArcadeBoard.Ann);
        var play = await hall.BeginAsync(_board.Game);
        var company = hall.Join(play, () => { })!;
        play.Tick('a');
        play.Tick(Sample.EndKey);
        company.Tell(play, LivePhase.Over);
        await _board.CrashAsync();
        var again = new Seat(_board, _board.Service.HallFor(ArcadeBoard.Ann));
        again.Stage.Open(new PlayView(again.Hall, _board.Game, _board.Time));
        await again.SeesAsync("Score checked");
        Assert.Equal(2, Assert.Single(_board.Host.Read(store => Plays.Recent(store, 10))).Score);
        again.HangUp();
    }

    [Fact]
    public async Task A_play_is_carried_on_elsewhere_by_a_code_and_its_score_counts()
    {
        var home = await _board.SitAsync(ArcadeBoard.Ann);
        home.Press("abc").Wait(1_000).Press("Escape c");
        await home.SeesAsync("It works once");
        string code = Code(home);
        var away = new Seat(_board, _board.Service.HallFor(ArcadeBoard.Ann));
        away.Stage.Open(new CarryOnView(away.Hall));
        away.Press(code.ToLowerInvariant().Replace("-", " - ", StringComparison.Ordinal).Replace(" ", " Space ", StringComparison.Ordinal)).Press("Enter");
        await home.SeesAsync("This play goes on elsewhere");
        await away.SeesAsync("Welcome back");
        home.HangUp();
        away.Press("g").Press("de").Wait(1_000).Press("Enter").Wait(50);
        await away.SeesAsync("Score checked");
        var play = Assert.Single(_board.Host.Read(store => Plays.Recent(store, 10)));
        Assert.Equal(6, play.Score);
        Assert.True(new Verifier(_board.Service.FindCartridge).Verify(RecordingWriter.Encode(_board.Service.FindRecording(play.Id)!), Cancel).Passed);
        away.Press("Escape").Stage.Open(new CarryOnView(away.Hall));
        away.Press(code).Press("Enter");
        await away.SeesAsync("A code works once");
        away.HangUp();
    }

    [Fact]
    public async Task A_play_offered_and_then_kept_goes_on_where_it_is()
    {
        var home = await _board.SitAsync(ArcadeBoard.Ann);
        home.Press("abc").Wait(1_000).Press("Escape c");
        await home.SeesAsync("It works once");
        string code = Code(home);
        home.Press("Escape").Press("g").Press("d").Wait(50);
        var away = new Seat(_board, _board.Service.HallFor(ArcadeBoard.Ann));
        away.Stage.Open(new CarryOnView(away.Hall));
        await Assert.ThrowsAsync<ArcadeException>(async () =>
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (true)
            {
                deadline.Token.ThrowIfCancellationRequested();
                if (_board.Host.Read(store => Tickets.Find(store, 1, 1))!.Owner == 0)
                    await away.Hall.TakeAsync(code); // rejected as soon as the board has heard that the play stays
            }
        });
        home.Press("Enter").Wait(50);
        await home.SeesAsync("Score checked");
        home.HangUp();
    }

    [Fact]
    public async Task A_play_that_was_carried_away_cannot_end_where_it_was()
    {
        var hall = _board.Service.HallFor(ArcadeBoard.Ann);
        using var play = await hall.BeginAsync(_board.Game);
        using var company = hall.Join(play, () => { })!;
        play.Tick('a');
        company.Tell(play, LivePhase.Paused);
        string code = (await company.MoveAsync(play)).Text;
        var elsewhere = _board.Service.HallFor(ArcadeBoard.Ann);
        var taking = elsewhere.TakeAsync(code);
        while (!company.HasMoved)
            await Task.Yield();
        play.Tick(Sample.EndKey);
        Assert.Contains("goes on elsewhere", (await hall.KeepAsync(play.ToRecording(), _board.Game)).Text, StringComparison.Ordinal);
        company.Dispose();
        using var moved = await taking;
        Assert.Equal(1, moved.Ticks);
        Assert.Equal(play.Seed, moved.Seed);
    }

    [Fact]
    public async Task Somebody_elses_code_does_not_work_and_a_guest_with_the_code_plays_for_its_owner()
    {
        var home = await _board.SitAsync(ArcadeBoard.Ann);
        home.Press("abc").Wait(1_000).Press("Escape c");
        await home.SeesAsync("It works once");
        string code = Code(home);
        home.HangUp();
        var refused = await Assert.ThrowsAsync<ArcadeException>(() => _board.Service.HallFor(ArcadeBoard.Bob).TakeAsync(code));
        Assert.Contains("somebody else's", refused.Message, StringComparison.Ordinal);
        var guest = new Seat(_board, _board.Service.HallFor(ArcadeBoard.Guest));
        guest.Stage.Open(new CarryOnView(guest.Hall));
        guest.Press(code).Press("Enter");
        await guest.SeesAsync("Welcome back");
        Assert.Equal("ann", Assert.Single(_board.Service.Live.All()).Player);
        guest.Press("g").Press("Enter").Wait(50);
        await guest.SeesAsync("Score checked");
        Assert.Equal(1u, Assert.Single(_board.Host.Read(store => Plays.Recent(store, 10))).Player);
        guest.HangUp();
    }

    [Fact]
    public async Task Guessing_codes_is_of_no_use()
    {
        var seat = new Seat(_board, _board.Service.HallFor(ArcadeBoard.Guest));
        seat.Stage.Open(new CarryOnView(seat.Hall));
        for (int i = 0; i < 5; i++)
        {
            seat.Press(i == 0 ? "12345678" : "").Press("Enter");
            await seat.SeesAsync("No play waits for this code");
        }

        seat.Press("Enter");
        await seat.SeesAsync("enough guessing");
        seat.HangUp();
    }

    [Fact]
    public async Task A_play_given_up_shows_and_the_next_one_begins_at_once()
    {
        var ann = await _board.SitAsync(ArcadeBoard.Ann);
        ann.Press("abc").Wait(1_000).Press("Escape a");
        await ann.Stage.UntilAsync(() => _board.Host.Read(store => Players.Find(store, 1)) is { Abandoned: 1, Tickets: 2 });
        await ann.Stage.UntilAsync(() => _board.Service.Live.Count == 1);
        ann.Press("Enter").Wait(50);
        await ann.SeesAsync("Score checked");
        Assert.Equal(2u, _board.Host.Read(store => Players.PlaysOf(store, 1, ArcadeBoard.Ticking)));
        ann.HangUp();
    }

    [Fact]
    public async Task The_same_play_is_not_on_two_screens()
    {
        var first = await _board.SitAsync(ArcadeBoard.Ann);
        first.Press("abc").Wait(1_000);
        var second = await _board.SitAsync(ArcadeBoard.Ann);
        await second.SeesAsync("You are playing Melody Mix on");
        second.HangUp();
        first.Press("Enter").Wait(50);
        await first.SeesAsync("Score checked");
        first.HangUp();
    }

    [Fact]
    public async Task A_guest_plays_for_fun_and_is_told_so()
    {
        var guest = await _board.SitAsync(ArcadeBoard.Guest);
        guest.Press("abc").Wait(1_000).Press("Enter").Wait(50);
        await guest.SeesAsync("Not ranked: log in");
        Assert.Empty(_board.Host.Read(store => Plays.Recent(store, 10)));
        guest.HangUp();
    }

    [Fact]
    public async Task A_play_taken_over_from_a_recording_is_never_ranked()
    {
        string id = await ScoreAsync(ArcadeBoard.Bob, "abcdefgh");
        var ann = new Seat(_board, _board.Service.HallFor(ArcadeBoard.Ann));
        ann.Stage.Open(new PlayPageView(ann.Hall, id));
        ann.Press("w").Press("Space Home . . . t");
        Assert.IsType<PlayView>(ann.Stage.Top);
        ann.Press("g").Wait(60_000).Press("Enter").Wait(50);
        await ann.SeesAsync("Not ranked: it was taken over");
        Assert.Single(_board.Host.Read(store => Plays.Recent(store, 10)));
        ann.HangUp();
    }

    [Fact]
    public async Task The_daily_challenge_is_the_game_that_the_public_walk_comes_to()
    {
        var day = ScorePeriod.Date(ScorePeriod.Day(_board.Time.GetUtcNow()));
        var walk = _board.Service.Atlas.Walk;
        int shard = walk.ToGame(walk.Until(day)[^1], s => s is ArcadeBoard.Ticking or ArcadeBoard.Turns)[^1];
        Assert.Equal(shard, (await _board.Service.Tickets.TodayAsync()).Shard);
        Assert.Equal(shard, _board.Service.HallFor(ArcadeBoard.Ann).TodaysGame());
    }

    [Fact]
    public async Task Without_the_modules_no_challenge_begins_and_the_missing_one_is_named()
    {
        var atlas = new HeckeAtlas(() => new Monster.Hecke.MissingHeckeModules("hecke_layer_14_prime_71.wasm is missing."));
        var desk = new TicketDesk(_board.Host, _board.Service.Secrets, atlas, _board.Time);
        var refused = await Assert.ThrowsAsync<ArcadeException>(desk.TodayAsync);
        Assert.Contains("hecke_layer_14_prime_71.wasm is missing", refused.Message, StringComparison.Ordinal);
        var begun = await _board.Service.Tickets.TodayAsync();
        Assert.Equal(begun, await desk.TodayAsync()); // what has begun goes on
    }

    [Fact]
    public async Task The_daily_challenge_is_the_same_for_everyone_once_and_not_watched_before_it_is_played()
    {
        var seat = new Seat(_board, _board.Service.HallFor(ArcadeBoard.Ann));
        seat.Stage.Open(new DailyView(seat.Hall));
        await seat.SeesAsync("You have one try.");
        var daily = await _board.Service.Tickets.TodayAsync();
        var game = _board.Service.FindCartridge(daily.Cartridge)!;
        seat.Press("Enter");
        await seat.Stage.UntilAsync(() => _board.Service.Live.Count == 1);
        var watcher = new Stage().Open(new ArcadeScreens(_board.Service, ArcadeBoard.Bob).Live()).Press("Enter");
        Assert.Contains("play yours first", watcher.Text(), StringComparison.Ordinal);
        watcher.Views.CloseAll();
        seat.Press("ab").Wait(1_000).Press("Enter").Wait(50);
        await seat.SeesAsync("1st in the challenge");
        seat.Wait(1_000).Press("Enter");
        await seat.SeesAsync("You have had today's challenge");
        seat.Press("Escape");
        await seat.SeesAsync("there is a new one tomorrow");
        seat.HangUp();

        string anns = Assert.Single(_board.Host.Read(store => Plays.Recent(store, 10))).Id;
        var bobsHall = _board.Service.HallFor(ArcadeBoard.Bob);
        Assert.Contains("play yours first", Assert.Throws<ArcadeException>(() => bobsHall.Open(anns)).Message, StringComparison.Ordinal);
        var bob = await _board.SitAsync(ArcadeBoard.Bob, game, daily: true);
        bob.Press("abcd").Wait(1_000).Press("Enter").Wait(50);
        await bob.SeesAsync("1st in the challenge");
        bob.HangUp();
        Assert.NotNull(bobsHall.Open(anns).Recording);
        var plays = _board.Host.Read(store => Plays.Recent(store, 10));
        Assert.Equal(_board.Service.FindRecording(plays[0].Id)!.Seed, _board.Service.FindRecording(plays[1].Id)!.Seed);
    }

    [Fact]
    public async Task Bots_have_a_division_of_their_own()
    {
        Assert.True((await _board.Host.SubmitAsync(new DeclareBot(2, IsBot: true))).IsApplied);
        await ScoreAsync(ArcadeBoard.Bob, "abcdefgh");
        var stage = new Stage().Open(new ScoresView(_board.Service.HallFor(ArcadeBoard.Ann), ArcadeBoard.Ticking));
        Assert.Contains("Nobody has a score here yet", stage.Text(), StringComparison.Ordinal);
        stage.Press("b");
        Assert.Contains("bob", stage.Text(), StringComparison.Ordinal);
        stage.Press("Enter");
        Assert.Contains("bob (a program)", stage.Text(), StringComparison.Ordinal);
        stage.Views.CloseAll();
    }

    [Fact]
    public async Task A_play_is_watched_live_from_the_list_with_the_whole_picture_at_once()
    {
        var ann = await _board.SitAsync(ArcadeBoard.Ann);
        ann.Press("abc").Wait(1_000);
        var bob = new Seat(_board, _board.Service.HallFor(ArcadeBoard.Bob));
        bob.Stage.Open(new ArcadeScreens(_board.Service, ArcadeBoard.Bob).Live());
        Assert.Contains("ranked", bob.Stage.Text(), StringComparison.Ordinal);
        bob.Press("Enter");
        ann.Wait(50);
        bob.Wait(50);
        Assert.Equal('3', bob.Stage.Text()[0]);
        bob.Press("Enter").Press("hi").Press("Enter");
        ann.Press("Escape");
        Assert.Contains("bob  hi", ann.Stage.Text(), StringComparison.Ordinal);
        bob.HangUp();
        ann.HangUp();
    }

    [Fact]
    public void A_hundred_grids_share_the_moving_pictures()
    {
        var stages = Enumerable.Range(0, 100).Select(i =>
        {
            var stage = new Stage().Open(new ArcadeScreens(_board.Service, new ArcadePlayer((ulong)i + 1, $"p{i}")).Grid());
            return stage.Wait(1);
        }).ToList();
        Assert.InRange(_board.Runtime.Instances, 0, 20);
        stages.ForEach(stage => stage.Views.CloseAll());
    }

    [Fact]
    public async Task Anybody_can_fetch_what_is_needed_to_check_a_score()
    {
        string id = await ScoreAsync(ArcadeBoard.Ann, "abc");
        var recording = RecordingReader.Decode(_board.Service.FindFile(id + ".play"));
        using var cartridge = _board.Runtime.Load(_board.Service.FindFile(recording.Cartridge + ".wasm"), "fetched");
        var verifier = new Verifier(_ => cartridge) { Trusted = [_board.Service.PublicKey] };
        Assert.True(verifier.Verify(RecordingWriter.Encode(recording), Cancel).Passed);
        Assert.Equal(id, JsonNode.Parse(_board.Service.FindFile(id + ".json"))!["id"]!.GetValue<string>());
        foreach (string name in new[] { "", ".json", "../../etc/passwd", id, id + ".txt", id.ToUpperInvariant() + ".json", new string('0', 64) + ".json", new string('0', 64) + ".play", new string('z', 64) + ".wasm" })
            Assert.Null(_board.Service.FindFile(name));
    }

    [Fact]
    public async Task An_old_version_of_a_game_stays_checkable_though_its_file_is_gone_from_the_program()
    {
        string id = await ScoreAsync(ArcadeBoard.Ann, "abc");
        Assert.NotNull(_board.Host.Read(store => CartridgeList.File(store, _board.Game.Sha256)));
        Assert.Equal(_board.Game.File.ToArray(), _board.Host.Read(store => CartridgeList.File(store, _board.Service.FindRecording(id)!.Cartridge)));
    }

    private async Task<string> ScoreAsync(ArcadePlayer player, string keys)
    {
        var seat = await _board.SitAsync(player);
        seat.Press(keys).Wait(1_000).Press("Enter").Wait(50);
        await seat.SeesAsync("Score checked");
        seat.HangUp();
        return _board.Host.Read(store => Plays.RecentOf(store, player.Account, 1))[0].Id;
    }

    private JsonNode Json(string id)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
            _board.Host.Read(store => PlayPage.Find(store, id, _board.Service.Settings))!.Write(json);
        return JsonNode.Parse(bytes.WrittenSpan)!;
    }

    private static byte[] Bytes(JsonNode? hex) => Convert.FromHexString(hex!.GetValue<string>());

    private static string Code(Seat seat) => System.Text.RegularExpressions.Regex.Match(seat.Stage.Text(), "[0-9A-Z]{4}-[0-9A-Z]{4}").Value;
}
