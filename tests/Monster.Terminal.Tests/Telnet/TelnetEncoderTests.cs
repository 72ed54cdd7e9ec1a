using System.Buffers;
using Monster.Terminal.Telnet;
using Monster.Testing;

namespace Monster.Terminal.Tests.Telnet;

public sealed class TelnetEncoderTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_encoded_and_parsed_again_is_what_it_was_however_both_are_cut(bool binary) => RandomRuns.Run(300, random =>
    {
        byte[] data = new byte[random.Next(1, 80)];
        byte[] often = [255, 13, 10, 65];
        for (int i = 0; i < data.Length; i++)
            data[i] = random.Next(2) == 0 ? often[random.Next(often.Length)] : (byte)random.Next(1, 256);
        var encoder = new TelnetEncoder { IsBinary = binary };
        var stream = new ArrayBufferWriter<byte>();
        for (int at = 0; at < data.Length;)
        {
            int length = Math.Min(random.Next(0, 9), data.Length - at);
            encoder.Encode(data.AsSpan(at, length), stream);
            at += length;
        }

        encoder.Finish(stream);
        var back = Decode(stream.WrittenSpan, random);
        Assert.Equal(data, binary ? back : WithoutNulAfterReturn(back));
    });

    [Theory]
    [InlineData("\r\n", "\r\n")]
    [InlineData("\rA", "\r\0A")]
    [InlineData("A\r", "A\r\0")]
    [InlineData("\r\r\n", "\r\0\r\n")]
    public void A_return_alone_gets_a_nul_unless_binary(string data, string stream)
    {
        var output = new ArrayBufferWriter<byte>();
        var encoder = new TelnetEncoder();
        encoder.Encode(System.Text.Encoding.ASCII.GetBytes(data), output);
        encoder.Finish(output);
        Assert.Equal(stream, System.Text.Encoding.ASCII.GetString(output.WrittenSpan));
    }

    private static byte[] Decode(ReadOnlySpan<byte> stream, Random random)
    {
        var terminal = new TelnetTerminal();
        var (data, reply) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        while (!stream.IsEmpty)
        {
            int length = random.Next(1, Math.Min(9, stream.Length + 1));
            terminal.Receive(stream[..length], data, reply);
            stream = stream[length..];
        }

        Assert.Equal(0, reply.WrittenCount);
        return data.WrittenSpan.ToArray();
    }

    private static byte[] WithoutNulAfterReturn(byte[] data) => [.. data.Where((value, i) => !(value == 0 && i > 0 && data[i - 1] == 13))];
}
