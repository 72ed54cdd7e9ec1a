using Monster.Testing;

namespace Monster.Terminal.Tests;

/// <summary>Views on a session: keys in, frames out, and the line that may go at any moment.</summary>
public sealed class ViewLoopTests : IDisposable
{
    private static readonly EmulatorKind Kind = new(TerminalEncoding.Utf8, Bright: true, ErasesToBackground: true, WrapsAtOnce: false, ShowsControlGlyphs: false);
    private static readonly TerminalFacts Facts = new(80, 24) { Encoding = TerminalEncoding.Utf8, Colors = ColorSupport.Sixteen, ErasesToBackground = true };

    private readonly Line _line = new();
    private readonly ManualTime _time = new();
    private readonly Emulator _emulator = new(80, 24, Kind);
    private readonly TerminalSession _session;

    public ViewLoopTests() => _session = new TerminalSession(_line, Facts, _time);

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task Keys_reach_the_view_on_top_and_closing_the_last_ends_the_loop()
    {
        var (view, loop) = Start();
        await _line.ShowAsync(_emulator, "keys: -");
        await _line.TypeAsync("ab");
        await _line.ShowAsync(_emulator, "keys: ab");
        await _line.TypeAsync("+c");
        await _line.ShowAsync(_emulator, "deeper keys: c");
        await _line.TypeAsync("q");
        await _line.ShowAsync(_emulator, "keys: ab+");
        await _line.TypeAsync("q");
        await loop;
        Assert.True(view.IsClosed);
    }

    [Fact]
    public async Task Escape_alone_is_a_key_once_nothing_follows_it_for_a_while()
    {
        var (_, loop) = Start();
        await _line.ShowAsync(_emulator, "keys: -");
        int quiet = _time.Waiting;
        await _line.TypeAsync("\e");
        await Until(() => _time.Waiting > quiet);
        _time.Advance(Facts.EscapeWait);
        await _line.ShowAsync(_emulator, "keys: <Escape>");
        await _line.TypeAsync("\e[A");
        await _line.ShowAsync(_emulator, "keys: <Escape><Up>");
        _line.Drop();
        await loop;
    }

    [Fact]
    public async Task Time_moves_a_view_that_asked_to_be_woken_and_no_other()
    {
        var (_, loop) = Start(period: TimeSpan.FromMilliseconds(50));
        await _line.ShowAsync(_emulator, "wakes: 0");
        for (int i = 1; i <= 3; i++)
        {
            await Until(() => _time.Waiting == 1);
            _time.Advance(TimeSpan.FromMilliseconds(50));
            await _line.ShowAsync(_emulator, $"wakes: {i}");
        }

        _line.Drop();
        await loop;
    }

    [Fact]
    public async Task A_dropped_line_closes_every_view_so_that_each_can_save()
    {
        var (view, loop) = Start();
        await _line.TypeAsync("+");
        await _line.ShowAsync(_emulator, "deeper");
        _line.Drop();
        await loop;
        Assert.True(view.IsClosed);
        Assert.True(view.Deeper!.IsClosed);
        Assert.True(_session.HangUpToken.IsCancellationRequested);
    }

    [Fact]
    public async Task A_terminal_that_is_too_small_can_have_plain_lines()
    {
        var (_, loop) = Start();
        await _line.ShowAsync(_emulator, "keys: -");
        _session.Change(facts => facts with { Width = 40, Height = 25 });
        var small = new Emulator(40, 25, Kind);
        await _line.ShowAsync(small, "L: plain lines");
        await _line.TypeAsync("l");
        await _line.ShowAsync(small, "keys: -");
        await _line.TypeAsync("ab\r");
        await _line.ShowAsync(small, "keys: ab");
        Assert.True(_session.Facts.IsLineMode);
        _line.Drop();
        await loop;
    }

    [Fact]
    public async Task A_terminal_that_is_too_small_says_what_is_needed_and_waits()
    {
        var (view, loop) = Start();
        await _line.ShowAsync(_emulator, "keys: -");
        _session.Change(facts => facts with { Width = 79, Height = 20 });
        var small = new Emulator(79, 20, Kind);
        await _line.ShowAsync(small, "80x24 needed");
        await _line.ShowAsync(small, "79x20 now");
        Assert.Equal(1, view.Interruptions);
        await _line.TypeAsync("x");
        _session.Change(facts => facts with { Width = 100, Height = 30 });
        await _line.ShowAsync(new Emulator(100, 30, Kind), "keys: ");
        _line.Drop();
        await loop;
    }

    [Fact]
    public async Task After_a_suspension_everything_is_drawn_again()
    {
        var (view, loop) = Start();
        await _line.ShowAsync(_emulator, "keys: -");
        _session.Suspend();
        _session.Resume();
        await _line.ShowAsync(new Emulator(80, 24, Kind), "keys: -");
        Assert.True(view.Interruptions >= 1);
        _line.Drop();
        await loop;
    }

    [Fact]
    public async Task Control_L_draws_everything_again()
    {
        var (_, loop) = Start();
        await _line.ShowAsync(_emulator, "keys: -");
        await _line.TypeAsync("\f");
        await _line.ShowAsync(new Emulator(80, 24, Kind), "keys: -");
        _line.Drop();
        await loop;
    }

    [Fact]
    public async Task Work_done_elsewhere_reports_to_the_loop()
    {
        var (view, loop) = Start();
        await _line.ShowAsync(_emulator, "keys: -");
        view.Report("done");
        await _line.ShowAsync(_emulator, "keys: done");
        _line.Drop();
        await loop;
    }

    [Fact]
    public async Task Keys_nobody_takes_are_dropped_after_a_limit_but_events_are_not()
    {
        var running = _session.RunAsync();
        await _line.TypeAsync(new string('x', TerminalSession.MaxKeys + 100) + "\e");
        await Until(() => _time.Waiting == 1); // the Escape waits for more, so everything before it has been read
        _session.Change(facts => facts with { Width = 81 });
        Assert.True(_session.TryTake(out var first));
        Assert.Equal(TerminalEventKind.Changed, first.Kind);
        int keys = 0;
        while (_session.TryTake(out var happened))
            keys += happened.Key.Is('x') ? 1 : 0;
        Assert.Equal(TerminalSession.MaxKeys, keys);
        _line.Drop();
        await running;
        Assert.True(_session.TryTake(out var last));
        Assert.Equal(TerminalEventKind.HungUp, last.Kind);
    }

    private (Probe View, Task Loop) Start(TimeSpan? period = null)
    {
        var view = new Probe("", period);
        _ = _session.RunAsync();
        return (view, new ViewLoop(_session).RunAsync(view));
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var end = Environment.TickCount64 + 10_000; !condition(); await Task.Yield())
            Assert.True(Environment.TickCount64 < end, "The condition never came true.");
    }

    private sealed class Probe(string name, TimeSpan? period) : View
    {
        private string _keys = "";
        private int _wakes;

        public Probe? Deeper { get; private set; }

        public bool IsClosed { get; private set; }

        public int Interruptions { get; private set; }

        public override TimeSpan? WakeAt => period * (_wakes + 1);

        public override void Draw(CellBuffer screen)
        {
            screen.Text(0, 0, $"{name}keys: {(_keys.Length == 0 ? "-" : _keys)} ");
            screen.Text(0, 1, $"wakes: {_wakes}");
        }

        public override void Press(KeyPress key, TimeSpan now)
        {
            if (key.Is('q'))
            {
                Views.Close();
                return;
            }

            _keys += key.Code == KeyCode.Character ? key.Rune.ToString() : $"<{key.Code}>";
            if (key.Is('+'))
                Views.Open(Deeper = new Probe("deeper ", null));
        }

        public override void Wake(TimeSpan now) => _wakes++;

        public override void Interrupted(TimeSpan now) => Interruptions++;

        protected override void Closed() => IsClosed = true;

        public void Report(string text) => Views.Post(() => _keys = text);
    }
}
