using System.Buffers;
using System.Text;
using Monster.Terminal.Rlogin;
using Monster.Testing;

namespace Monster.Terminal.Tests.Rlogin;

public sealed class RloginTests
{
    private static readonly byte[] Hello = Encoding.Latin1.GetBytes("\0secret\0[ACME]The Grinch\0ANSI-BBS/115200\0typed");

    /// <summary>Typed text with a size in it, and everything that looks like the beginning of one.</summary>
    private static readonly byte[] Sample =
    [
        (byte)'a', 255, (byte)'b', 255, 255, (byte)'c', 255, 255, (byte)'s', (byte)'x', 255, 255, 255, (byte)'s', (byte)'s', 0, 30, 0, 100, 1, 2, 255, 255, (byte)'d',
        255, 255, (byte)'s', (byte)'s', 0, 0, 0, 80, 0, 0, 0, 0, (byte)'e',
    ];

    private static readonly string Expected = "a\u00FFb\u00FF\u00FFc\u00FF\u00FFsx\u00FFde, (100, 30)";

    [Fact]
    public void A_handshake_cut_at_every_two_points_is_the_same_and_what_follows_is_typed()
    {
        for (int first = 0; first <= Hello.Length; first++)
        {
            for (int second = first; second <= Hello.Length; second++)
                Assert.Equal("secret|[ACME]The Grinch|ansi-bbs|typed", Shake(Hello[..first], Hello[first..second], Hello[second..]));
        }
    }

    [Fact]
    public void Every_text_may_be_empty() => Assert.Equal("|||", Shake("\0\0\0\0"u8.ToArray()));

    [Theory]
    [InlineData("GET / HTTP/1.0\r\n")]
    [InlineData("\u00FF\u00FB\u0018")]
    public void What_does_not_begin_with_a_zero_is_no_rlogin(string bytes) => Assert.Equal("broken", Shake(Encoding.Latin1.GetBytes(bytes)));

    [Fact]
    public void A_text_without_end_is_given_up_at_its_limit()
    {
        string longest = new('x', RloginHandshake.MaxField);
        Assert.Equal($"{longest}|a|b|", Shake(Encoding.ASCII.GetBytes($"\0{longest}\0a\0b\0")));
        var handshake = new RloginHandshake();
        byte[] endless = [0, .. Enumerable.Repeat((byte)'x', 1_000_000)];
        Assert.Equal(RloginHandshake.MaxField + 2, handshake.Receive(endless));
        Assert.True(handshake.IsBroken);
        Assert.Equal(0, handshake.Receive(endless)); // and nothing more is taken
    }

    [Fact]
    public void Random_handshakes_cut_at_every_point_give_what_they_give_whole() => RandomRuns.Run(300, random =>
    {
        byte[] stream = [.. Enumerable.Range(0, random.Next(40)).Select(i => i == 0 || random.Next(4) == 0 ? (byte)0 : (byte)random.Next(256))];
        string whole = Shake(stream);
        for (int cut = 0; cut <= stream.Length; cut++)
            Assert.Equal(whole, Shake(stream[..cut], stream[cut..]));
    });

    [Fact]
    public void Typed_bytes_cut_at_every_two_points_give_the_same_text_and_size()
    {
        for (int first = 0; first <= Sample.Length; first++)
        {
            for (int second = first; second <= Sample.Length; second++)
                Assert.Equal(Expected, Type(Sample[..first], Sample[first..second], Sample[second..]));
        }
    }

    [Fact]
    public void Random_input_cut_at_every_point_gives_what_it_gives_whole_and_loses_nothing_but_sizes() => RandomRuns.Run(300, random =>
    {
        byte[] stream = [.. Enumerable.Range(0, random.Next(60)).Select(_ => random.Next(3) > 0 ? (byte)(random.Next(2) == 0 ? 255 : 's') : (byte)random.Next(256))];
        string whole = Type(stream);
        for (int cut = 0; cut <= stream.Length; cut++)
            Assert.Equal(whole, Type(stream[..cut], stream[cut..]));
        byte[] plain = [.. stream.Select(value => value == 's' ? (byte)'t' : value)];
        Assert.StartsWith(Encoding.Latin1.GetString(plain).TrimEnd('\u00FF'), Type(plain), StringComparison.Ordinal);
    });

    private static string Shake(params byte[][] parts)
    {
        var handshake = new RloginHandshake();
        var rest = new StringBuilder();
        foreach (byte[] part in parts)
            rest.Append(Encoding.Latin1.GetString(part.AsSpan(handshake.Receive(part))));
        return handshake.IsBroken ? "broken" : !handshake.IsComplete ? "incomplete"
            : $"{Encoding.Latin1.GetString(handshake.ClientUser)}|{Encoding.Latin1.GetString(handshake.ServerUser)}|{handshake.Term}|{rest}";
    }

    private static string Type(params byte[][] parts)
    {
        var typed = new ArrayBufferWriter<byte>();
        var input = new RloginInput();
        foreach (byte[] part in parts)
            input.Receive(part, typed);
        return $"{Encoding.Latin1.GetString(typed.WrittenSpan)}, {input.Size}";
    }
}
