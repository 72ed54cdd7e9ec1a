using System.Buffers;
using System.Buffers.Binary;

namespace Monster.Terminal.Rlogin;

/// <summary>
/// What is typed over rlogin once the handshake is done: bytes as they are, but for the message that tells the window's size, <c>FF FF 's' 's'</c>
/// and four numbers of 16 bits: rows, columns, and both in dots (RFC 1282). Reads a stream cut anywhere and holds back at most a
/// message that may yet be one; everything that is none is passed on unchanged.
/// </summary>
public sealed class RloginInput : ILineInput
{
    private const int MessageLength = 12;

    private readonly byte[] _held = new byte[MessageLength];
    private int _count;

    /// <inheritdoc/>
    public (int Width, int Height)? Size { get; private set; }

    private static ReadOnlySpan<byte> Mark => [0xFF, 0xFF, (byte)'s', (byte)'s'];

    /// <inheritdoc/>
    public void Receive(ReadOnlySpan<byte> bytes, IBufferWriter<byte> typed)
    {
        foreach (byte value in bytes)
        {
            _held[_count++] = value;
            // FF FF FF 's' 's': the first of three was typed.
            while (_count > 0 && !Begins(_held.AsSpan(0, _count)))
                Release(typed);
            if (_count == MessageLength)
                Take();
        }
    }

    private static bool Begins(ReadOnlySpan<byte> held)
    {
        int checkedLength = Math.Min(held.Length, Mark.Length);
        return held[..checkedLength].SequenceEqual(Mark[..checkedLength]);
    }

    private void Release(IBufferWriter<byte> typed)
    {
        typed.Write(_held.AsSpan(0, 1));
        _held.AsSpan(1, --_count).CopyTo(_held);
    }

    private void Take()
    {
        int height = BinaryPrimitives.ReadUInt16BigEndian(_held.AsSpan(4));
        int width = BinaryPrimitives.ReadUInt16BigEndian(_held.AsSpan(6));
        if (width > 0 && height > 0)
            Size = (Math.Min(width, TerminalFacts.MaxWidth), Math.Min(height, TerminalFacts.MaxHeight));
        _count = 0;
    }
}
