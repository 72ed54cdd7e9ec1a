using Monster.Arcade.Screens;
using Monster.Bbs.Sessions;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>The sysop looks at what a caller sees. The caller's picture is drawn smaller where it does not fit: cut at the right and below.</summary>
public sealed class WatchNodeScreen : View
{
    private readonly Visit _visit;
    private readonly Caller _caller;
    private IDisposable? _watching;

    /// <summary>A look at a caller.</summary>
    public WatchNodeScreen(Visit visit, Caller caller) => (_visit, _caller) = (visit, caller);

    /// <inheritdoc/>
    public override IReadOnlyList<string>? Lines => null;

    /// <inheritdoc/>
    public override void Shown(TimeSpan now)
    {
        var views = Views;
        _watching ??= _caller.Mirror.Watch(() => views.Post(() => { }));
        _caller.Terminal.Wake();
        _visit.Services.Log.Add($"{_visit.Name} watches node {_caller.Node} ({Visit.NameOf(_caller)}).");
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        bool isOn = _visit.Services.Nodes.Find(_caller.Node) == _caller;
        ScreenParts.Keys(screen, ("Esc", "back"), ("P", "page"), ("", isOn ? $"node {_caller.Node}, {Visit.NameOf(_caller)}: {_caller.Doing}" : "has hung up"));
        if (!_caller.Mirror.CopyTo(screen, rows: screen.Height - 1))
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
            Views.Open(new TextScreen(_visit, "Help: watching a node", "You see what the caller sees, as it changes. P asks the caller to chat,\nEscape goes back. That you watched stands in the log."));
        }
        else if (key.Is(KeyCode.Escape))
        {
            Views.Close();
        }
    }

    /// <inheritdoc/>
    protected override void Closed() => _watching?.Dispose();
}
