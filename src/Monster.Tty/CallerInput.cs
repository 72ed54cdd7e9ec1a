using System.Buffers;
using System.IO.Pipelines;
using Monster.Terminal;
using Monster.Terminal.Telnet;

namespace Monster.Tty;

/// <summary>
/// Makes keys out of what a board passes on. Enter comes as CR, CR NUL, CR LF or LF, and is CR afterwards. On a socket the board may have left
/// telnet in the stream: it is taken out, a new size is learnt from it, and nothing is answered, for that is the board's to do.
/// </summary>
internal sealed class CallerInput : ITelnetReceiver
{
    private const byte Return = (byte)'\r';
    private const byte Newline = (byte)'\n';

    private readonly IBufferWriter<byte> _keys;
    private readonly Action<int, int> _resized;
    private readonly TelnetParser? _parser;
    private bool _afterReturn;

    /// <summary>A filter.</summary>
    /// <param name="keys">Where keys go.</param>
    /// <param name="hasTelnet">Whether there may be telnet in it.</param>
    /// <param name="resized">Called with columns and rows.</param>
    public CallerInput(IBufferWriter<byte> keys, bool hasTelnet, Action<int, int> resized)
    {
        (_keys, _resized) = (keys, resized);
        _parser = hasTelnet ? new TelnetParser(this) : null;
    }

    /// <summary>Carries one pipe's bytes into another until either ends.</summary>
    public static async Task CarryAsync(PipeReader from, PipeWriter to, bool hasTelnet, Action<int, int> resized)
    {
        var input = new CallerInput(to, hasTelnet, resized);
        while (true)
        {
            var read = await from.ReadAsync();
            foreach (var segment in read.Buffer)
                input.Take(segment.Span);
            from.AdvanceTo(read.Buffer.End);
            if ((await to.FlushAsync()).IsCompleted || read.IsCompleted)
                break;
        }

        await to.CompleteAsync();
        await from.CompleteAsync();
    }

    /// <summary>Takes the next bytes.</summary>
    public void Take(ReadOnlySpan<byte> bytes)
    {
        if (_parser is null)
            Data(bytes);
        else
            _parser.Parse(bytes);
    }

    /// <inheritdoc/>
    public void Data(ReadOnlySpan<byte> data)
    {
        foreach (byte value in data)
        {
            bool isSecondHalf = _afterReturn && value is Newline or 0;
            _afterReturn = value == Return;
            if (!isSecondHalf)
                _keys.Write([value == Newline ? Return : value]);
        }
    }

    /// <inheritdoc/>
    public void Command(TelnetCommand command)
    {
    }

    /// <inheritdoc/>
    public void Negotiate(TelnetVerb verb, TelnetOption about)
    {
    }

    /// <inheritdoc/>
    public void Subnegotiate(TelnetOption about, ReadOnlySpan<byte> content)
    {
        if (about != TelnetOption.WindowSize || content.Length != 4)
            return;
        int width = (content[0] << 8) | content[1];
        int height = (content[2] << 8) | content[3];
        if (width is > 0 and <= TerminalFacts.MaxWidth && height is > 0 and <= TerminalFacts.MaxHeight)
            _resized(width, height);
    }
}
