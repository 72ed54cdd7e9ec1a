using System.Text;

namespace Monster.Terminal;

/// <summary>Collects the bytes of one character in UTF-8 (RFC 3629); what is not valid is dropped.</summary>
internal struct Utf8Collector
{
    private uint _bytes;
    private int _count;

    /// <summary>Whether the next byte may belong to a character begun.</summary>
    public readonly bool IsOpen => _count > 0;

    /// <summary>Starts a character with its first byte; a byte that cannot be one is dropped.</summary>
    public void Open(byte lead)
    {
        _bytes = lead;
        _count = lead is >= 0xC2 and <= 0xF4 ? 1 : 0;
    }

    /// <summary>Takes the next byte.</summary>
    /// <param name="value">The byte.</param>
    /// <param name="rune">The character when this byte completed it, else U+0000.</param>
    /// <returns>False when the byte does not belong here: the character begun is dropped and the byte is still to be read.</returns>
    public bool Continue(byte value, out Rune rune)
    {
        rune = default;
        if ((value & 0xC0) != 0x80)
        {
            _count = 0;
            return false;
        }

        _bytes = (_bytes << 8) | value;
        _count++;
        Span<byte> bytes = [(byte)(_bytes >> 24), (byte)(_bytes >> 16), (byte)(_bytes >> 8), (byte)_bytes];
        var status = Rune.DecodeFromUtf8(bytes[^_count..], out Rune decoded, out _);
        if (status == System.Buffers.OperationStatus.NeedMoreData)
            return true;
        _count = 0;
        if (status == System.Buffers.OperationStatus.Done)
            rune = decoded;
        return true;
    }
}
