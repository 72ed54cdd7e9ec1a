using System.Buffers;
using System.Text;
using Monster.Terminal.Telnet;
using Monster.Testing;

namespace Monster.Terminal.Tests.Telnet;

public sealed class TelnetTerminalTests
{
    private readonly TelnetTerminal _telnet = new();

    [Fact]
    public void The_opening_asks_for_what_a_screen_needs()
    {
        var opening = new ArrayBufferWriter<byte>();
        _telnet.Open(opening);
        var heard = new Heard();
        new TelnetParser(heard).Parse(opening.WrittenSpan);
        Assert.Equal(
            ["Will Echo", "Will SuppressGoAhead", "Do SuppressGoAhead", "Do TerminalType", "Do WindowSize", "Do NewEnvironment", "Will Binary", "Do Binary"],
            heard.Events);
    }

    [Fact]
    public void An_acknowledgement_is_not_answered_and_a_stranger_s_offer_is_refused_each_time()
    {
        Open();
        Assert.Equal("", Receive(255, 253, 1, 255, 253, 3, 255, 251, 3, 255, 253, 0, 255, 251, 0));
        Assert.True(_telnet.IsOn(TelnetOption.Echo, here: true));
        Assert.True(_telnet.SendsBinary);
        Assert.Equal("FFFE63", Receive(255, 251, 99));
        Assert.Equal("FFFC06", Receive(255, 253, 6)); // TIMING-MARK: a client that throws output away until this comes
        for (int i = 0; i < 1_000; i++)
            Assert.Equal("FFFC06", Receive(255, 253, 6));
        Assert.Equal("", Receive(255, 252, 99, 255, 254, 6));
    }

    [Fact]
    public void An_option_that_is_turned_off_is_acknowledged_once()
    {
        Open();
        Receive(255, 253, 0);
        Assert.Equal("FFFC00", Receive(255, 254, 0));
        Assert.Equal("", Receive(255, 254, 0));
        Assert.False(_telnet.SendsBinary);
        Assert.Equal("FFFB00", Receive(255, 253, 0));
    }

    [Fact]
    public void A_peer_that_changes_its_mind_for_ever_is_left_alone_in_the_end()
    {
        Open();
        Receive(255, 253, 0);
        int answers = Enumerable.Range(0, 1_000).Count(i => Receive(255, (byte)(i % 2 == 0 ? 254 : 253), 0).Length > 0);
        Assert.InRange(answers, 10, 100);
    }

    [Fact]
    public void Two_of_these_do_not_talk_for_ever_even_when_somebody_adds_messages() => RandomRuns.Run(200, random =>
    {
        var (one, two) = (new TelnetTerminal(), new TelnetTerminal());
        var (toOne, toTwo) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        two.Open(toOne);
        if (random.Next(2) == 0)
            one.Open(toTwo);
        for (int i = random.Next(6); i > 0; i--)
            toOne.Write(new byte[] { 255, (byte)random.Next(251, 255), (byte)random.Next(40) });
        int rounds = 0;
        for (; toOne.WrittenCount + toTwo.WrittenCount > 0; rounds++)
        {
            Assert.True(rounds < 200, "still talking");
            var (input, answers) = (toOne, new ArrayBufferWriter<byte>());
            toOne = new ArrayBufferWriter<byte>();
            one.Receive(input.WrittenSpan, new ArrayBufferWriter<byte>(), answers);
            two.Receive(toTwo.WrittenSpan, new ArrayBufferWriter<byte>(), toOne);
            toTwo = answers;
        }
    });

    [Theory]
    [InlineData(new byte[] { 0, 132, 0, 50 }, 132, 50)]
    [InlineData(new byte[] { 0, 255, 255, 0, 25 }, 255, 25)] // a width of 255, doubled on the line
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255 }, TerminalFacts.MaxWidth, TerminalFacts.MaxHeight)]
    public void A_window_size_is_taken_and_kept_within_bounds(byte[] size, int width, int height)
    {
        Open();
        Receive([255, 251, 31, 255, 250, 31, .. size, 255, 240]);
        Assert.Equal((width, height), _telnet.Size);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 50 })]
    [InlineData(new byte[] { 0, 80 })]
    [InlineData(new byte[] { })]
    public void A_size_that_is_not_known_or_not_whole_changes_nothing(byte[] size)
    {
        Open();
        Receive(255, 251, 31, 255, 250, 31, 0, 100, 0, 40, 255, 240);
        Receive([255, 250, 31, .. size, 255, 240]);
        Assert.Equal((100, 40), _telnet.Size);
    }

    [Fact]
    public void A_size_without_the_option_is_nothing()
    {
        Open();
        Receive(255, 250, 31, 0, 100, 0, 40, 255, 240);
        Assert.Null(_telnet.Size);
    }

    [Fact]
    public void Names_are_asked_for_until_one_comes_again()
    {
        Open();
        const string Ask = "FFFA1801FFF0";
        Assert.Equal(Ask, Receive(255, 251, 24));
        Assert.Equal(Ask, Name("MUDLET"));
        Assert.Equal(Ask, Name("XTERM-256COLOR"));
        Assert.Equal("", Name("XTERM-256COLOR"));
        Assert.Equal("", Name("another"));
        Assert.Equal(["mudlet", "xterm-256color"], _telnet.TerminalNames);
        Assert.True(_telnet.AreNamesComplete);
    }

    [Fact]
    public void A_terminal_with_endless_names_is_asked_a_few_times_only()
    {
        Open();
        Receive(255, 251, 24);
        int asked = Enumerable.Range(0, 1_000).Count(i => Name($"name {i}").Length > 0);
        Assert.Equal(TelnetTerminal.MaxTerminalNames, asked + 1);
        Assert.Equal(TelnetTerminal.MaxTerminalNames, _telnet.TerminalNames.Count);
    }

    [Fact]
    public void Variables_come_with_escapes_and_only_those_with_a_value_count()
    {
        Open();
        Assert.StartsWith("FFFA2701", Receive(255, 251, 39), StringComparison.Ordinal);
        Receive([255, 250, 39, 0, 0, .. "TERM"u8, 1, .. "x"u8, 2, 1, .. "y"u8, 3, .. "LANG"u8, 1, .. "de_DE.UTF-8"u8, 3, .. "EMPTY"u8, 0, 1, 255, 240]);
        Assert.Equal(new Dictionary<string, string> { ["TERM"] = "xy", ["LANG"] = "de_DE.UTF-8" }, _telnet.Variables);
        for (int i = 0; i < 100; i++)
            Receive([255, 250, 39, 2, 3, .. Encoding.ASCII.GetBytes($"V{i}"), 1, .. Encoding.ASCII.GetBytes(new string('v', 200)), 255, 240]);
        Assert.Equal(TelnetTerminal.MaxVariables, _telnet.Variables.Count);
        Assert.All(_telnet.Variables.Values, value => Assert.True(value.Length <= 64));
    }

    [Fact]
    public void The_commands_of_a_client_s_menu_become_keys()
    {
        var data = new ArrayBufferWriter<byte>();
        var reply = new ArrayBufferWriter<byte>();
        _telnet.Receive([255, 244, 255, 243, 255, 247, 255, 248, 255, 241, 255, 249, 255, 246], data, reply);
        Assert.Equal("03037F15", Convert.ToHexString(data.WrittenSpan));
        Assert.Equal("07", Convert.ToHexString(reply.WrittenSpan));
    }

    [Fact]
    public void Noise_breaks_nothing_and_costs_no_more_than_its_length() => RandomRuns.Run(300, random =>
    {
        var telnet = new TelnetTerminal();
        var (data, reply) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        telnet.Open(reply);
        int opening = reply.WrittenCount;
        byte[] noise = TelnetParserTests.Hostile(random, 2_000);
        telnet.Receive(noise, data, reply);
        Assert.True(data.WrittenCount <= noise.Length);
        Assert.True(reply.WrittenCount - opening <= noise.Length * 20, $"{reply.WrittenCount} bytes of answers");
        Assert.True(telnet.TerminalNames.Count <= TelnetTerminal.MaxTerminalNames);
        Assert.True(telnet.Variables.Count <= TelnetTerminal.MaxVariables);
        TelnetFacts.Apply(telnet, new TerminalFacts(80, 24));
    });

    [Theory]
    [InlineData("xterm-256color", TerminalEncoding.Ascii, ColorSupport.Sixteen, false)]
    [InlineData("ANSI", TerminalEncoding.Ascii, ColorSupport.BoldIsBright, false)]
    [InlineData("DUMB", TerminalEncoding.Ascii, ColorSupport.Monochrome, true)]
    public void The_type_says_the_colours_and_whether_text_can_be_placed(string name, TerminalEncoding encoding, ColorSupport colors, bool lines)
    {
        Open();
        Receive(255, 251, 24);
        Name(name);
        var facts = TelnetFacts.Apply(_telnet, new TerminalFacts(80, 24));
        Assert.Equal((encoding, colors, lines), (facts.Encoding, facts.Colors, facts.IsLineMode));
    }

    [Theory]
    [InlineData("MTTS 143", TerminalEncoding.Utf8, false)]
    [InlineData("MTTS 79", TerminalEncoding.Utf8, true)] // a screen reader
    [InlineData("MTTS 9", TerminalEncoding.Ascii, true)] // no VT100: it cannot place text
    [InlineData("MTTS nonsense", TerminalEncoding.Ascii, false)]
    public void A_mud_client_says_whether_a_screen_reader_listens(string bits, TerminalEncoding encoding, bool lines)
    {
        Open();
        Receive(255, 251, 24);
        Name("MUDLET");
        Name("XTERM");
        Name(bits);
        var facts = TelnetFacts.Apply(_telnet, new TerminalFacts(80, 24));
        Assert.Equal((encoding, lines), (facts.Encoding, facts.IsLineMode));
    }

    private void Open() => _telnet.Open(new ArrayBufferWriter<byte>());

    private string Name(string name) => Receive([255, 250, 24, 0, .. Encoding.ASCII.GetBytes(name), 255, 240]);

    private string Receive(params byte[] input)
    {
        var reply = new ArrayBufferWriter<byte>();
        _telnet.Receive(input, new ArrayBufferWriter<byte>(), reply);
        return Convert.ToHexString(reply.WrittenSpan);
    }
}
