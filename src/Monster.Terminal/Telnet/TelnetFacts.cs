using System.Globalization;

namespace Monster.Terminal.Telnet;

/// <summary>What the options of a telnet line say about the terminal behind it.</summary>
public static class TelnetFacts
{
    private const string Mtts = "mtts ";
    private const int MttsVt100 = 2;
    private const int MttsUtf8 = 4;
    private const int MttsScreenReader = 64;

    /// <summary>The facts with what a line has told so far.</summary>
    public static TerminalFacts Apply(TelnetTerminal telnet, TerminalFacts facts)
    {
        if (telnet.Size is var (width, height))
            facts = facts with { Width = width, Height = height, IsSizeKnown = true };
        if (telnet.TerminalNames.Count == 0)
            return facts;
        string name = telnet.TerminalNames.FirstOrDefault(EnvironmentFacts.IsKnown) ?? telnet.TerminalNames[0];
        var told = EnvironmentFacts.From(variable => variable == "TERM" ? name : telnet.Variables.GetValueOrDefault(variable), (facts.Width, facts.Height));
        facts = facts with { Type = name };
        if (told is null)
            return facts with { IsLineMode = true };
        facts = facts with { Colors = told.Colors, ErasesToBackground = told.ErasesToBackground, ShowsControlGlyphs = facts.ShowsControlGlyphs || told.ShowsControlGlyphs };
        if (!facts.IsEncodingKnown && EnvironmentFacts.HasLocale(telnet.Variables.GetValueOrDefault))
            facts = facts with { Encoding = told.Encoding };
        return telnet.TerminalNames.FirstOrDefault(other => other.StartsWith(Mtts, StringComparison.Ordinal)) is { } bits ? Add(bits, facts) : facts;
    }

    /// <summary>The Mud Terminal Type Standard: a third name "MTTS" and a sum of bits.</summary>
    private static TerminalFacts Add(string name, TerminalFacts facts)
    {
        if (!int.TryParse(name.AsSpan(Mtts.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int bits))
            return facts;
        if ((bits & MttsUtf8) != 0 && !facts.IsEncodingKnown)
            facts = facts with { Encoding = TerminalEncoding.Utf8 };
        return (bits & MttsScreenReader) != 0 || (bits & MttsVt100) == 0 ? facts with { IsLineMode = true } : facts;
    }
}
