using Monster.Arcade.Screens;
using Monster.Terminal;

namespace Monster.Doors;

/// <summary>A hosted door being played. Ctrl-C leaves it at any moment; every other key is the door's.</summary>
public sealed class HostedDoorView : View
{
    private readonly ProgramDoor _door;
    private readonly string _scratch;
    private readonly DoorFacts _caller;
    private readonly TimeProvider _time;
    private readonly Action<DoorResult, string> _ended;
    private readonly Lock _lock = new();
    private readonly AnsiScreen _screen;
    private readonly DoorKeys _keys;
    private IDoorRun? _run;
    private DoorResult? _result;
    private string _id = "";
    private bool _isAnnounced;

    /// <summary>A door, played by a caller.</summary>
    /// <param name="door">The door; it is disposed with this view.</param>
    /// <param name="scratch">Where it keeps this caller's things.</param>
    /// <param name="caller">What it is told of the caller.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ended">Told how it ended and the id that the caller was shown if it was a fault; from any thread.</param>
    public HostedDoorView(ProgramDoor door, string scratch, DoorFacts caller, TimeProvider time, Action<DoorResult, string> ended)
    {
        (_door, _scratch, _caller, _time, _ended) = (door, scratch, caller, time, ended);
        _screen = new AnsiScreen(door.Manifest.Encoding, answer => _run?.Type(answer));
        _keys = new DoorKeys(door, keys => _run?.Type(keys), Show);
    }

    /// <inheritdoc/>
    public override void Shown(TimeSpan now)
    {
        if (_run is not null || _result is not null)
            return;
        try
        {
            var run = _run = _door.Start(_scratch, _caller with { Width = _screen.Width, Height = _screen.Height }, data => Show(data.Span), _time);
            _ = run.Result.ContinueWith(done => End(done.Result), TaskScheduler.Default);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            End(new DoorResult(DoorEnding.Trapped, null, e.Message));
        }
    }

    /// <inheritdoc/>
    public override void Press(KeyPress key, TimeSpan now)
    {
        if (_result is not null || key.IsControl('c'))
            Views.Close();
        else
            _keys.Press(key);
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        lock (_lock)
        {
            if (_door.Resizes && _screen.Resize(screen.Width, screen.Height))
                _run?.Resize(screen.Width, screen.Height);
            int x = (screen.Width - _screen.Width) / 2;
            int y = (screen.Height - _screen.Height) / 2;
            _isAnnounced = false;
            _screen.Draw(screen, x, y);
            if (_result is null)
            {
                var (column, row) = _screen.Cursor;
                var under = screen[x + column, y + row];
                screen[x + column, y + row] = new Cell(under.CodePoint, Ink.Black, Ink.Silver);
            }
        }

        if (_result is { } result)
            DrawEnd(screen, result);
    }

    /// <inheritdoc/>
    protected override void Closed()
    {
        _run?.HangUp();
        // The program may still be saving: what it is made of goes when it has ended.
        if (_run is { } run)
            _ = run.Result.ContinueWith(_ => _door.Dispose(), TaskScheduler.Default);
        else
            _door.Dispose();
    }

    private static string Words(DoorEnding ending) => ending switch
    {
        DoorEnding.Done or DoorEnding.CallerGone => "The door has closed.",
        DoorEnding.Memory => "It took more memory than a door may.",
        DoorEnding.Work => "It thought longer than a door may.",
        DoorEnding.Time => "Its time for this call is over.",
        DoorEnding.Output => "It wrote more than any screen can show.",
        DoorEnding.Disk => "It kept more than a door may; the newest of it was taken away.",
        _ => "It tried something impossible.",
    };

    private void Show(ReadOnlySpan<byte> data)
    {
        lock (_lock)
        {
            _screen.Write(data);
            if (_isAnnounced)
                return;
            _isAnnounced = true;
        }

        Views.Post(() => { });
    }

    private void Show(byte[] data) => Show(data.AsSpan());

    private void End(DoorResult result)
    {
        if (result.Ending is not (DoorEnding.Done or DoorEnding.CallerGone))
            _id = Guid.NewGuid().ToString("N")[..8];
        _ended(result, _id);
        Views.Post(() => _result = result);
    }

    private void DrawEnd(CellBuffer screen, DoorResult result)
    {
        if (_id.Length == 0)
        {
            screen.Fill(0, screen.Height - 1, screen.Width - 1, 1, Cell.Blank);
            ScreenParts.Keys(screen, (Words(result.Ending), ""), ("Any key", "back"));
            return;
        }

        string[] lines = [.. TextLines.Wrap($"{Words(result.Ending)} This is a fault of the door, not yours, and nothing else is lost. The sysop can see what happened under {_id}.", 56)];
        var (x, y) = ScreenParts.Card(screen, 60, lines.Length + 5, Ink.Red);
        screen.Text(x, y, $"{_door.Manifest.Name} stopped working", Ink.White);
        foreach (string line in lines)
            screen.Text(x, ++y, line);
        screen.Text(x, y + 2, "Any key: back", Ink.Yellow);
    }
}
