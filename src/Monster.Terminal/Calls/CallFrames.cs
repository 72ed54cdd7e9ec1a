using System.Buffers;
using System.Buffers.Binary;

namespace Monster.Terminal.Calls;

/// <summary>
/// What follows the header of a call: frames of <c>u8 kind | u16 length, big-endian | content</c>. Kind 0 is what was typed; kind 1 is the
/// terminal's size, u16 columns and u16 rows. Other kinds are passed over. Reads a stream cut anywhere, and keeps at most one size.
/// </summary>
public sealed class CallFrames : ILineInput
{
    /// <summary>Bytes before a frame's content.</summary>
    public const int Head = 3;

    /// <summary>Bytes of a frame that says the size.</summary>
    public const int SizeLength = Head + 4;

    private const byte Typed = 0;
    private const byte Resized = 1;

    private readonly byte[] _held = new byte[4];
    private int _heldCount;
    private byte _kind;
    private int _left = -1;

    /// <inheritdoc/>
    public (int Width, int Height)? Size { get; private set; }

    /// <summary>Writes the head of a frame of what was typed.</summary>
    /// <param name="head">At least <see cref="Head"/> bytes.</param>
    /// <param name="length">How many bytes of content follow, at most 65,535.</param>
    public static void WriteTyped(Span<byte> head, int length)
    {
        head[0] = Typed;
        BinaryPrimitives.WriteUInt16BigEndian(head[1..], checked((ushort)length));
    }

    /// <summary>Writes a frame that says the size.</summary>
    /// <param name="frame">At least <see cref="SizeLength"/> bytes.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public static void WriteSize(Span<byte> frame, int width, int height)
    {
        frame[0] = Resized;
        BinaryPrimitives.WriteUInt16BigEndian(frame[1..], 4);
        BinaryPrimitives.WriteUInt16BigEndian(frame[3..], (ushort)Math.Clamp(width, 0, ushort.MaxValue));
        BinaryPrimitives.WriteUInt16BigEndian(frame[5..], (ushort)Math.Clamp(height, 0, ushort.MaxValue));
    }

    /// <inheritdoc/>
    public void Receive(ReadOnlySpan<byte> bytes, IBufferWriter<byte> typed)
    {
        while (!bytes.IsEmpty)
        {
            if (_left < 0)
            {
                bytes = Hold(bytes, Head);
                if (_heldCount < Head)
                    return;
                (_kind, _left, _heldCount) = (_held[0], BinaryPrimitives.ReadUInt16BigEndian(_held.AsSpan(1)), 0);
            }
            else
            {
                var part = bytes[..Math.Min(_left, bytes.Length)];
                bytes = bytes[part.Length..];
                _left -= part.Length;
                if (_kind == Typed)
                    typed.Write(part);
                else if (_kind == Resized)
                    Hold(part, _held.Length);
            }

            if (_left == 0)
                End();
        }
    }

    private ReadOnlySpan<byte> Hold(ReadOnlySpan<byte> bytes, int wanted)
    {
        int count = Math.Min(wanted - _heldCount, bytes.Length);
        bytes[..count].CopyTo(_held.AsSpan(_heldCount));
        _heldCount += count;
        return bytes[count..];
    }

    private void End()
    {
        if (_kind == Resized && _heldCount == 4 && BinaryPrimitives.ReadUInt16BigEndian(_held) is > 0 and var width && BinaryPrimitives.ReadUInt16BigEndian(_held.AsSpan(2)) is > 0 and var height)
            Size = (Math.Min((int)width, TerminalFacts.MaxWidth), Math.Min((int)height, TerminalFacts.MaxHeight));
        (_left, _heldCount) = (-1, 0);
    }
}
