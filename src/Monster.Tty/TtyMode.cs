namespace Monster.Tty;

/// <summary>
/// The state of the terminal: ours (raw, alternate screen, no cursor) or as it was found. Both changes may be asked for any
/// number of times, from any thread, in any order; what was found is put back exactly.
/// </summary>
internal sealed unsafe class TtyMode
{
    private const int AfterOutput = 1; // TCSADRAIN
    private const int Now = 0; // TCSANOW

    // A monitor and not a Lock, for it is also waited on.
    private readonly object _gate = new();
    private readonly int _input;
    private readonly int _output;
    private readonly Termios _found;
    private bool _ours;
    private bool _closed;

    public TtyMode(int input, int output)
    {
        (_input, _output) = (input, output);
        Termios found;
        if (Libc.GetAttributes(input, &found) != 0)
            throw new TtyException("The terminal's settings cannot be read.");
        _found = found;
    }

    /// <summary>Makes the terminal ours. Also after something else may have changed it behind our back.</summary>
    public void Enter()
    {
        lock (_gate)
        {
            Termios raw = _found.Raw();
            Libc.SetAttributes(_input, Now, &raw);
            if (!_ours)
                WriteAll("\e[?1049h\e[?25l\e[?2004h"u8);
            _ours = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Puts everything back. For terminals without a second screen the one there is left clean.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if (!_ours)
                return;
            _ours = false;
            WriteAll("\e[?2004l\e[0m\e[H\e[2J\e[?25h\e[?1049l"u8);
            Termios found = _found;
            Libc.SetAttributes(_input, AfterOutput, &found);
        }
    }

    /// <summary>Nothing is written any more, and nobody waits to write.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Writes to the terminal while it is ours; while it is not, waits until it is again.</summary>
    /// <returns>False when the terminal is gone or closed.</returns>
    public bool Write(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            while (!_ours && !_closed)
                Monitor.Wait(_gate);
            return !_closed && WriteAll(bytes);
        }
    }

    private bool WriteAll(ReadOnlySpan<byte> bytes) => Descriptor.WriteAll(_output, bytes);
}
