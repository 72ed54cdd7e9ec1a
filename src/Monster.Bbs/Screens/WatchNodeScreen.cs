using Monster.Arcade.Screens;
using Monster.Bbs.Sessions;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>The sysop looks at what a caller sees. Of a picture that is larger than the sysop's screen a part is shown, which the arrows move.</summary>
public sealed class WatchNodeScreen : View
{
    /// <summary>Cells that an arrow moves by.</summary>
    private const int Step = 8;

    private readonly Visit _visit;
    private readonly Caller _caller;
    private IDisposable? _watching;
    private int _left;
    private int _top;

    /// <summary>A look at a caller.</summary>
    public WatchNodeScreen(Visit visit, Caller caller) => (_visit, _caller) = (visit, caller);

    /// <inheritdoc/>
    public override IReadOnlyList<string>? Lines => null;

    /// <inheritdoc/>
    public override void Shown(TimeSpan now)
    {
        var views = Views;
        if (_watching is not null)
            return;
        _watching = _caller.Mirror.Watch(() => views.Post(() => { }));
        _caller.Terminal.Wake();
        _visit.Services.Log.Add($"{_visit.Name} watches node {_caller.Node} ({Visit.NameOf(_caller)}).");
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        bool isOn = _visit.Services.Nodes.Find(_caller.Node) == _caller;
        string what = isOn ? $"node {_caller.Node}, {Visit.NameOf(_caller)}: {_caller.Doing}" : "has hung up";
        var size = _caller.Mirror.CopyTo(screen, screen.Height - 1, ref _left, ref _top);
        if (size is var (width, height) && (width > screen.Width || height > screen.Height - 1))
            ScreenParts.Keys(screen, ("Esc", "back"), ("P", "page"), ("arrows", $"move over {width}x{height}"), ("", what));
        else
            ScreenParts.Keys(screen, ("Esc", "back"), ("P", "page"), ("", what));
        if (size is null)
            screen.TextCentered(0, screen.Height / 2, screen.Width, _caller.Terminal.Facts.IsLineMode ? "This caller is in line mode: there is no picture." : "Waiting for the next picture...", Ink.Grey);
    }

    /// <inheritdoc/>
    public override void Press(KeyPress key, TimeSpan now)
    {
        if (key.Is('p') && _caller != _visit.Caller)
        {
            _visit.Services.Pager.Page(_caller, _visit.Name);
            _caller.Inbox.Add(new Notice(NoticeKind.Page, _visit.Name, "The sysop asks you to chat. F4 on any screen of the board.", _visit.Services.Time.GetUtcNow()));
            Views.Replace(new ChatScreen(_visit, _visit.Services.Chat.Of(_visit.Name, Visit.NameOf(_caller))));
        }
        else if (key.Is(KeyCode.F1) || key.Is('?'))
        {
            Views.Open(new TextScreen(_visit, "Help: watching a node", "You see what the caller sees, as it changes. Where the caller's screen is larger than yours, the arrows, Home, End, Page Up and Page Down move over it. P asks the caller to chat, Escape goes back. That you watched stands in the log."));
        }
        else if (key.Is(KeyCode.Escape))
        {
            Views.Close();
        }
        else
        {
            _left += key.Code switch { KeyCode.Left => -Step, KeyCode.Right => Step, KeyCode.Home => -TerminalFacts.MaxWidth, KeyCode.End => TerminalFacts.MaxWidth, _ => 0 };
            _top += key.Code switch { KeyCode.Up => -Step, KeyCode.Down => Step, KeyCode.PageUp => -TerminalFacts.MaxHeight, KeyCode.PageDown => TerminalFacts.MaxHeight, _ => 0 };
        }
    }

    /// <inheritdoc/>
    protected override void Closed() => _watching?.Dispose();
}
