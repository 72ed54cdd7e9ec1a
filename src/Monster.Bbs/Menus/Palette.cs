using Monster.Terminal;

namespace Monster.Bbs.Menus;

/// <summary>
/// The colours of the board's own screens, by role. Screens are drawn in the colours whose meaning look.md fixes; a theme puts
/// others in their place at the end, so that every screen follows at once.
/// </summary>
public sealed class Palette
{
    /// <summary>The roles a theme can colour, and the colour that stands for each while a screen is drawn.</summary>
    public static IReadOnlyDictionary<string, Ink> Roles { get; } = new Dictionary<string, Ink>
    {
        ["ground"] = Ink.Black,
        ["text"] = Ink.Silver,
        ["quiet"] = Ink.Grey,
        ["title"] = Ink.White,
        ["selected"] = Ink.Yellow,
        ["link"] = Ink.Cyan,
        ["good"] = Ink.Green,
        ["bad"] = Ink.Red,
        ["people"] = Ink.Magenta,
    };

    private readonly Ink[] _shown = [.. Enumerable.Range(0, 16).Select(i => (Ink)i)];
    private readonly bool _isPlain = true;

    /// <summary>The colours look.md gives.</summary>
    public Palette()
    {
    }

    /// <summary>Other colours for some roles.</summary>
    public Palette(IReadOnlyDictionary<string, Ink> roles)
    {
        foreach (var (role, ink) in roles)
        {
            _shown[(int)Roles[role]] = ink;
            _isPlain &= Roles[role] == ink;
        }
    }

    /// <summary>Gives a drawn screen its colours.</summary>
    public void Apply(CellBuffer screen)
    {
        if (_isPlain)
            return;
        for (int y = 0; y < screen.Height; y++)
        {
            foreach (ref var cell in screen.Row(y))
                cell = new Cell(cell.CodePoint, _shown[(int)cell.Foreground], _shown[(int)cell.Background]);
        }
    }
}
