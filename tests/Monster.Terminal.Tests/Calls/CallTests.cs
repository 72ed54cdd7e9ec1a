using System.Buffers;
using System.Net;
using System.Text;
using Monster.Terminal.Calls;
using Monster.Testing;

namespace Monster.Terminal.Tests.Calls;

/// <summary>The protocol of the socket for calls.</summary>
public sealed class CallTests
{
    private static readonly CallHeader Whole = new(CallRequest.Call) { Key = "ssh-ed25519 AAAA", Address = IPAddress.Parse("2001:db8::1"), Term = "xterm-256color", Size = (132, 50) };

    /// <summary>Typed, a size, an unknown kind, an empty frame, a size of zero, typed, another size.</summary>
    private static readonly byte[] Sample = [0, 0, 2, (byte)'a', (byte)'b', 1, 0, 4, 0, 100, 0, 40, 9, 0, 3, 1, 2, 3, 0, 0, 0, 1, 0, 4, 0, 0, 0, 40, 0, 0, 1, (byte)'c', 1, 0, 4, 255, 255, 0, 50];

    [Fact]
    public void A_header_is_read_as_it_was_written() => Assert.Equal(Whole, CallHeader.Read(Whole.ToBytes()));

    [Fact]
    public void A_header_that_is_cut_or_continued_is_none()
    {
        byte[] bytes = Whole.ToBytes();
        for (int length = 0; length < bytes.Length; length++)
            Assert.Null(CallHeader.Read(bytes.AsSpan(0, length)));
        Assert.Null(CallHeader.Read([.. bytes, 0]));
    }

    [Fact]
    public void A_header_is_bounded_and_a_later_version_is_not_taken_for_this_one()
    {
        Assert.Throws<ArgumentException>(() => (Whole with { Key = new string('A', CallHeader.MaxLines) }).ToBytes());
        Assert.Null(CallHeader.LengthOf([.. "MCAL"u8, 1, 1, 0x10, 1]));
        Assert.Null(CallHeader.LengthOf([.. "MCAL"u8, 2, 1, 0, 0]));
        Assert.Null(CallHeader.LengthOf([.. "MCAL"u8, 1, 4, 0, 0]));
        Assert.Null(CallHeader.LengthOf("GET / HTTP/1.1"u8));
    }

    [Fact]
    public void A_value_cannot_write_a_line_of_its_own()
    {
        var header = CallHeader.Read((Whole with { Term = "x\nkey ssh-ed25519 EVIL" }).ToBytes())!;
        Assert.Equal(("ssh-ed25519 AAAA", ""), (header.Key, header.Term));
    }

    [Fact]
    public void What_is_nonsense_is_not_known()
    {
        byte[] text = Encoding.UTF8.GetBytes("address nowhere\ncolumns -5\nrows 99999999999\nterm \u001b]0;x\n\nsomething new\nkey\n");
        var header = CallHeader.Read([.. "MCAL"u8, 1, 1, 0, (byte)text.Length, .. text])!;
        Assert.Equal(new CallHeader(CallRequest.Call) { Term = "]0;x" }, header);
    }

    [Fact]
    public void Changed_bytes_never_break_a_reader() => RandomRuns.Run(2_000, random =>
    {
        byte[] bytes = Whole.ToBytes();
        for (int i = random.Next(1, 6); i > 0; i--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        _ = CallHeader.Read(bytes);
    });

    [Fact]
    public void Frames_cut_at_every_two_points_give_what_they_give_whole()
    {
        for (int first = 0; first <= Sample.Length; first++)
        {
            for (int second = first; second <= Sample.Length; second++)
                Assert.Equal("abc, (400, 50)", Receive(Sample[..first], Sample[first..second], Sample[second..]));
        }
    }

    [Fact]
    public void Random_frames_cut_at_every_point_give_what_they_give_whole() => RandomRuns.Run(300, random =>
    {
        byte[] stream = new byte[random.Next(60)];
        for (int i = 0; i < stream.Length; i++)
            stream[i] = random.Next(3) > 0 ? (byte)random.Next(5) : (byte)random.Next(256);
        string whole = Receive(stream);
        for (int cut = 0; cut <= stream.Length; cut++)
            Assert.Equal(whole, Receive(stream[..cut], stream[cut..]));
    });

    [Fact]
    public void What_a_writer_writes_a_reader_reads()
    {
        byte[] frame = new byte[CallFrames.SizeLength];
        CallFrames.WriteSize(frame, 80, 24);
        byte[] typed = [0, 0, 0, (byte)'k'];
        CallFrames.WriteTyped(typed, 1);
        Assert.Equal("k, (80, 24)", Receive(frame, typed));
    }

    private static string Receive(params byte[][] parts)
    {
        var typed = new ArrayBufferWriter<byte>();
        var frames = new CallFrames();
        foreach (byte[] part in parts)
            frames.Receive(part, typed);
        return $"{Encoding.Latin1.GetString(typed.WrittenSpan)}, {frames.Size}";
    }
}
