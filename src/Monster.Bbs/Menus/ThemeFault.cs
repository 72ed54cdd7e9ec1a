namespace Monster.Bbs.Menus;

/// <summary>What is wrong with a theme file: the old one stays in use until it is mended.</summary>
/// <param name="File">Its path in the theme folder.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Reason">What is wrong and what would be right.</param>
public sealed record ThemeFault(string File, int Line, string Reason)
{
    /// <summary>As a person reads it: file, line and reason.</summary>
    public override string ToString() => $"{File}, line {Line}: {Reason}";
}
