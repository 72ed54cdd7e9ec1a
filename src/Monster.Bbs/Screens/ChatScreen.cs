using System.Globalization;
using Monster.Bbs.Messages;
using Monster.Bbs.People;
using Monster.Board.Messages;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>A chat: what everyone in the room says, and a line to say something.</summary>
public sealed class ChatScreen : Screen
{
    private readonly ChatRoom _room;
    private readonly TextField _typed = new(ChatRoom.MaxText);
    private readonly RateLimiter _rate;
    private bool _isIn;

    /// <summary>A room, entered when it is shown.</summary>
    public ChatScreen(Visit visit, ChatRoom room)
        : base(visit)
    {
        _room = room;
        _rate = new RateLimiter(new Rate(6, TimeSpan.FromSeconds(1)), visit.Services.Time);
    }

    /// <inheritdoc/>
    protected override string Title => $"Chat: {_room.Name}";

    /// <inheritdoc/>
    protected override string Help => "Type and press Enter. Everyone in the room sees it at once. Chat is not kept: only the last lines, for whoever comes later. Escape leaves the room.";

    /// <inheritdoc/>
    protected override string Corner => string.Create(CultureInfo.InvariantCulture, $"{_room.People.Count} here");

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Key, string Does)> Keys => [("Enter", "say it")];

    /// <inheritdoc/>
    protected override string Doing => _room.Name == ChatRooms.Lobby ? "In the chat" : "In a talk";

    /// <inheritdoc/>
    protected override bool IsTyping => true;

    /// <inheritdoc/>
    protected override IEnumerable<string>? Told =>
        [$"Here: {string.Join(", ", _room.People)}.", .. _room.Lines().TakeLast(20).Select(line => Text(line))];

    /// <inheritdoc/>
    public override void Answer(string line, TimeSpan now)
    {
        if (LineKeys.Named(line) is { Code: KeyCode.Escape or KeyCode.F1 or KeyCode.F4 })
            base.Answer(line, now);
        else if (line.Length > 0)
            Say(line);
    }

    /// <inheritdoc/>
    protected override void Refresh()
    {
        if (_isIn)
            return;
        _isIn = true;
        var views = Views;
        _room.Enter(this, Visit.Name, () => views.Post(() => { }));
    }

    /// <inheritdoc/>
    protected override void Over() => _room.Leave(this);

    /// <inheritdoc/>
    protected override void Body(CellBuffer screen)
    {
        int width = screen.Width - 2;
        int bottom = screen.Height - 4;
        var rows = new List<(string Text, Ink Ink, int Name)>();
        foreach (var line in _room.Lines().Reverse())
        {
            var ink = line.Kind != ChatLineKind.Said ? Ink.Grey : Ink.Silver;
            var wrapped = TextLines.Wrap(Text(line), width).ToList();
            for (int i = wrapped.Count - 1; i >= 0; i--)
                rows.Add((wrapped[i], ink, i == 0 && line.Kind == ChatLineKind.Said ? DisplayWidth.Of(line.Name) : 0));
            if (rows.Count > bottom)
                break;
        }

        for (int i = 0; i < Math.Min(rows.Count, bottom - Top + 1); i++)
        {
            int y = bottom - i;
            screen.Text(1, y, rows[i].Text, rows[i].Ink);
            for (int x = 1; x <= rows[i].Name; x++)
                screen[x, y] = new Cell(screen[x, y].CodePoint, Ink.Magenta);
        }

        _typed.Draw(screen, 1, screen.Height - 3, width - 1, focused: true);
    }

    /// <inheritdoc/>
    protected override bool Take(KeyPress key)
    {
        if (!key.Is(KeyCode.Enter))
            return _typed.Press(key);
        string text = _typed.Text;
        if (Say(text))
            _typed.Text = "";
        return true;
    }

    private static string Text(ChatLine line) => line.Kind switch
    {
        ChatLineKind.Came => $"{line.Name} is here.",
        ChatLineKind.Left => $"{line.Name} left.",
        _ => $"{line.Name}: {line.Text}",
    };

    private bool Say(string typed)
    {
        string text = CleanText.Line(typed);
        if (text.Length == 0)
            return true;
        if (_rate.Take("") > TimeSpan.Zero)
        {
            Say("Slower, please: nobody can read that fast.", isBad: true);
            return false;
        }

        _room.Say(Visit.Name, text, Visit.Services.Time.GetUtcNow());
        return true;
    }
}
