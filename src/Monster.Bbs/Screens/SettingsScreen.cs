using System.Globalization;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>How screens are shown: for this call at once, and for somebody logged in from now on.</summary>
public sealed class SettingsScreen : FormScreen
{
    private static readonly string[] Encodings = ["as the terminal says", "ASCII", "CP437", "UTF-8"];
    private static readonly string[] Colours = ["as the terminal says", "none", "eight", "sixteen"];
    private static readonly string[] LineModes = ["off", "on: for screen readers"];
    private static readonly string[] Pagings = ["may page me", "may not page me"];

    private readonly FormField _encoding;
    private readonly FormField _colours;
    private readonly FormField _lineMode;
    private readonly FormField _pageLength;
    private readonly FormField _paging;

    /// <summary>The settings as they are.</summary>
    public SettingsScreen(Visit visit)
        : base(visit)
    {
        _encoding = Add(FormField.OneOf("Characters", Encodings, "CP437 for SyncTERM, NetRunner and other board terminals; UTF-8 for everything new."));
        _colours = Add(FormField.OneOf("Colours", Colours, "None reads well everywhere: shape comes first, colour second."));
        _lineMode = Add(FormField.OneOf("Line mode", LineModes, "Screens are told line by line; you type whole lines. Nothing moves."));
        _pageLength = Add(FormField.Text("Page length", 3, "In line mode: lines until Enter is waited for; 0 for no pause."));
        _paging = Add(FormField.OneOf("Others", Pagings));
        var now = visit.Personal;
        (_encoding.Choice, _colours.Choice) = ((int?)now.Encoding + 1 ?? 0, (int?)now.Colours + 1 ?? 0);
        (_lineMode.Choice, _paging.Choice) = (visit.Caller.Terminal.Facts.IsLineMode ? 1 : 0, now.CanBePaged ? 0 : 1);
        _pageLength.Value = now.PageLength.ToString(CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    protected override string Title => "Settings";

    /// <inheritdoc/>
    protected override string Help => "The arrows left and right choose, Ctrl-X or Enter at the end saves. What you set counts at once; when you are logged in, on your next calls too. If what you see is garbled afterwards, choose ASCII and no colours.";

    /// <inheritdoc/>
    protected override string Finish => "save";

    /// <inheritdoc/>
    protected override void Submit()
    {
        if (!int.TryParse(_pageLength.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int length) || length > 200)
        {
            Refuse(_pageLength, "The page length is a number from 0 to 200.");
            return;
        }

        var changed = Visit.Personal with
        {
            Encoding = _encoding.Choice == 0 ? null : (TerminalEncoding)(_encoding.Choice - 1),
            Colours = _colours.Choice == 0 ? null : (ColorSupport)(_colours.Choice - 1),
            IsLineMode = _lineMode.Choice == 1,
            PageLength = length,
            CanBePaged = _paging.Choice == 0,
        };
        Visit.Set(changed);
        if (!Visit.IsMember)
        {
            Visit.Say("Set for this call.");
            Views.Close();
            return;
        }

        Work("Saving", async _ =>
        {
            await Visit.Services.Desk.SetPersonalAsync(Visit.Account, changed);
            return true;
        }, _ =>
        {
            Visit.Say("Saved.");
            Views.Close();
        });
    }
}
