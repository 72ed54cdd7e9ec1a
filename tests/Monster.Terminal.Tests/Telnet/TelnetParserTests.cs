using Monster.Terminal.Telnet;
using Monster.Testing;

namespace Monster.Terminal.Tests.Telnet;

public sealed class TelnetParserTests
{
    /// <summary>One of everything, among data.</summary>
    private static readonly byte[] Sample =
    [
        (byte)'a', 255, 255, (byte)'b', 255, 251, 31, 255, 250, 31, 0, 255, 255, 0, 24, 255, 240, (byte)'c', 255, 241, 13, 0,
        255, 250, 24, 0, (byte)'X', 255, 253, 3, (byte)'d', // a subnegotiation broken off
        255, 250, 39, 255, 240, 255, 246, 255, 255, 255, 255, (byte)'e',
    ];

    private static readonly string[] Expected =
    [
        "data 61FF62", "Will WindowSize", "about WindowSize 00FF0018", "data 63", "command NoOperation", "data 0D00",
        "Do SuppressGoAhead", "data 64", "about NewEnvironment ", "command AreYouThere", "data FFFF65",
    ];

    [Fact]
    public void Every_way_to_cut_a_stream_in_three_gives_the_same()
    {
        for (int first = 0; first <= Sample.Length; first++)
        {
            for (int second = first; second <= Sample.Length; second++)
                Assert.Equal(Expected, Parse(Sample[..first], Sample[first..second], Sample[second..]));
        }
    }

    [Fact]
    public void Byte_by_byte_gives_the_same() => Assert.Equal(Expected, Parse([.. Sample.Select(value => new[] { value })]));

    [Fact]
    public void Random_streams_cut_at_every_point_give_what_they_give_whole() => RandomRuns.Run(300, random =>
    {
        byte[] stream = Hostile(random, random.Next(1, 60));
        var whole = Parse(stream);
        for (int cut = 0; cut <= stream.Length; cut++)
            Assert.Equal(whole, Parse(stream[..cut], stream[cut..]));
    });

    [Fact]
    public void An_endless_subnegotiation_is_dropped_and_what_follows_it_is_not()
    {
        byte[] endless = [255, 250, 24, .. Enumerable.Repeat((byte)65, 100_000), 255, 240, (byte)'k'];
        Assert.Equal(["data 6B"], Parse(endless));
        byte[] longest = [255, 250, 24, .. Enumerable.Repeat((byte)65, TelnetParser.MaxSubnegotiation), 255, 240];
        Assert.Single(Parse(longest));
    }

    /// <summary>Bytes that are telnet's own more often than chance would have it.</summary>
    internal static byte[] Hostile(Random random, int length)
    {
        byte[] often = [255, 255, 255, 250, 240, 251, 252, 253, 254, 0, 1, 2, 3, 24, 31, 39, 13, 10];
        var stream = new byte[length];
        for (int i = 0; i < length; i++)
            stream[i] = random.Next(3) > 0 ? often[random.Next(often.Length)] : (byte)random.Next(256);
        return stream;
    }

    private static IReadOnlyList<string> Parse(params byte[][] pieces)
    {
        var heard = new Heard();
        var parser = new TelnetParser(heard);
        foreach (byte[] piece in pieces)
            parser.Parse(piece);
        return heard.Events;
    }
}
