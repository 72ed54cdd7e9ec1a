using System.Runtime.InteropServices;

namespace Monster.Tty;

/// <summary>struct termios of Linux (glibc and musl agree, on every 64-bit architecture).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct Termios
{
    private const uint BreakInterrupt = 0x2; // BRKINT
    private const uint CheckParity = 0x10; // INPCK
    private const uint StripBit = 0x20; // ISTRIP
    private const uint NewlineToReturn = 0x40; // INLCR
    private const uint IgnoreReturn = 0x80; // IGNCR
    private const uint ReturnToNewline = 0x100; // ICRNL
    private const uint FlowControl = 0x400; // IXON
    private const uint ProcessOutput = 0x1; // OPOST
    /// <summary>ISIG: Ctrl-C and others become signals.</summary>
    public const uint Signals = 0x1;

    private const uint Canonical = 0x2; // ICANON
    private const uint Echo = 0x8 | 0x40; // ECHO, ECHONL
    private const uint Extensions = 0x8000; // IEXTEN
    private const uint SizeMask = 0x130; // CSIZE and PARENB
    private const uint EightBits = 0x30; // CS8
    private const int Time = 5; // VTIME
    private const int Minimum = 6; // VMIN

    public uint Input;
    public uint Output;
    public uint Control;
    public uint Local;
    public byte Line;
    public fixed byte Characters[32];
    public uint InputSpeed;
    public uint OutputSpeed;

    /// <summary>
    /// The same terminal with every byte passed as it is, but for Ctrl-C, Ctrl-Z and Ctrl-\, which stay signals: they must work
    /// even when this program does not.
    /// </summary>
    public readonly Termios Raw()
    {
        Termios raw = this;
        raw.Input &= ~(BreakInterrupt | CheckParity | StripBit | NewlineToReturn | IgnoreReturn | ReturnToNewline | FlowControl);
        raw.Output &= ~ProcessOutput;
        raw.Control = (raw.Control & ~SizeMask) | EightBits;
        raw.Local &= ~(Canonical | Echo | Extensions);
        raw.Characters[Minimum] = 1;
        raw.Characters[Time] = 0;
        return raw;
    }
}
