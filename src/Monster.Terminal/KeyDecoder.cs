using System.Text;

namespace Monster.Terminal;

/// <summary>
/// Turns the bytes a terminal sends into keys: the sequences of xterm, tmux, rxvt, SyncTERM (ANSI-BBS), the Linux console and PuTTY,
/// however they are cut into pieces. Mouse reports, focus reports, pasted text and answers to queries are swallowed. Nothing here
/// waits: when <see cref="Patience"/> is not null and that time has passed without a byte, call <see cref="TimeOut"/>.
/// Memory is bounded: a sequence longer than <see cref="MaxSequence"/> is dropped up to its end.
/// </summary>
public sealed class KeyDecoder
{
    /// <summary>The longest control sequence that is understood, in bytes after CSI.</summary>
    public const int MaxSequence = 64;

    private static readonly TimeSpan StringWait = TimeSpan.FromSeconds(2);

    private readonly byte[] _sequence = new byte[MaxSequence];
    private readonly TerminalProbe? _probe;
    private bool _utf8;
    private TimeSpan _escapeWait;
    private Utf8Collector _runes;
    private State _state;
    private int _length;
    private int _skip;
    private bool _alt;
    private bool _afterReturn;

    /// <summary>A decoder for a terminal: its encoding says what bytes above 127 are.</summary>
    /// <param name="facts">The terminal.</param>
    /// <param name="probe">What takes the terminal's answers to questions; without it they are dropped.</param>
    public KeyDecoder(TerminalFacts facts, TerminalProbe? probe = null)
    {
        _probe = probe;
        Use(facts);
    }

    private enum State
    {
        Ground,
        Escape,
        Csi,
        LinuxFunction,
        Ss3,
        String,
        StringEscape,
        Mouse,
        Paste,
    }

    /// <summary>How long to wait for the next byte before <see cref="TimeOut"/>; null when nothing is pending.</summary>
    public TimeSpan? Patience => _state switch
    {
        State.Ground => null,
        State.Paste => StringWait,
        State.String or State.StringEscape when _length > 0 => StringWait,
        _ => _escapeWait,
    };

    /// <summary>Goes on with what is known of the terminal now.</summary>
    public void Use(TerminalFacts facts)
    {
        _utf8 = facts.Encoding != TerminalEncoding.Cp437;
        _escapeWait = facts.EscapeWait;
    }

    /// <summary>Takes bytes and adds the keys they complete.</summary>
    public void Decode(ReadOnlySpan<byte> input, ICollection<KeyPress> keys)
    {
        foreach (byte value in input)
            Take(value, keys);
    }

    /// <summary>The rest of a sequence did not come: what is there counts by itself, so that Escape is a key.</summary>
    public void TimeOut(ICollection<KeyPress> keys)
    {
        switch (_state)
        {
            case State.Escape:
                if (_alt)
                    keys.Add(new KeyPress(KeyCode.Escape));
                keys.Add(new KeyPress(KeyCode.Escape));
                break;
            case State.Csi when _length == 0:
                keys.Add(new KeyPress('[', KeyModifiers.Alt));
                break;
            case State.Ss3:
                keys.Add(new KeyPress('O', KeyModifiers.Alt));
                break;
        }

        Enter(State.Ground);
    }

    private void Enter(State state)
    {
        if (state is State.Ground)
            _alt = false;
        _state = state;
        _length = 0;
    }

    private void Take(byte value, ICollection<KeyPress> keys)
    {
        switch (_state)
        {
            case State.Ground:
                Ground(value, keys);
                break;
            case State.Escape:
                AfterEscape(value, keys);
                break;
            case State.Csi:
                InCsi(value, keys);
                break;
            case State.LinuxFunction:
                Finish(keys, value is >= (byte)'A' and <= (byte)'E' ? KeyCode.F1 + (value - 'A') : KeyCode.None);
                break;
            case State.Ss3:
                InSs3(value, keys);
                break;
            case State.String:
                InString(value);
                break;
            case State.StringEscape:
                if (value == '\\')
                    Enter(State.Ground);
                else
                    _state = State.String;
                break;
            case State.Mouse:
                if (--_skip == 0)
                    Enter(State.Ground);
                break;
            case State.Paste:
                InPaste(value);
                break;
        }
    }

    private void Ground(byte value, ICollection<KeyPress> keys)
    {
        bool second = _afterReturn && value is 0 or 10;
        _afterReturn = value == 13;
        if (_runes.IsOpen && _runes.Continue(value, out Rune rune))
        {
            if (rune != default)
                keys.Add(new KeyPress(KeyCode.Character, rune, KeyModifiers.None));
            return;
        }

        if (value == 0x1B)
            Enter(State.Escape);
        else if (!second)
            Plain(value, KeyModifiers.None, keys);
    }

    /// <summary>A byte that is a key by itself.</summary>
    private void Plain(byte value, KeyModifiers modifiers, ICollection<KeyPress> keys)
    {
        if (value is 13 or 10)
            keys.Add(new KeyPress(KeyCode.Enter, modifiers));
        else if (value is 8 or 127)
            keys.Add(new KeyPress(KeyCode.Backspace, modifiers));
        else if (value == 9)
            keys.Add(new KeyPress(KeyCode.Tab, modifiers));
        else if (value == 0)
            keys.Add(new KeyPress(' ', modifiers | KeyModifiers.Control));
        else if (value < 27)
            keys.Add(new KeyPress((char)(value + 'a' - 1), modifiers | KeyModifiers.Control));
        else if (value < 32)
            keys.Add(new KeyPress((char)(value + 'A' - 1), modifiers | KeyModifiers.Control));
        else if (value < 128)
            keys.Add(new KeyPress((char)value, modifiers));
        else if (_utf8)
            _runes.Open(value);
        else
            keys.Add(new KeyPress(Cp437.ToChar(value), modifiers));
    }

    private void AfterEscape(byte value, ICollection<KeyPress> keys)
    {
        switch (value)
        {
            case (byte)'[':
                Enter(State.Csi);
                return;
            case (byte)'O':
                Enter(State.Ss3);
                return;
            case (byte)']' or (byte)'P' or (byte)'_' or (byte)'^' or (byte)'X':
                Enter(State.String);
                return;
            case 0x1B:
                // rxvt sends Escape before the sequence of a key held with Alt; a third one starts over.
                if (_alt)
                    keys.Add(new KeyPress(KeyCode.Escape));
                _alt = true;
                return;
        }

        if (_alt)
            keys.Add(new KeyPress(KeyCode.Escape));
        Enter(State.Ground);
        _afterReturn = value == 13;
        Plain(value, KeyModifiers.Alt, keys);
    }

    private void InCsi(byte value, ICollection<KeyPress> keys)
    {
        if (value == 0x1B)
        {
            Enter(State.Escape); // what came before is cut off
        }
        else if (value == '[' && _length == 0)
        {
            Enter(State.LinuxFunction);
        }
        else if (value is >= 0x20 and < 0x40)
        {
            if (value == '$' && _length > 0 && char.IsAsciiDigit((char)_sequence[Math.Min(_length, MaxSequence) - 1]))
            {
                Complete(value, keys); // rxvt: Shift
                return;
            }

            if (_length < MaxSequence)
                _sequence[_length] = value;
            _length = Math.Min(_length + 1, MaxSequence + 1);
        }
        else if (value is >= 0x40 and < 0x7F)
        {
            Complete(value, keys);
        }
        else
        {
            Enter(State.Ground); // no byte of a control sequence: the line was disturbed
        }
    }

    private void Complete(byte final, ICollection<KeyPress> keys)
    {
        ReadOnlySpan<byte> parameters = _sequence.AsSpan(0, Math.Min(_length, MaxSequence));
        if (_length > MaxSequence)
        {
            Enter(State.Ground);
        }
        else if (final == 'M' && parameters.IsEmpty)
        {
            Enter(State.Mouse);
            _skip = 3; // X10: button, column, row
        }
        else if (final == '~' && parameters.SequenceEqual("200"u8))
        {
            Enter(State.Paste);
        }
        else if (_probe is not null && _probe.Take(parameters, final))
        {
            Enter(State.Ground);
        }
        else
        {
            KeyPress key = KeySequences.Csi(parameters, final);
            Finish(keys, key.Code, key.Rune, key.Modifiers);
        }
    }

    private void InSs3(byte value, ICollection<KeyPress> keys)
    {
        if (value == 0x1B)
        {
            Enter(State.Escape);
        }
        else if (char.IsAsciiDigit((char)value) && _length == 0)
        {
            _sequence[_length++] = value; // some terminals send the modifier here
        }
        else
        {
            KeyPress key = KeySequences.Ss3(value, _length > 0 ? _sequence[0] - '0' : 1);
            Finish(keys, key.Code, key.Rune, key.Modifiers);
        }
    }

    private void Finish(ICollection<KeyPress> keys, KeyCode code, Rune rune = default, KeyModifiers modifiers = KeyModifiers.None)
    {
        if (_alt)
            modifiers |= KeyModifiers.Alt;
        Enter(State.Ground);
        if (code != KeyCode.None)
            keys.Add(new KeyPress(code, rune, modifiers));
    }

    /// <summary>An answer or command that ends in BEL or ESC \; its text is not kept.</summary>
    private void InString(byte value)
    {
        _length = 1;
        if (value == 7)
            Enter(State.Ground);
        else if (value == 0x1B)
            _state = State.StringEscape;
    }

    /// <summary>Pasted text, up to ESC [ 201 ~.</summary>
    private void InPaste(byte value)
    {
        ReadOnlySpan<byte> end = "\e[201~"u8;
        _length = value == end[_length] ? _length + 1 : value == end[0] ? 1 : 0;
        if (_length == end.Length)
            Enter(State.Ground);
    }
}
