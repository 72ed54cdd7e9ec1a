using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using Monster.Cartridge;

namespace Monster.Arcade;

/// <summary>
/// Reads recordings and believes nothing: the file must be exactly what <see cref="RecordingWriter"/> would write for what it
/// says, within every limit of the format.
/// </summary>
public static class RecordingReader
{
    /// <summary>Bytes of an Ed25519 public key.</summary>
    internal const int PublicKeyBytes = 32;

    /// <summary>Bytes of an Ed25519 signature.</summary>
    internal const int SignatureBytes = 64;

    private const int FieldCount = (int)RecordingField.Signature + 1;

    private static readonly DateTimeOffset LastTime = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private static ReadOnlySpan<byte> Beginning => [0x83, 0x65, (byte)'M', (byte)'P', (byte)'L', (byte)'A', (byte)'Y'];

    /// <summary>Reads a file's bytes.</summary>
    /// <exception cref="RecordingException">It is not a recording, each reason with its own message.</exception>
    public static Recording Decode(ReadOnlyMemory<byte> file)
    {
        if (file.Length > Recording.MaxBytes)
            throw new RecordingException(RecordingFault.TooLarge, $"The file has {file.Length:N0} bytes; a recording has at most {Recording.MaxBytes:N0}.");
        if (!file.Span.StartsWith(Beginning[..Math.Min(file.Length, Beginning.Length)]) || file.Length == 0)
            throw new RecordingException(RecordingFault.NotARecording, "The file is not a recording: it does not begin like one.");
        CborShape.Check(file.Span);
        try
        {
            return Read(new CborReader(file, CborConformanceMode.Canonical));
        }
        catch (CborContentException e)
        {
            throw new RecordingException(RecordingFault.NotDeterministic, $"The file is not deterministic CBOR: {e.Message}");
        }
        catch (InvalidOperationException)
        {
            throw new RecordingException(RecordingFault.BadField, "The fields of the recording are not of the types they must be.");
        }
    }

    private static Recording Read(CborReader reader)
    {
        reader.ReadStartArray();
        reader.ReadTextString();
        int version = Int32(reader, "the version", 1, int.MaxValue);
        if (version != Recording.Version)
            throw new RecordingException(RecordingFault.UnknownVersion, $"The recording is of version {version:N0}; this program knows version {Recording.Version}. A newer program may read it.");
        object?[] fields = new object?[FieldCount];
        int? count = reader.ReadStartMap();
        for (int i = 0; i < count; i++)
        {
            int number = Int32(reader, "a field's number", 1, FieldCount - 1);
            fields[number] = Value(reader, (RecordingField)number);
        }

        reader.ReadEndMap();
        reader.ReadEndArray();
        return Assemble(fields);
    }

    private static object Value(CborReader reader, RecordingField field) => field switch
    {
        RecordingField.Cartridge => Convert.ToHexStringLower(Bytes(reader, field, SHA256.HashSizeInBytes)),
        RecordingField.Abi => Int32(reader, "the ABI", 1, int.MaxValue),
        RecordingField.Rules => Int32(reader, "the rules version", 1, 1_000_000),
        RecordingField.Seed => Seed.FromBytes(Bytes(reader, field, Abi.SeedBytes)),
        RecordingField.Keys => Keys(reader),
        RecordingField.Ticks => Int32(reader, "the number of ticks", 0, Recording.MaxTicks),
        RecordingField.Status => (PlayStatus)Int32(reader, "the status", 0, 2),
        RecordingField.Score => Int32(reader, "the score", 0, int.MaxValue),
        RecordingField.StateHash => Bytes(reader, field, SHA256.HashSizeInBytes),
        RecordingField.Checkpoints => Bytes(reader, field, null),
        RecordingField.Trap => Trap(reader),
        RecordingField.Player or RecordingField.Node => Text(reader, field),
        RecordingField.Ticket => Bytes(reader, field, null),
        RecordingField.Started or RecordingField.Ended => Time(reader, field),
        RecordingField.Rhythm => Rhythm(reader),
        RecordingField.PublicKey => Bytes(reader, field, PublicKeyBytes),
        RecordingField.Signature => Bytes(reader, field, SignatureBytes),
        _ => throw Bad($"Field {(int)field} is not part of version {Recording.Version} of the format."),
    };

    private static Recording Assemble(object?[] fields)
    {
        bool Has(RecordingField field) => fields[(int)field] is not null;
        T Need<T>(RecordingField field) => fields[(int)field] is { } value ? (T)value : throw Bad($"Field {(int)field} ({field}) is missing.");
        T? Optional<T>(RecordingField field) => fields[(int)field] is { } value ? (T)value : default;
        var recording = new Recording
        {
            Cartridge = Need<string>(RecordingField.Cartridge),
            Abi = Need<int>(RecordingField.Abi),
            Rules = Need<int>(RecordingField.Rules),
            Seed = Need<Seed>(RecordingField.Seed),
            Keys = Need<KeyTrack>(RecordingField.Keys),
            Ticks = Need<int>(RecordingField.Ticks),
            Status = Need<PlayStatus>(RecordingField.Status),
            Score = Has(RecordingField.Score) ? Need<int>(RecordingField.Score) : null,
            StateHash = Optional<byte[]>(RecordingField.StateHash),
            Checkpoints = Optional<byte[]>(RecordingField.Checkpoints) ?? [],
            Trap = Has(RecordingField.Trap) ? Need<PlayTrap>(RecordingField.Trap) : null,
            Player = Optional<string>(RecordingField.Player) ?? "",
            Node = Optional<string>(RecordingField.Node) ?? "",
            Ticket = Optional<byte[]>(RecordingField.Ticket) ?? [],
            Started = Has(RecordingField.Started) ? Need<DateTimeOffset>(RecordingField.Started) : null,
            Ended = Has(RecordingField.Ended) ? Need<DateTimeOffset>(RecordingField.Ended) : null,
            Rhythm = Optional<int[]>(RecordingField.Rhythm) ?? [],
            PublicKey = Optional<byte[]>(RecordingField.PublicKey),
            Signature = Optional<byte[]>(RecordingField.Signature),
        };
        RecordingRules.Check(recording);
        return recording;
    }

    private static KeyTrack Keys(CborReader reader)
    {
        int count = reader.ReadStartArray() ?? 0;
        if (count % 2 != 0)
            throw Bad("The keys are not pairs of a number of ticks and a key.");
        var keys = new KeyTrack();
        for (int i = 0; i < count; i += 2)
        {
            int gap = Int32(reader, "a number of ticks between keys", 0, Recording.MaxTicks);
            int key = Int32(reader, "a key", int.MinValue, int.MaxValue);
            if (key == 0)
                throw Bad("Key 0 is no key and is not written.");
            int tick = keys.TicksWithKeys + gap;
            if (tick > Recording.MaxTicks)
                throw Bad($"The keys go on for more than {Recording.MaxTicks:N0} ticks.");
            keys.Add(tick, key);
        }

        reader.ReadEndArray();
        return keys.EncodedBytes <= Recording.MaxKeyBytes ? keys : throw Bad($"The keys take {keys.EncodedBytes:N0} bytes; at most {Recording.MaxKeyBytes:N0} are allowed.");
    }

    private static PlayTrap Trap(CborReader reader)
    {
        if (reader.ReadStartArray() != 2)
            throw Bad("The trap must be a pair of a call and a cause.");
        var call = (CartridgeCall)Int32(reader, "the trap's call", (int)CartridgeCall.Init, (int)CartridgeCall.Score);
        var cause = (TrapCause)Int32(reader, "the trap's cause", (int)TrapCause.Budget, (int)TrapCause.Program);
        reader.ReadEndArray();
        return new PlayTrap(call, cause);
    }

    private static int[] Rhythm(CborReader reader)
    {
        int[] rhythm = new int[reader.ReadStartArray() ?? 0];
        int bytes = 0;
        for (int i = 0; i < rhythm.Length; i++)
        {
            rhythm[i] = Int32(reader, "a pause of the rhythm", 0, int.MaxValue);
            bytes += KeyTrack.EncodedLength(rhythm[i]);
        }

        reader.ReadEndArray();
        return bytes is > 0 and <= Recording.MaxRhythmBytes ? rhythm : throw Bad($"The rhythm takes {bytes:N0} bytes; 1 to {Recording.MaxRhythmBytes:N0} are allowed.");
    }

    private static DateTimeOffset Time(CborReader reader, RecordingField field)
    {
        long milliseconds = reader.PeekState() == CborReaderState.UnsignedInteger ? (long)Math.Min(reader.ReadUInt64(), long.MaxValue) : throw Bad($"Field {(int)field} ({field}) must be a time.");
        return milliseconds <= LastTime.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : throw Bad($"Field {(int)field} ({field}) is after the year 9999.");
    }

    private static string Text(CborReader reader, RecordingField field)
    {
        string text = reader.PeekState() == CborReaderState.TextString ? reader.ReadTextString() : throw Bad($"Field {(int)field} ({field}) must be text.");
        int bytes = Encoding.UTF8.GetByteCount(text);
        return bytes is > 0 and <= Recording.MaxNameBytes ? text : throw Bad($"Field {(int)field} ({field}) has {bytes:N0} bytes; 1 to {Recording.MaxNameBytes} are allowed.");
    }

    private static byte[] Bytes(CborReader reader, RecordingField field, int? length)
    {
        byte[] bytes = reader.PeekState() == CborReaderState.ByteString ? reader.ReadByteString() : throw Bad($"Field {(int)field} ({field}) must be bytes.");
        return bytes.Length == (length ?? bytes.Length) && bytes.Length > 0 ? bytes : throw Bad($"Field {(int)field} ({field}) has {bytes.Length} bytes; it must have {length?.ToString() ?? "some"}.");
    }

    private static int Int32(CborReader reader, string what, int low, int high)
    {
        if (reader.PeekState() is not (CborReaderState.UnsignedInteger or CborReaderState.NegativeInteger))
            throw Bad($"Where {what} should be is something else.");
        try
        {
            int value = reader.ReadInt32();
            return value >= low && value <= high ? value : throw Bad($"A value of {value:N0} is not allowed for {what}: {low:N0} to {high:N0} is.");
        }
        catch (OverflowException)
        {
            throw Bad($"The value is too large for {what}.");
        }
    }

    private static RecordingException Bad(string message) => new(RecordingFault.BadField, message);
}
