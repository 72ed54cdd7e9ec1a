using Monster.Terminal;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Monster.Bbs.Menus;

/// <summary>A theme file read as TOML, with the line of each value, so that a complaint can say where.</summary>
internal sealed class ThemeFile
{
    /// <summary>The most characters of a theme file.</summary>
    public const int MaxLength = 64 * 1024;

    private readonly string _name;

    private ThemeFile(string name, ThemeSection top, IReadOnlyList<ThemeSection> items)
    {
        _name = name;
        Top = top;
        Items = items;
    }

    /// <summary>What stands before the first table.</summary>
    public ThemeSection Top { get; }

    /// <summary>The <c>[[item]]</c> tables, in order.</summary>
    public IReadOnlyList<ThemeSection> Items { get; }

    /// <summary>Reads a file's text.</summary>
    /// <exception cref="ThemeException">It is not TOML, or has a table other than <c>[[item]]</c>.</exception>
    public static ThemeFile Parse(string name, string text)
    {
        if (text.Length > MaxLength)
            throw new ThemeException(new ThemeFault(name, 1, $"The file has {text.Length:N0} characters; {MaxLength:N0} are allowed."));
        var document = SyntaxParser.Parse(text, name);
        if (document.HasErrors)
        {
            var first = document.Diagnostics.First(message => message.Kind == DiagnosticMessageKind.Error);
            throw new ThemeException(new ThemeFault(name, first.Span.Start.Line + 1, $"{first.Message.TrimEnd('.')}."));
        }

        var items = new List<ThemeSection>();
        foreach (var table in document.Tables)
        {
            int line = table.Span.Start.Line + 1;
            if (table is not TableArraySyntax || KeyText(table.Name) != "item")
                throw new ThemeException(new ThemeFault(name, line, $"'{KeyText(table.Name)}' is not known here; choices are written as [[item]]."));
            items.Add(Section(name, line, table.Items));
        }

        return new ThemeFile(name, Section(name, 1, document.KeyValues), items);
    }

    /// <summary>A complaint about this file.</summary>
    public ThemeException Fault(int line, string reason) => new(new ThemeFault(_name, line, reason));

    private static ThemeSection Section(string name, int line, SyntaxList<KeyValueSyntax> pairs)
    {
        var section = new ThemeSection(name, line);
        foreach (var pair in pairs)
        {
            int at = pair.Span.Start.Line + 1;
            if (pair.Value is not StringValueSyntax { Value: { } value })
                throw new ThemeException(new ThemeFault(name, at, $"'{KeyText(pair.Key)}' must be a text in quotes."));
            section.Add(KeyText(pair.Key), value, at);
        }

        return section;
    }

    private static string KeyText(KeySyntax? key) => key?.Key switch
    {
        _ when key?.DotKeys is { ChildrenCount: > 0 } => key.ToString().Trim(),
        BareKeySyntax bare => bare.Key?.Text ?? "",
        StringValueSyntax quoted => quoted.Value ?? "",
        _ => "",
    };
}
