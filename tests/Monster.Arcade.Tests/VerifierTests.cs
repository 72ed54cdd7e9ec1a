using Monster.Board;

namespace Monster.Arcade.Tests;

public sealed class VerifierTests(ArcadeFixture arcade)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(1_023, true)]
    [InlineData(1_024, true)]
    [InlineData(1_024, false)]
    [InlineData(5_000, true)]
    public void A_recording_as_it_was_made_is_accepted(int ticks, bool over)
    {
        var result = Verify(arcade.Record(ticks, over: over));
        Assert.True(result.Passed, string.Join('\n', result.Checks));
        Assert.Equal(["format", "cartridge", "replay", "ticks", "status", "score", "state", "signature"], result.Checks.Select(c => c.Name));
    }

    [Theory]
    [InlineData(Sample.DivideKey)]
    [InlineData(Sample.LoopKey)]
    [InlineData(Sample.RecurseKey)]
    [InlineData(Sample.BadStatusKey)]
    [InlineData(Sample.NegativeScoreKey)]
    public void A_play_that_trapped_is_accepted_as_one_that_trapped(int key)
    {
        using var play = new Play(arcade.Sample, default);
        for (int i = 0; i < 1_500; i++)
            play.Tick(i % 5 == 0 ? 'a' : 0);
        play.Tick(key);
        var recording = play.ToRecording();
        Assert.Equal((PlayStatus.Trapped, null, null), (recording.Status, recording.Score, recording.StateHash));
        var result = Verify(recording);
        Assert.True(result.Passed, string.Join('\n', result.Checks));
        Assert.False(Verify(recording with { Trap = recording.Trap!.Value with { Cause = 1 + (TrapCause)((int)recording.Trap.Value.Cause % 3) } }).Passed);
    }

    [Theory]
    [InlineData(TicketKind.Player)]
    [InlineData(TicketKind.Node)]
    [InlineData(TicketKind.Daily)]
    public void The_seed_of_a_ranked_play_is_computed_again_from_its_ticket(TicketKind kind)
    {
        string number = new('7', 32);
        var ticket = kind == TicketKind.Daily ? PlayTicket.Daily(42, 7, number, 20_000) : new PlayTicket(kind, 42, 7, number, new string('9', 32));
        Assert.True(Seed.TryParse(ticket.Seed(arcade.Sample.Sha256), out var seed));
        using var play = new Play(arcade.Sample, seed) { Origin = new PlayOrigin("42", "", ticket.Encode(), null) };
        play.Tick('a');
        var result = Verify(play.ToRecording());
        Assert.True(result.Passed);
        Assert.Contains("ticket 7 of player 42", result.Checks.Single(check => check.Name == "ticket").Message, StringComparison.Ordinal);
        using var chosen = new Play(arcade.Sample, seed with { A = seed.A + 1 }) { Origin = play.Origin };
        Assert.Contains("somebody chose it", Failed(Verify(chosen.ToRecording()), "ticket"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_key_is_found_between_two_checkpoints()
    {
        var recording = arcade.Record(5_000);
        var result = Verify(recording with { Keys = Change(recording.Keys, tick => tick is > 2_500 and < 2_600, key => key + 1) });
        string message = Failed(result, "replay");
        Assert.Contains("Tick 3,072", message, StringComparison.Ordinal);
        Assert.Contains("between ticks 2,049 and 3,072", message, StringComparison.Ordinal);
        Failed(result, "state");
    }

    [Fact]
    public void A_changed_seed_is_found_at_the_first_checkpoint()
    {
        var recording = arcade.Record();
        Assert.Contains("Tick 1,024", Failed(Verify(recording with { Seed = new Seed(9, 2, 3, 4) }), "replay"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_number_of_ticks_is_found_both_ways()
    {
        var recording = arcade.Record();
        var longer = Verify(recording with { Ticks = 3_001 });
        Assert.Contains("the game is over on replay", Failed(longer, "replay"), StringComparison.Ordinal);
        Assert.Contains("says 3,001 ticks; on replay there are 3,000", Failed(longer, "ticks"), StringComparison.Ordinal);
        var left = arcade.Record(over: false);
        Assert.Contains("after tick 2,048", Failed(Verify(left with { Ticks = 3_001 }), "replay"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_moved_by_one_tick_is_found()
    {
        var recording = arcade.Record(900, over: false);
        var moved = new KeyTrack();
        foreach (var (tick, key) in Ticks(recording.Keys))
            moved.Add(tick + 1, key);
        Failed(Verify(recording with { Keys = moved, Ticks = 901 }), "replay");
    }

    [Fact]
    public void A_changed_score_is_named_with_the_right_one()
    {
        var recording = arcade.Record();
        string message = Failed(Verify(recording with { Score = 999_999 }), "score");
        Assert.Contains("999,999 in the recording", message, StringComparison.Ordinal);
        Assert.Contains($"{recording.Score:N0} on replay", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_status_is_found()
    {
        Failed(Verify(arcade.Record() with { Status = PlayStatus.Playing }), "status");
        Failed(Verify(arcade.Record(over: false) with { Status = PlayStatus.Over }), "status");
    }

    [Fact]
    public void Another_cartridge_and_other_rules_are_found()
    {
        Assert.Contains("No cartridge here", Failed(Verify(arcade.Record() with { Cartridge = new string('a', 64) }), "cartridge"), StringComparison.Ordinal);
        Assert.Contains("rules 2", Failed(Verify(arcade.Record() with { Rules = 2 }), "cartridge"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_good_signature_is_accepted_and_any_change_after_it_is_found()
    {
        using var key = SigningKey.Create();
        var signed = key.Sign(arcade.Record() with { Player = "Ada" });
        Assert.True(Verify(signed).Passed);
        Assert.Contains(key.PublicKey, Failed(Verify(signed with { Player = "Eve" }), "signature"), StringComparison.Ordinal);
        byte[] signature = [.. signed.Signature!];
        signature[10] ^= 1;
        Failed(Verify(signed with { Signature = signature }), "signature");
        Failed(Verify(signed with { PublicKey = new byte[32] }), "signature");
    }

    [Fact]
    public void Trust_names_whose_key_must_have_signed()
    {
        using var trusted = SigningKey.Create();
        using var other = SigningKey.Create();
        var verifier = new Verifier(_ => arcade.Sample) { Trusted = [trusted.PublicKey] };
        var recording = arcade.Record();
        Assert.True(verifier.Verify(RecordingWriter.Encode(trusted.Sign(recording)), Cancel).Passed);
        Assert.Contains("not one that is trusted", Failed(verifier.Verify(RecordingWriter.Encode(other.Sign(recording)), Cancel), "trust"), StringComparison.Ordinal);
        Assert.Contains("not signed at all", Failed(verifier.Verify(RecordingWriter.Encode(recording), Cancel), "trust"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_fails_in_its_format_and_nothing_more_is_said()
    {
        byte[] file = RecordingWriter.Encode(arcade.Record());
        var result = arcade.Verifier.Verify(file.AsMemory(0, file.Length / 2), Cancel);
        Assert.Equal("format", Assert.Single(result.Checks).Name);
        Assert.Contains("cut off", Failed(result, "format"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_verification_that_is_stopped_has_not_passed()
    {
        var result = arcade.Verifier.Verify(RecordingWriter.Encode(arcade.Record()), new CancellationToken(canceled: true));
        Assert.Contains("Not finished", Failed(result, "replay"), StringComparison.Ordinal);
    }

    private Verification Verify(Recording recording) => arcade.Verifier.Verify(RecordingWriter.Encode(recording), Cancel);

    private static string Failed(Verification result, string name)
    {
        Assert.False(result.Passed);
        return Assert.Single(result.Checks, c => c.Name == name && c.Outcome == CheckOutcome.Failed).Message;
    }

    private static KeyTrack Change(KeyTrack keys, Func<int, bool> where, Func<int, int> change)
    {
        var changed = new KeyTrack();
        foreach (var (tick, key) in Ticks(keys))
            changed.Add(tick, where(tick) && key != 0 ? change(key) : key);
        return changed;
    }

    private static IEnumerable<(int Tick, int Key)> Ticks(KeyTrack keys)
    {
        var cursor = keys.Read();
        for (int tick = 0; tick < keys.TicksWithKeys; tick++)
            yield return (tick, cursor.Next());
    }
}
