using System.Buffers;
using System.Globalization;

namespace Monster.Terminal;

/// <summary>
/// Asks a terminal what it is, in one burst, and takes the answers whenever they come. Nothing waits for them: until then, and for
/// ever on a terminal that answers nothing, the facts stay as they were. Asked: the size (by moving to the far corner), how many columns
/// the two bytes of U+00E9 in UTF-8 take (1: UTF-8; 2: one byte a character), and what it calls itself (SyncTERM's CTerm has its own
/// form). The last question is one that every terminal knows which knows any, so its answer ends the probe.
/// Safe for one thread that takes answers and others that read.
/// </summary>
public sealed class TerminalProbe
{
    private const byte PositionReport = (byte)'R';
    private const byte Attributes = (byte)'c';
    private const int Unknown = 0;

    private volatile int _positionsWanted;
    private volatile int _answers;
    private volatile bool _isAsked;
    private volatile bool _isComplete;
    private volatile int _width;
    private volatile int _height;
    private volatile int _column;
    private volatile bool _isCTerm;

    /// <summary>Answers taken so far.</summary>
    public int Answers => _answers;

    /// <summary>Whether the last question was answered.</summary>
    public bool IsComplete => _isComplete;

    /// <summary>
    /// Writes the questions. The cursor is put back where the terminal can do that, else it stays on the last row; what is shown is gone
    /// before the eye sees it.
    /// </summary>
    public void Ask(IBufferWriter<byte> output)
    {
        _isAsked = true;
        _positionsWanted = 2;
        output.Write("\e[s\e[255B\e[255C\e[6n\r\u00E9\e[6n\r  \r\e[u\e[c"u8);
    }

    /// <summary>Takes a control sequence that came from the terminal if it is an answer to a question asked.</summary>
    /// <param name="parameters">Between CSI and the last byte.</param>
    /// <param name="final">The last byte.</param>
    /// <returns>False when it is none, so it may be a key.</returns>
    public bool Take(ReadOnlySpan<byte> parameters, byte final)
    {
        if (!_isAsked)
            return false;
        switch (final)
        {
            case PositionReport when _positionsWanted > 0 && Position(parameters) is var (row, column):
                if (--_positionsWanted == 1)
                    (_height, _width) = (row, column);
                else
                    _column = column;
                break;
            case Attributes when parameters.StartsWith("?"u8) || parameters.StartsWith("="u8):
                _isCTerm |= parameters.StartsWith("=67;84;101;114;109"u8); // "CTerm"
                _isComplete = true;
                break;
            default:
                return false;
        }

        _answers++;
        return true;
    }

    /// <summary>The facts with what was answered so far.</summary>
    public TerminalFacts Apply(TerminalFacts facts)
    {
        if (!facts.IsSizeKnown && _width >= 20 && _height >= 5)
            facts = facts with { Width = Math.Min(_width, TerminalFacts.MaxWidth), Height = Math.Min(_height, TerminalFacts.MaxHeight) };
        if (_column != Unknown && !facts.IsEncodingKnown)
            facts = facts with { Encoding = Encoding(facts), IsEncodingKnown = true };
        if (_isCTerm)
            facts = facts with { Type = facts.Type.Length > 0 ? facts.Type : "syncterm", ShowsControlGlyphs = true, ErasesToBackground = true };
        // A terminal that gives no type and answers is one of ANSI.SYS's descendants, or can do what they can.
        if (facts.Colors == ColorSupport.Monochrome && facts.Type.Length == 0)
            facts = facts with { Colors = ColorSupport.BoldIsBright };
        return facts;
    }

    private TerminalEncoding Encoding(TerminalFacts facts) => _column switch
    {
        2 => TerminalEncoding.Utf8,
        3 when _isCTerm || facts.Type.Length == 0 || EnvironmentFacts.IsDos(facts.Type) || !EnvironmentFacts.IsKnown(facts.Type) => TerminalEncoding.Cp437,
        _ => TerminalEncoding.Ascii,
    };

    private static (int Row, int Column)? Position(ReadOnlySpan<byte> parameters)
    {
        string[] parts = System.Text.Encoding.ASCII.GetString(parameters).Split(';');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int row)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int column) ? (row, column) : null;
    }
}
