using System.IO.Pipelines;
using System.Text;

namespace Monster.Terminal.Tests;

/// <summary>A line with a terminal at its far end: what is typed there, and what is shown there.</summary>
internal sealed class Line : IDuplexPipe
{
    private readonly Pipe _toSession = new();
    private readonly Pipe _toTerminal = new(new PipeOptions(pauseWriterThreshold: 1 << 20, resumeWriterThreshold: 1 << 19));

    public PipeReader Input => _toSession.Reader;

    public PipeWriter Output => _toTerminal.Writer;

    public async Task TypeAsync(string keys) => await _toSession.Writer.WriteAsync(Encoding.UTF8.GetBytes(keys));

    public void Drop() => _toSession.Writer.Complete();

    /// <summary>Feeds an emulator until it shows a text, or fails after ten seconds.</summary>
    public async Task ShowAsync(Emulator emulator, string text)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!Text(emulator).Contains(text, StringComparison.Ordinal))
        {
            ReadResult read;
            try
            {
                read = await _toTerminal.Reader.ReadAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"'{text}' never came. The screen:\n{Text(emulator)}");
            }

            foreach (var segment in read.Buffer)
                emulator.Feed(segment.Span);
            _toTerminal.Reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted && !Text(emulator).Contains(text, StringComparison.Ordinal))
                throw new InvalidOperationException($"The line ended without '{text}'. The screen:\n{Text(emulator)}");
        }
    }

    public static string Text(Emulator emulator)
    {
        var text = new StringBuilder();
        for (int y = 0; y < emulator.Height; y++)
        {
            for (int x = 0; x < emulator.Width; x++)
                text.Append(emulator[x, y].Text);
            text.Append('\n');
        }

        return text.ToString();
    }
}
