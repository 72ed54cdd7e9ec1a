using System.Text;
using System.Threading.Channels;
using Monster.Terminal;

namespace Monster.Arcade.Tests.Screens;

/// <summary>Views driven by hand: keys, time, and what is drawn.</summary>
internal sealed class Stage
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private View? _shown;

    public Stage() => Views = new OpenViews(Signal);

    public OpenViews Views { get; }

    public TimeSpan Now { get; private set; }

    public View Top => Views.Top ?? throw new InvalidOperationException("Every view is closed.");

    public Stage Open(View view)
    {
        Views.Open(view);
        Settle();
        return this;
    }

    /// <summary>Presses keys: names such as Enter or F1, or text, separated by spaces; "Space" for a space.</summary>
    public Stage Press(string keys)
    {
        foreach (string key in keys.Split(' '))
        {
            if (key.Length > 1 && char.IsAsciiLetterUpper(key[0]) && Enum.TryParse(key, out KeyCode code))
                Press(new KeyPress(code));
            else
                Array.ForEach([.. key == "Space" ? " " : key], c => Press(new KeyPress(c)));
        }

        return this;
    }

    /// <summary>Lets time pass; views are woken when they asked to be.</summary>
    public Stage Wait(int milliseconds)
    {
        Settle();
        TimeSpan end = Now + TimeSpan.FromMilliseconds(milliseconds);
        while (Views.Top?.WakeAt is { } due && due <= end)
        {
            Now = due > Now ? due : Now;
            Views.Top.Wake(Now);
            Settle();
        }

        Now = end;
        return this;
    }

    /// <summary>Waits for work that goes on beside the views, and lets it report.</summary>
    public async Task FinishAsync(Task work)
    {
        Settle();
        await work;
        Settle();
    }

    /// <summary>
    /// Waits for something that work beside the views brings about: looks whenever the work reports to a view, or <see cref="Signal"/> is called.
    /// </summary>
    public async Task UntilAsync(Func<bool> happened, Func<string>? instead = null)
    {
        using var limit = new CancellationTokenSource(Patience);
        for (Wait(0); !happened(); Wait(0))
        {
            try
            {
                await _signal.Reader.ReadAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"It did not happen in {Patience.TotalSeconds} s. {instead?.Invoke()}");
            }
        }
    }

    /// <summary>Something has changed that this is waited for. Any thread may call it.</summary>
    public void Signal() => _signal.Writer.TryWrite(true);

    public CellBuffer Draw(int width = 80, int height = 24)
    {
        var screen = new CellBuffer(width, height);
        Top.Draw(screen);
        return screen;
    }

    public string Text(int width = 80, int height = 24) => Text(Draw(width, height), TerminalEncoding.Utf8);

    /// <summary>The text of a screen as a terminal of this encoding shows it, and below it its colours as hexadecimal digits, where they are not silver on black.</summary>
    public string Picture(int width, int height, TerminalEncoding encoding)
    {
        var screen = Draw(width, height);
        var picture = new StringBuilder(Text(screen, encoding)).Append("--- ink\n");
        Lines(picture, screen, cell => cell.CodePoint == ' ' || cell.Foreground == Ink.Silver ? ' ' : "0123456789abcdef"[(int)cell.Foreground]);
        picture.Append("--- ground\n");
        Lines(picture, screen, cell => cell.Background == Ink.Black ? ' ' : "0123456789abcdef"[(int)cell.Background]);
        return picture.ToString();
    }

    private static string Text(CellBuffer screen, TerminalEncoding encoding)
    {
        var text = new StringBuilder();
        Lines(text, screen, cell => encoding switch
        {
            TerminalEncoding.Utf8 => (char)cell.CodePoint,
            TerminalEncoding.Cp437 => Cp437.ToChar(Cp437.ToSafeByte(cell.CodePoint, showsControlGlyphs: false)),
            _ => Cp437.NearestAscii(cell.CodePoint),
        });
        return text.ToString();
    }

    private static void Lines(StringBuilder text, CellBuffer screen, Func<Cell, char> show)
    {
        for (int y = 0; y < screen.Height; y++)
        {
            var line = new StringBuilder();
            foreach (var cell in screen.Row(y))
                line.Append(show(cell));
            text.Append(line.ToString().TrimEnd()).Append('\n');
        }
    }

    private void Press(KeyPress key)
    {
        Top.Press(key, Now);
        Settle();
    }

    private void Settle()
    {
        Views.RunPosted();
        while (Views.Top is { } top && top != _shown)
        {
            _shown = top;
            top.Shown(Now);
        }
    }
}
