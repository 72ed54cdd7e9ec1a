using System.Buffers;

namespace Monster.Terminal.Telnet;

/// <summary>
/// Makes a telnet stream of plain bytes: 255 is doubled, and unless the stream is binary a carriage return that no line feed follows
/// gets a NUL after it (RFC 854, "The NVT printer and keyboard"), however the bytes are cut into pieces.
/// </summary>
public sealed class TelnetEncoder
{
    private const byte Iac = (byte)TelnetCommand.Iac;
    private static readonly SearchValues<byte> Special = SearchValues.Create(Iac, (byte)'\r');

    private bool _afterReturn;

    private static ReadOnlySpan<byte> Doubled => [Iac];

    /// <summary>Whether the other side agreed to binary transmission in this direction (RFC 856).</summary>
    public bool IsBinary { get; set; }

    /// <summary>Encodes the next bytes. A carriage return at their very end is completed by <see cref="Finish"/> or by the next bytes.</summary>
    public void Encode(ReadOnlySpan<byte> data, IBufferWriter<byte> output)
    {
        if (data.IsEmpty)
            return;
        if (_afterReturn && data[0] != '\n')
            output.Write("\0"u8);
        _afterReturn = false;
        while (!data.IsEmpty)
        {
            int special = IsBinary ? data.IndexOf(Iac) : data.IndexOfAny(Special);
            if (special < 0)
            {
                output.Write(data);
                return;
            }

            output.Write(data[..(special + 1)]);
            bool isReturn = data[special] == '\r';
            data = data[(special + 1)..];
            if (!isReturn)
                output.Write(Doubled);
            else if (data.IsEmpty)
                _afterReturn = true;
            else if (data[0] != '\n')
                output.Write("\0"u8);
        }
    }

    /// <summary>Nothing follows for now: completes a carriage return.</summary>
    public void Finish(IBufferWriter<byte> output)
    {
        if (_afterReturn)
            output.Write("\0"u8);
        _afterReturn = false;
    }
}
