using System.Buffers.Binary;

namespace Monster.Arcade;

/// <summary>
/// Walks a file's CBOR items by their heads alone, before anything is believed: every length must be there, in its shortest
/// form, and everything must end where the file ends. It allocates nothing and takes time linear in the file.
/// </summary>
internal static class CborShape
{
    private const int Break = 31;

    /// <exception cref="RecordingException">The shape is wrong.</exception>
    public static void Check(ReadOnlySpan<byte> file)
    {
        int at = 0;
        for (long pending = 1; pending > 0; pending--)
        {
            int start = at;
            var (major, value) = Head(file, ref at);
            switch (major)
            {
                case 0 or 1:
                    break;
                case 2 or 3:
                    RequireLength(file, start, value, (ulong)(file.Length - at), "bytes");
                    at += (int)value;
                    break;
                case 4 or 5:
                    ulong items = major == 4 ? value : value > ulong.MaxValue / 2 ? ulong.MaxValue : value * 2;
                    RequireLength(file, start, items, (ulong)(file.Length - at), "items");
                    pending += (long)items;
                    break;
                default:
                    throw new RecordingException(RecordingFault.BadField, $"Byte {start:N0}: a recording has only numbers, bytes, text, lists and maps.");
            }
        }

        if (at < file.Length)
            throw new RecordingException(RecordingFault.TrailingBytes, $"The recording ends at byte {at:N0}, but {file.Length - at:N0} bytes follow.");
    }

    private static (int Major, ulong Value) Head(ReadOnlySpan<byte> file, ref int at)
    {
        int start = at;
        if (at >= file.Length)
            throw new RecordingException(RecordingFault.Truncated, $"The file ends at byte {at:N0}, in the middle of the recording.");
        int major = file[at] >> 5;
        int info = file[at++] & 31;
        if (info < 24)
            return (major, (ulong)info);
        if (info is > 27 and < Break)
            throw new RecordingException(RecordingFault.BadField, $"Byte {start:N0} is not CBOR.");
        if (info == Break)
            throw new RecordingException(RecordingFault.NotDeterministic, $"Byte {start:N0}: an item without a length is not deterministic CBOR.");
        int size = 1 << (info - 24);
        if (file.Length - at < size)
            throw new RecordingException(RecordingFault.Truncated, $"The file ends at byte {file.Length:N0}, in the middle of a number.");
        ulong value = Number(file.Slice(at, size));
        at += size;
        bool shortest = value >= (size == 1 ? 24ul : 1ul << (4 * size));
        return shortest ? (major, value) : throw new RecordingException(RecordingFault.NotDeterministic, $"Byte {start:N0}: the number {value:N0} is not in its shortest form, so this is not deterministic CBOR.");
    }

    private static ulong Number(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        1 => bytes[0],
        2 => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        4 => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        _ => BinaryPrimitives.ReadUInt64BigEndian(bytes),
    };

    private static void RequireLength(ReadOnlySpan<byte> file, int start, ulong claimed, ulong left, string unit)
    {
        if (claimed > Recording.MaxBytes)
            throw new RecordingException(RecordingFault.ForgedLength, $"Byte {start:N0} claims {claimed:N0} {unit}: no recording has so many, the length is forged.");
        if (claimed > left)
            throw new RecordingException(RecordingFault.Truncated, $"Byte {start:N0} claims {claimed:N0} {unit}, but only {left:N0} bytes follow: the file was cut off at byte {file.Length:N0}, or a length was changed.");
    }
}
