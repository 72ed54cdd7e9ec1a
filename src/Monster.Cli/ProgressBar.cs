namespace Monster.Cli;

/// <summary>
/// One line on the error output that says how far a long command is, drawn over itself and taken away at the end.
/// Nothing is drawn where the error output is not this process's terminal.
/// </summary>
public sealed class ProgressBar : IProgress<int>, IDisposable
{
    private const int Width = 30;

    private readonly TextWriter? _terminal;
    private readonly string _what;
    private readonly int _total;
    private int _drawn = -1;

    /// <summary>Begins at 0.</summary>
    /// <param name="error">The command's error output.</param>
    /// <param name="what">What is counted, in the plural.</param>
    /// <param name="total">How many there are, 1 or more.</param>
    public ProgressBar(TextWriter error, string what, int total)
    {
        _terminal = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected ? error : null;
        _what = what;
        _total = total;
        Report(0);
    }

    /// <summary>Draws how many are done.</summary>
    public void Report(int value)
    {
        int filled = (int)((long)Math.Clamp(value, 0, _total) * Width / _total);
        if (_terminal is null || (filled == _drawn && _total > 200))
            return;
        _drawn = filled;
        _terminal.Write($"\r[{new string('#', filled)}{new string('.', Width - filled)}] {value:N0} of {_total:N0} {_what}");
        _terminal.Flush();
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        _terminal?.Write("\r\u001b[K");
        _terminal?.Flush();
    }
}
