using Monster.Arcade.Screens;
using Monster.Terminal;

namespace Monster.Doors;

/// <summary>The doors of a board, to choose from.</summary>
public sealed class HostedDoorsView : View
{
    private const int Top = 3;

    private readonly DoorShelf _shelf;
    private readonly Func<string, View> _play;
    private readonly Func<string, View?> _scores;
    private List<(string Name, DoorManifest? Manifest, string Fault)> _doors = [];
    private int _selected;
    private string _notice = "";

    /// <summary>The list.</summary>
    /// <param name="shelf">The doors.</param>
    /// <param name="play">Opens one by its name; may throw <see cref="DoorRefusedException"/>.</param>
    /// <param name="scores">The scores of one by its name, null for one that has none; may throw <see cref="DoorRefusedException"/>.</param>
    public HostedDoorsView(DoorShelf shelf, Func<string, View> play, Func<string, View?> scores) => (_shelf, _play, _scores) = (shelf, play, scores);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Lines =>
        ["Doors", .. _doors.Count == 0 ? [Nothing] : _doors.Select((door, i) => $"{i + 1}. {Title(door)}: {About(door)}"), "Type a number to play, S for the scores of the one played last. Esc: back."];

    private static string Nothing => "No doors are installed on this board.";

    /// <inheritdoc/>
    public override void Shown(TimeSpan now)
    {
        _doors = [.. _shelf.Names.Select(Read)];
        _selected = Math.Clamp(_selected, 0, Math.Max(0, _doors.Count - 1));
    }

    /// <inheritdoc/>
    public override void Answer(string line, TimeSpan now)
    {
        if (int.TryParse(line, out int number) && number >= 1 && number <= _doors.Count)
        {
            _selected = number - 1;
            Play();
        }
        else
        {
            base.Answer(line, now);
        }
    }

    /// <inheritdoc/>
    public override void Press(KeyPress key, TimeSpan now)
    {
        _notice = "";
        switch (key.Code)
        {
            case KeyCode.Escape:
                Views.Close();
                break;
            case KeyCode.Enter when _doors.Count > 0:
                Play();
                break;
            case KeyCode.Character when key.Is('s') && _doors.Count > 0:
                Open(name => _scores(name) ?? throw new DoorRefusedException("This door has no scores."));
                break;
            case KeyCode.Up:
                _selected = Math.Max(0, _selected - 1);
                break;
            case KeyCode.Down:
                _selected = Math.Min(Math.Max(0, _doors.Count - 1), _selected + 1);
                break;
        }
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        ScreenParts.Title(screen, "Doors", _doors.Count == 0 ? "" : $"{_selected + 1} of {_doors.Count}");
        if (_doors.Count == 0)
            screen.TextCentered(0, screen.Height / 2, screen.Width, Nothing);
        int rows = screen.Height - Top - 4;
        int first = Math.Max(0, _selected - rows + 1);
        for (int i = first; i < Math.Min(_doors.Count, first + rows); i++)
        {
            bool isHere = i == _selected;
            int y = Top + i - first;
            screen.Text(2, y, isHere ? "►" : " ", Ink.Yellow);
            screen.TextIn(4, y, 26, Title(_doors[i]), isHere ? Ink.Yellow : Ink.Silver);
            screen.TextIn(31, y, screen.Width - 33, About(_doors[i]), _doors[i].Manifest is null ? Ink.Red : Ink.Grey);
        }

        screen.TextIn(1, screen.Height - 3, screen.Width - 2, _notice, Ink.Red);
        screen.Text(1, screen.Height - 2, "In a door all keys are the door's; Ctrl-C leaves it at any moment.", Ink.Grey);
        ScreenParts.Keys(screen, ("Enter", "play"), ("S", "scores"), ("↑↓", "choose"), ("Escape", "back"));
    }

    private static string Title((string Name, DoorManifest? Manifest, string Fault) door) => door.Manifest?.Name ?? door.Name;

    private static string About((string Name, DoorManifest? Manifest, string Fault) door) => door.Manifest?.About ?? door.Fault;

    private (string Name, DoorManifest? Manifest, string Fault) Read(string name)
    {
        try
        {
            return (name, _shelf.Manifest(name), "");
        }
        catch (DoorRefusedException e)
        {
            return (name, null, e.Message);
        }
    }

    private void Play() => Open(_play);

    private void Open(Func<string, View> view)
    {
        try
        {
            Views.Open(view(_doors[_selected].Name));
        }
        catch (DoorRefusedException e)
        {
            _notice = e.Message;
        }
    }
}
