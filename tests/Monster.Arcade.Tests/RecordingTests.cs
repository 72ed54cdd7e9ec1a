namespace Monster.Arcade.Tests;

public sealed class RecordingTests(ArcadeFixture arcade)
{
    private Recording Full => arcade.Record() with
    {
        Player = "Ada",
        Node = "home",
        Ticket = [1, 2, 3],
        Started = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123),
        Ended = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_600_456),
    };

    [Fact]
    public void What_was_written_is_read_back_and_written_the_same()
    {
        using var key = SigningKey.Create();
        foreach (var recording in new[] { arcade.Record(0, over: false), arcade.Record(5), Full, key.Sign(Full) })
        {
            byte[] file = RecordingWriter.Encode(recording);
            var read = RecordingReader.Decode(file);
            Assert.Equal(file, RecordingWriter.Encode(read));
            Assert.Equal(recording.Keys.Pairs, read.Keys.Pairs);
            Assert.Equal(recording.Started, read.Started);
            Assert.Equal(recording.Player, read.Player);
            Assert.Equal(recording.Id(), read.Id());
        }
    }

    [Fact]
    public void Signing_does_not_change_the_recordings_name()
    {
        using var key = SigningKey.Create();
        Assert.Equal(Full.Id(), key.Sign(Full).Id());
        Assert.NotEqual(Full.Id(), (Full with { Player = "Eve" }).Id());
    }

    [Fact]
    public void A_ten_minute_play_takes_little_room()
    {
        Assert.InRange(RecordingWriter.Encode(arcade.Record(12_000)).Length, 1_000, 20_000);
    }

    [Theory]
    [InlineData("another kind of file", RecordingFault.NotARecording)]
    [InlineData("empty", RecordingFault.NotARecording)]
    [InlineData("version 2", RecordingFault.UnknownVersion)]
    [InlineData("too large", RecordingFault.TooLarge)]
    [InlineData("cut in the middle", RecordingFault.Truncated)]
    [InlineData("cut by one byte", RecordingFault.Truncated)]
    [InlineData("bytes follow", RecordingFault.TrailingBytes)]
    [InlineData("forged length of bytes", RecordingFault.ForgedLength)]
    [InlineData("forged length of a list", RecordingFault.ForgedLength)]
    [InlineData("length a little too large", RecordingFault.Truncated)]
    [InlineData("number in a longer form", RecordingFault.NotDeterministic)]
    [InlineData("fields in another order", RecordingFault.NotDeterministic)]
    [InlineData("field twice", RecordingFault.NotDeterministic)]
    [InlineData("list without a length", RecordingFault.NotDeterministic)]
    [InlineData("unknown field", RecordingFault.BadField)]
    [InlineData("field missing", RecordingFault.BadField)]
    [InlineData("field of another type", RecordingFault.BadField)]
    [InlineData("tag", RecordingFault.BadField)]
    [InlineData("key 0", RecordingFault.BadField)]
    [InlineData("key after the end", RecordingFault.BadField)]
    [InlineData("checkpoint missing", RecordingFault.BadField)]
    [InlineData("status 3", RecordingFault.BadField)]
    [InlineData("trap and score", RecordingFault.BadField)]
    public void A_file_that_is_not_exactly_a_recording_is_refused_with_its_reason(string what, RecordingFault fault)
    {
        var refused = Assert.Throws<RecordingException>(() => RecordingReader.Decode(Damaged(what)));
        Assert.Equal(fault, refused.Fault);
        Assert.NotEmpty(refused.Message);
    }

    [Fact]
    public void No_damage_makes_the_reader_do_anything_but_refuse()
    {
        int seed = Environment.GetEnvironmentVariable("MONSTER_SEED") is { } text ? int.Parse(text, null) : Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"MONSTER_SEED={seed}");
        var random = new Random(seed);
        byte[] good = RecordingWriter.Encode(arcade.Record(300) with { Player = "Ada" });
        int rounds = Environment.GetEnvironmentVariable("MONSTER_LONG") is null ? 20_000 : 2_000_000;
        int refused = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < rounds; round++)
        {
            byte[] bad = Spoil(good, random);
            try
            {
                // What is accepted must be exactly what would be written: no two files are the same recording.
                Assert.Equal(bad, RecordingWriter.Encode(RecordingReader.Decode(bad)));
            }
            catch (RecordingException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, rounds / 4, rounds);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / rounds, 0, 60L * good.Length);
    }

    [Fact]
    public void A_play_stops_growing_before_no_recording_could_hold_it()
    {
        using var play = new Play(arcade.Sample, default);
        while (!play.IsFull)
            play.Tick(0x7FFFFFF0);
        Assert.Throws<InvalidOperationException>(() => play.Tick(0));
        byte[] file = RecordingWriter.Encode(play.ToRecording());
        Assert.InRange(file.Length, Recording.MaxKeyBytes - 100, Recording.MaxBytes);
        Assert.True(arcade.Verifier.Verify(file, TestContext.Current.CancellationToken).Passed);
    }

    private static byte[] Spoil(byte[] good, Random random)
    {
        byte[] bad = [.. good];
        switch (random.Next(4))
        {
            case 0:
                return bad[..random.Next(bad.Length)];
            case 1:
                int at = random.Next(bad.Length);
                return [.. bad[..at], .. Enumerable.Range(0, random.Next(1, 9)).Select(_ => (byte)random.Next(256)), .. bad[at..]];
            case 2:
                int from = random.Next(bad.Length);
                return [.. bad[..from], .. bad[Math.Min(bad.Length, from + random.Next(1, 40))..]];
            default:
                for (int i = random.Next(1, 4); i > 0; i--)
                    bad[random.Next(bad.Length)] = (byte)random.Next(256);
                return bad;
        }
    }

    private byte[] Damaged(string what)
    {
        byte[] good = RecordingWriter.Encode(arcade.Record(1_100));
        return what switch
        {
            "another kind of file" => "GIF89a and more"u8.ToArray(),
            "empty" => [],
            "version 2" => [.. good[..7], 2, .. good[8..]],
            "too large" => new byte[Recording.MaxBytes + 1],
            "cut in the middle" => good[..(good.Length / 2)],
            "cut by one byte" => good[..^1],
            "bytes follow" => [.. good, 0],
            "forged length of bytes" => [.. good[..10], 0x5B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, .. good[12..]],
            "forged length of a list" => WithKeys(0x9A, 0xFF, 0xFF, 0xFF, 0xFF),
            "length a little too large" => Lengthened(good),
            "number in a longer form" => WithKeys(0x18, 0x05),
            "fields in another order" => Swapped(good),
            "field twice" => Twice(good),
            "list without a length" => WithKeys(0x9F, 0xFF),
            "unknown field" => WithField(good, 0x17, 0x00),
            "field missing" => [.. good[..8], (byte)(good[8] - 1), .. good[(9 + 35)..]],
            "field of another type" => WithKeys(0x61, (byte)'k'),
            "tag" => WithKeys(0xC1, 0x00),
            "key 0" => WithKeys(0x82, 0x00, 0x00),
            "key after the end" => RecordingWriter.Encode(arcade.Record(1_100) with { Ticks = 1_024 }),
            "checkpoint missing" => RecordingWriter.Encode(arcade.Record(1_100) with { Checkpoints = [] }),
            "status 3" => RecordingWriter.Encode(arcade.Record(1_100) with { Status = (PlayStatus)3 }),
            "trap and score" => RecordingWriter.Encode(arcade.Record(1_100) with { Trap = new PlayTrap(CartridgeCall.Update, TrapCause.Budget) }),
            _ => throw new ArgumentException(what),
        };
    }

    /// <summary>A recording with one field, the keys, whose encoding the test gives.</summary>
    private static byte[] WithKeys(params byte[] keys) => [0x83, 0x65, .. "MPLAY"u8, 1, 0xA1, 5, .. keys];

    private static byte[] Lengthened(byte[] good) => [.. good[..11], 0xFF, .. good[12..44]];

    /// <summary>The first two fields, cartridge (35 bytes) and ABI (2 bytes), the other way round.</summary>
    private static byte[] Swapped(byte[] good) => [.. good[..9], .. good[44..46], .. good[9..44], .. good[46..]];

    private static byte[] Twice(byte[] good) => [.. good[..8], (byte)(good[8] + 1), .. good[9..46], .. good[44..46], .. good[46..]];

    private static byte[] WithField(byte[] good, byte field, byte value) => [.. good[..8], (byte)(good[8] + 1), .. good[9..], field, value];
}
