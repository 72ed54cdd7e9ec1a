using System.Buffers;
using System.Text;

namespace Monster.Terminal.Tests;

public sealed class TerminalProbeTests
{
    private static readonly TerminalFacts Unknown = new(80, 24);

    [Theory]
    [InlineData("\e[50;132R\e[50;2R\e[?64;1;2;4;6;9;15;18;21;22;28c", 132, 50, TerminalEncoding.Utf8, false)]
    [InlineData("\e[25;80R\e[25;3R\e[=67;84;101;114;109;1;332c", 80, 25, TerminalEncoding.Cp437, true)]
    [InlineData("\e[24;80R\e[24;1R\e[?1;0c", 80, 24, TerminalEncoding.Ascii, false)] // it drops what is no ASCII
    [InlineData("\e[1;1R\e[1;2R\e[?1;0c", 80, 24, TerminalEncoding.Utf8, false)] // it cannot say its size
    [InlineData("\e[65535;65535R\e[9;2R\e[?1;0c", TerminalFacts.MaxWidth, TerminalFacts.MaxHeight, TerminalEncoding.Utf8, false)]
    public void Answers_say_size_and_encoding_wherever_they_are_cut(string answers, int width, int height, TerminalEncoding encoding, bool glyphs)
    {
        byte[] bytes = Encoding.ASCII.GetBytes("k" + answers + "l");
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            var probe = Asked();
            var keys = new List<KeyPress>();
            var decoder = new KeyDecoder(Unknown, probe);
            decoder.Decode(bytes.AsSpan(0, cut), keys);
            decoder.Decode(bytes.AsSpan(cut), keys);
            var facts = probe.Apply(Unknown);
            Assert.True(probe.IsComplete);
            Assert.Equal((width, height, encoding, glyphs), (facts.Width, facts.Height, facts.Encoding, facts.ShowsControlGlyphs));
            Assert.Equal([new KeyPress('k'), new KeyPress('l')], keys);
        }
    }

    [Fact]
    public void What_a_better_source_told_is_kept()
    {
        var probe = Asked();
        new KeyDecoder(Unknown, probe).Decode("\e[50;132R\e[50;2R\e[?1c"u8, new List<KeyPress>());
        var told = Unknown with { Width = 100, Height = 30, IsSizeKnown = true, Encoding = TerminalEncoding.Cp437, IsEncodingKnown = true };
        var facts = probe.Apply(told);
        Assert.Equal((100, 30, TerminalEncoding.Cp437), (facts.Width, facts.Height, facts.Encoding));
    }

    [Fact]
    public void Without_a_question_nothing_is_an_answer()
    {
        var probe = new TerminalProbe();
        var keys = new List<KeyPress>();
        new KeyDecoder(Unknown, probe).Decode("\e[1;2R\e[?1c"u8, keys); // Shift and F3
        Assert.Equal(0, probe.Answers);
        Assert.Equal([new KeyPress(KeyCode.F3, KeyModifiers.Shift)], keys);
    }

    [Fact]
    public void Answers_that_are_no_answers_change_nothing()
    {
        var probe = Asked();
        new KeyDecoder(Unknown, probe).Decode("\e[R\e[5R\e[1;2;3R\e[99999999999;1R\e[c\e[>0c"u8, new List<KeyPress>());
        Assert.Equal(Unknown, probe.Apply(Unknown) with { Colors = Unknown.Colors });
        Assert.False(probe.IsComplete);
    }

    private static TerminalProbe Asked()
    {
        var probe = new TerminalProbe();
        probe.Ask(new ArrayBufferWriter<byte>());
        return probe;
    }
}
