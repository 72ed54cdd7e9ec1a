using System.IO.Pipelines;
using System.Text;
using Monster.Testing;

namespace Monster.Terminal.Tests;

/// <summary>Screens told in lines, for screen readers.</summary>
public sealed class LineModeTests : IDisposable
{
    private readonly Pipe _toSession = new();
    private readonly Pipe _toTerminal = new();
    private readonly ManualTime _time = new();
    private readonly StringBuilder _heard = new();
    private TerminalSession? _session;

    public void Dispose() => _session?.Dispose();

    [Fact]
    public async Task A_view_is_said_once_then_only_what_is_new_and_lines_are_answers()
    {
        var view = new Sayer();
        var loop = Start(view, pageLength: 0);
        await HearAsync("first\r\n> ");
        await TypeAsync("hallo\x7f\x7fo!\r");
        await HearAsync("you said: halo!\r\n> ");
        Assert.Single(_heard.ToString().Split("first")[1..]);
        view.Views.Post(() => view.Said.Add("from elsewhere"));
        await HearAsync("from elsewhere\r\n> ");
        await TypeAsync("esc\r");
        await loop;
        Assert.DoesNotContain('\e', _heard.ToString());
        Assert.Equal(["halo!"], view.Answers);
    }

    [Fact]
    public async Task A_long_text_waits_for_Enter_after_each_page_and_can_be_left_by_an_answer()
    {
        var view = new Sayer();
        view.Said.AddRange(Enumerable.Range(1, 30).Select(i => $"line {i}."));
        var loop = Start(view, pageLength: 10);
        await HearAsync("line 9.\r\n(Enter for more) ");
        await TypeAsync("\r");
        await HearAsync("line 19.\r\n(Enter for more) ");
        await TypeAsync("enough\r");
        await HearAsync("you said: enough\r\n> ");
        Assert.DoesNotContain("line 20.", _heard.ToString());
        await TypeAsync("esc\r");
        await loop;
    }

    [Fact]
    public async Task A_password_is_echoed_as_stars()
    {
        var view = new Sayer { Hides = true };
        var loop = Start(view, pageLength: 0);
        await HearAsync("> ");
        await TypeAsync("secret");
        await HearAsync("******");
        Assert.DoesNotContain("secret", _heard.ToString());
        await TypeAsync("\r.\r");
        await loop;
    }

    [Fact]
    public async Task A_screen_without_lines_of_its_own_is_read_row_by_row_without_its_frames()
    {
        var loop = Start(new Drawer(), pageLength: 0);
        await HearAsync("Inside a box\r\n> ");
        Assert.DoesNotContain('─', _heard.ToString());
        await TypeAsync("q\r");
        await loop;
    }

    private async Task TypeAsync(string keys) => await _toSession.Writer.WriteAsync(Encoding.UTF8.GetBytes(keys));

    private Task Start(View view, int pageLength)
    {
        _session = new TerminalSession(new Duplex(_toSession.Reader, _toTerminal.Writer), new TerminalFacts(80, 24) { Encoding = TerminalEncoding.Utf8, IsLineMode = true, PageLength = pageLength }, _time);
        _ = _session.RunAsync();
        return new ViewLoop(_session).RunAsync(view);
    }

    private async Task HearAsync(string text)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!_heard.ToString().Contains(text, StringComparison.Ordinal))
        {
            ReadResult read;
            try
            {
                read = await _toTerminal.Reader.ReadAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"'{text}' never came: {_heard}");
            }

            foreach (var segment in read.Buffer)
                _heard.Append(Encoding.UTF8.GetString(segment.Span));
            _toTerminal.Reader.AdvanceTo(read.Buffer.End);
        }
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class Sayer : View
    {
        public List<string> Said { get; } = ["first"];

        public List<string> Answers { get; } = [];

        public bool Hides { get; init; }

        public override IReadOnlyList<string> Lines => Said;

        public override bool HidesTyping => Hides;

        public override void Draw(CellBuffer screen) => throw new InvalidOperationException("Drawn in line mode.");

        public override void Answer(string line, TimeSpan now)
        {
            if (LineKeys.Named(line) is { Code: KeyCode.Escape })
            {
                Views.Close();
                return;
            }

            Answers.Add(line);
            Said.Add($"you said: {line}");
        }

        public override void Press(KeyPress key, TimeSpan now) => throw new InvalidOperationException("A key in line mode.");
    }

    private sealed class Drawer : View
    {
        public override void Draw(CellBuffer screen)
        {
            screen.Box(10, 5, 30, 5);
            screen.Text(12, 7, "Inside   a box");
        }

        public override void Press(KeyPress key, TimeSpan now) => Views.Close();
    }
}
