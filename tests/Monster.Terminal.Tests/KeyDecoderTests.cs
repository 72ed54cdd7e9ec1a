using System.Text;

namespace Monster.Terminal.Tests;

/// <summary>Keys as terminals send them, whole and cut at every place.</summary>
public sealed class KeyDecoderTests
{
    private const KeyModifiers Alt = KeyModifiers.Alt;
    private const KeyModifiers Control = KeyModifiers.Control;
    private const KeyModifiers Shift = KeyModifiers.Shift;

    private static readonly TerminalFacts Utf8 = new(80, 24) { Encoding = TerminalEncoding.Utf8 };
    private static readonly TerminalFacts Dos = new(80, 24) { Encoding = TerminalEncoding.Cp437 };

    /// <summary>What a terminal sends (\e for Escape), and the keys meant, as <see cref="Describe"/> writes them.</summary>
    public static TheoryData<string, string> Sequences => new()
    {
        { "a", "a" },
        { "~ ", "~ Space" },
        { "é中😀", "é 中 😀" },
        { "\r", "Enter" },
        { "\n", "Enter" },
        { "\r\nx", "Enter x" },
        { "\r\0x", "Enter x" },
        { "\r\r\n\n", "Enter Enter Enter" },
        { "\b", "Backspace" },
        { "\x7f", "Backspace" },
        { "\t", "Tab" },
        { "\e[Z", "Shift+Tab" },
        { "\x03", "Control+c" },
        { "\x1a", "Control+z" },
        { "\0", "Control+Space" },
        { "\x1c", "Control+\\" },

        // xterm and tmux, cursor keys in both modes, with modifiers
        { "\e[A\e[B\e[C\e[D", "Up Down Right Left" },
        { "\eOA\eOB\eOC\eOD", "Up Down Right Left" },
        { "\e[H\e[F\eOH\eOF", "Home End Home End" },
        { "\e[1~\e[4~\e[7~\e[8~", "Home End Home End" },
        { "\e[2~\e[3~\e[5~\e[6~", "Insert Delete PageUp PageDown" },
        { "\e[1;5A\e[1;2D\e[1;3H\e[3;5~\e[1;8C", "Control+Up Shift+Left Alt+Home Control+Delete Shift+Alt+Control+Right" },
        { "\eOP\eOQ\eOR\eOS", "F1 F2 F3 F4" },
        { "\e[15~\e[17~\e[18~\e[19~\e[20~\e[21~\e[23~\e[24~", "F5 F6 F7 F8 F9 F10 F11 F12" },
        { "\e[1;2P\e[1;5S\e[24;3~", "Shift+F1 Control+F4 Alt+F12" },
        { "\e[27;5;13~\e[13;2u\e[97;5u\e[127u", "Control+Enter Shift+Enter Control+a Backspace" },
        { "\ea\eA\e\r\e\x7f", "Alt+a Alt+A Alt+Enter Alt+Backspace" },
        { "\e\x03", "Alt+Control+c" },

        // rxvt
        { "\e[11~\e[12~\e[13~\e[14~", "F1 F2 F3 F4" },
        { "\e[3$\e[3^\e[3@\e[a\eOa\e[d\eOd", "Shift+Delete Control+Delete Shift+Control+Delete Shift+Up Control+Up Shift+Left Control+Left" },
        { "\e\e[A\e\eOB", "Alt+Up Alt+Down" },

        // SyncTERM (ANSI-BBS)
        { "\e[K\e[V\e[U\e[@", "End PageUp PageDown Insert" },

        // Linux console
        { "\e[[A\e[[B\e[[C\e[[D\e[[E", "F1 F2 F3 F4 F5" },

        // a keypad in application mode
        { "\eOj\eOk\eOM\eOp\eOy\eOX", "* + Enter 0 9 =" },

        // swallowed: mouse (X10, SGR, urxvt), focus, paste, answers to queries
        { "\e[M !!a", "a" },
        { "\e[<0;10;20M\e[<0;10;20ma", "a" },
        { "\e[32;10;20Ma", "a" },
        { "\e[I\e[Oa", "a" },
        { "\e[200~rm -rf \e[Ax\r\e[201~a", "a" },
        { "\e[200~\e[20\e[201~a", "a" },
        { "\e[24;80R\e[?1;2c\e[=67;84;101;114;109;1;332ca", "a" },
        { "\e]11;rgb:0/0/0\aa\e]11;rgb:0/0/0\e\\b\eP>|tmux\e\\c", "a b c" },
        { "\e[38;2;1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18~a", "a" },
        { "\e[99~\e[1;99Aa\e[Xa", "Up a a" },
    };

    [Theory]
    [MemberData(nameof(Sequences))]
    public void Keys_are_known_however_the_bytes_are_cut(string sent, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(sent);
        for (int cut = 0; cut <= bytes.Length; cut++)
            Assert.Equal(expected, Decode(Utf8, bytes[..cut], bytes[cut..]));
        Assert.Equal(expected, Decode(Utf8, [.. bytes.Select(b => new[] { b })]));
    }

    [Fact]
    public void Bytes_above_127_are_the_letters_of_the_terminals_code_page()
    {
        Assert.Equal("é ü á", Decode(Dos, [[0x82, 0x81, 0xA0]]));
    }

    [Theory]
    [InlineData("\e", "Escape")]
    [InlineData("\e\e", "Escape Escape")]
    [InlineData("\e\e\e", "Escape Escape Escape")]
    [InlineData("\e[", "Alt+[")]
    [InlineData("\eO", "Alt+O")]
    [InlineData("\e[1;", "")]
    [InlineData("\e]0;x", "")]
    [InlineData("\e[200~abc", "")]
    public void Silence_ends_a_sequence_and_a_lone_escape_is_a_key(string sent, string expected)
    {
        var decoder = new KeyDecoder(Utf8);
        var keys = new List<KeyPress>();
        decoder.Decode(Encoding.UTF8.GetBytes(sent), keys);
        Assert.NotNull(decoder.Patience);
        decoder.TimeOut(keys);
        Assert.Null(decoder.Patience);
        decoder.Decode("q"u8, keys);
        Assert.Equal((expected + " q").Trim(), Describe(keys));
    }

    [Theory]
    [InlineData(new byte[] { 0xC3, (byte)'a' })]
    [InlineData(new byte[] { 0xFF, (byte)'a' })]
    [InlineData(new byte[] { 0x80, (byte)'a' })]
    [InlineData(new byte[] { 0xE4, 0xB8, (byte)'a' })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80, (byte)'a' })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80, (byte)'a' })]
    [InlineData(new byte[] { 0xC0, 0x80, (byte)'a' })]
    public void Broken_utf8_costs_no_more_than_itself(byte[] sent)
    {
        Assert.Equal("a", Decode(Utf8, [sent]));
    }

    [Fact]
    public void No_input_is_too_much_or_too_strange()
    {
        int seed = Environment.GetEnvironmentVariable("MONSTER_SEED") is { } given ? int.Parse(given, null) : Random.Shared.Next();
        var random = new Random(seed);
        byte[] likely = "\e\e\e[[O]P<~;0123456789ABCDMRZu$^@\r\n\0\x7f\x80\xc3\xa9"u8.ToArray();
        for (int run = 0; run < 300; run++)
        {
            var decoder = new KeyDecoder(random.Next(2) == 0 ? Utf8 : Dos);
            var keys = new List<KeyPress>();
            byte[] input = new byte[random.Next(400)];
            for (int i = 0; i < input.Length; i++)
                input[i] = random.Next(4) == 0 ? (byte)random.Next(256) : likely[random.Next(likely.Length)];
            decoder.Decode(input, keys);
            Assert.True(keys.Count <= input.Length, $"MONSTER_SEED={seed}: more keys than bytes");
            // However it ended, two silences later a key is a key.
            decoder.TimeOut(keys);
            decoder.TimeOut(keys);
            keys.Clear();
            decoder.Decode("zz"u8, keys);
            Assert.True(keys.Count >= 1 && keys[^1] == new KeyPress('z'), $"MONSTER_SEED={seed}: a key was lost after {Convert.ToHexString(input)}");
        }
    }

    [Theory]
    [InlineData("\e[A", 256)]
    [InlineData("a", 'a')]
    [InlineData("\x7f", 8)]
    [InlineData("\e[24~", 283)]
    [InlineData("\eOP", 0)]
    [InlineData("\x03", 0)]
    [InlineData("\ea", 0)]
    [InlineData("é", 0)]
    public void Cartridges_get_the_codes_of_abi_1(string sent, int code)
    {
        var keys = new List<KeyPress>();
        new KeyDecoder(Utf8).Decode(Encoding.UTF8.GetBytes(sent), keys);
        Assert.Equal(code, Assert.Single(keys).CartridgeCode);
    }

    private static string Decode(TerminalFacts facts, params byte[][] pieces)
    {
        var decoder = new KeyDecoder(facts);
        var keys = new List<KeyPress>();
        foreach (byte[] piece in pieces)
            decoder.Decode(piece, keys);
        Assert.Null(decoder.Patience);
        return Describe(keys);
    }

    private static string Describe(IEnumerable<KeyPress> keys) => string.Join(' ', keys.Select(key =>
    {
        string name = key.Code != KeyCode.Character ? key.Code.ToString() : key.Rune.Value == ' ' ? "Space" : key.Rune.ToString();
        return (key.Modifiers.HasFlag(Shift) ? "Shift+" : "") + (key.Modifiers.HasFlag(Alt) ? "Alt+" : "") +
            (key.Modifiers.HasFlag(Control) ? "Control+" : "") + name;
    }));
}
