using Monster.Arcade.Screens;
using Monster.Compiler;
using Monster.Terminal;

namespace Monster.Cli;

/// <summary>
/// An author at work: the game is on the screen, and each time its source is saved it is compiled and starts again. A source that
/// does not compile shows what is wrong, until it does. Compiling happens beside the loop, so that the game goes on meanwhile.
/// </summary>
internal sealed class WorkbenchView : View
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(150);

    private readonly string _path;
    private readonly Func<CompileResult> _build;
    private readonly Func<byte[], Arcade.Cartridge> _load;
    private readonly IHall _hall;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private PlayView? _play;
    private string _problems = "";
    private (DateTime Written, long Length) _seen;
    private (TimeSpan Loop, long Clock) _shown;
    private int _building;

    public WorkbenchView(string path, Func<CompileResult> build, Func<byte[], Arcade.Cartridge> load, IHall hall, TimeProvider time)
    {
        (_path, _build, _load, _hall, _time) = (path, build, load, hall, time);
        _timer = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override void Shown(TimeSpan now)
    {
        _shown = (now, _time.GetTimestamp());
        if (_play is not null)
            Views.Close(); // the game was left, and with it the workbench
        else
            _timer.Change(TimeSpan.Zero, LookEvery);
    }

    public override void Press(KeyPress key, TimeSpan now)
    {
        if (key.Is(KeyCode.Escape) || key.IsControl('c'))
            Views.Close();
    }

    public override void Draw(CellBuffer screen)
    {
        screen.Text(2, 0, Path.GetFileName(_path) + (_problems.Length == 0 ? ": compiling" : " does not compile"), Ink.White);
        int y = 2;
        foreach (char[] line in _problems.Split('\n').SelectMany(problem => problem.Chunk(screen.Width - 4)).Take(screen.Height - 4))
            screen.Text(2, y++, line);
        screen.Text(2, screen.Height - 1, "Save the file to compile it again; Escape leaves.", Ink.Grey);
    }

    protected override void Closed() => _timer.Dispose();

    /// <summary>Builds when the source is not what it was. Runs beside the loop, never twice at a time.</summary>
    private void Look()
    {
        if (Interlocked.Exchange(ref _building, 1) == 1)
            return;
        var file = new FileInfo(_path);
        var current = file.Exists ? (file.LastWriteTimeUtc, file.Length) : _seen;
        if (current != _seen)
        {
            _seen = current;
            var act = Outcome();
            Views.Post(act);
        }

        Volatile.Write(ref _building, 0);
    }

    private Action Outcome()
    {
        try
        {
            var built = _build();
            if (built.Wasm is not { } wasm)
                return () => ShowProblems(string.Join("\n", built.Messages));
            var cartridge = _load(wasm);
            return () => ShowGame(cartridge);
        }
        catch (Exception e) when (Failures.Describe(e) is { } message)
        {
            return () => ShowProblems(message);
        }
    }

    private void ShowGame(Arcade.Cartridge cartridge)
    {
        _problems = "";
        if (_play is { } running)
        {
            running.Reload(cartridge, _shown.Loop + _time.GetElapsedTime(_shown.Clock));
            return;
        }

        _play = new PlayView(_hall, cartridge, _time);
        Views.Open(_play);
    }

    private void ShowProblems(string problems)
    {
        _problems = problems;
        _play = null;
        while (Views.Top is { } top && top != this)
            Views.Close();
    }
}
