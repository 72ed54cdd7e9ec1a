using System.Text;
using Monster.Terminal;

namespace Monster.Doors;

/// <summary>What a caller's keys are to a door: bytes at once, or lines that are echoed and can be corrected until Enter.</summary>
public sealed class DoorKeys
{
    /// <summary>The longest line, in characters.</summary>
    public const int MaxLine = 250;

    private readonly bool _isUtf8;
    private readonly bool _raw;
    private readonly byte _backspace;
    private readonly Action<byte[]> _toDoor;
    private readonly Action<byte[]> _echo;
    private readonly List<Rune> _line = [];

    /// <summary>The keys of a door.</summary>
    /// <param name="door">Whether it wants keys or lines, and how characters travel.</param>
    /// <param name="toDoor">Given what the door reads.</param>
    /// <param name="echo">Given what the screen shows of it.</param>
    public DoorKeys(ProgramDoor door, Action<byte[]> toDoor, Action<byte[]> echo) =>
        (_isUtf8, _raw, _backspace, _toDoor, _echo) = (door.Manifest.Encoding == TerminalEncoding.Utf8, door.Manifest.TakesKeys, door.Backspace, toDoor, echo);

    /// <summary>A key was pressed.</summary>
    public void Press(KeyPress key)
    {
        if (_raw)
            _toDoor(Raw(key));
        else
            Edit(key);
    }

    private void Edit(KeyPress key)
    {
        switch (key.Code)
        {
            case KeyCode.Enter:
                _toDoor(Bytes(string.Concat(_line) + "\n"));
                _line.Clear();
                _echo("\r\n"u8.ToArray());
                break;
            case KeyCode.Backspace when _line.Count > 0:
                int width = DisplayWidth.Of(_line[^1]);
                _line.RemoveAt(_line.Count - 1);
                _echo(Bytes(new string('\b', width) + new string(' ', width) + new string('\b', width)));
                break;
            case KeyCode.Character when key.IsText && _line.Count < MaxLine && IsKnown(key.Rune):
                _line.Add(key.Rune);
                _echo(Bytes(key.Rune.ToString()));
                break;
        }
    }

    /// <summary>The bytes a terminal sends; Enter is CR, as on every board.</summary>
    private byte[] Raw(KeyPress key) => key.Code switch
    {
        KeyCode.Enter => [13],
        KeyCode.Backspace => [_backspace],
        KeyCode.Tab => [9],
        KeyCode.Escape => [27],
        KeyCode.Up => "\e[A"u8.ToArray(),
        KeyCode.Down => "\e[B"u8.ToArray(),
        KeyCode.Right => "\e[C"u8.ToArray(),
        KeyCode.Left => "\e[D"u8.ToArray(),
        KeyCode.Home => "\e[H"u8.ToArray(),
        KeyCode.End => "\e[F"u8.ToArray(),
        KeyCode.PageUp => "\e[5~"u8.ToArray(),
        KeyCode.PageDown => "\e[6~"u8.ToArray(),
        KeyCode.Insert => "\e[2~"u8.ToArray(),
        KeyCode.Delete => _backspace == 127 ? "\e[3~"u8.ToArray() : [127],
        KeyCode.Character when key.Modifiers == KeyModifiers.Control && key.Rune.Value is >= 'a' and <= 'z' => [(byte)(key.Rune.Value - 'a' + 1)],
        KeyCode.Character when key.IsText && IsKnown(key.Rune) => Bytes(key.Rune.ToString()),
        _ => [],
    };

    private bool IsKnown(Rune rune) => DisplayWidth.Of(rune) > 0 && (_isUtf8 || Cp437.TryGetByte(rune.Value, out _));

    private byte[] Bytes(string text) => _isUtf8
        ? Encoding.UTF8.GetBytes(text)
        : [.. text.EnumerateRunes().Select(rune => rune.Value < ' ' ? (byte)rune.Value : Cp437.TryGetByte(rune.Value, out byte value) ? value : (byte)'?')];
}
