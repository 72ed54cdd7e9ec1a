using System.Formats.Cbor;
using System.Text;

namespace Monster.Arcade;

/// <summary>Writes recordings: deterministic CBOR (RFC 8949, section 4.2), the same bytes for the same recording on every machine.</summary>
public static class RecordingWriter
{
    internal const string Magic = "MPLAY";

    /// <summary>The file.</summary>
    /// <exception cref="ArcadeException">The recording is beyond a limit of the format.</exception>
    public static byte[] Encode(Recording recording)
    {
        var fields = Fields(recording);
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartArray(3);
        writer.WriteTextString(Magic);
        writer.WriteInt32(Recording.Version);
        writer.WriteStartMap(fields.Count);
        foreach (var (field, write) in fields)
        {
            writer.WriteInt32((int)field);
            write(writer);
        }

        writer.WriteEndMap();
        writer.WriteEndArray();
        return writer.BytesWritten <= Recording.MaxBytes
            ? writer.Encode()
            : throw new ArcadeException($"The recording would have {writer.BytesWritten:N0} bytes; the most is {Recording.MaxBytes:N0}.");
    }

    private static List<(RecordingField Field, Action<CborWriter> Write)> Fields(Recording r)
    {
        var fields = new List<(RecordingField, Action<CborWriter>)>
        {
            (RecordingField.Cartridge, w => w.WriteByteString(Convert.FromHexString(r.Cartridge))),
            (RecordingField.Abi, w => w.WriteInt32(r.Abi)),
            (RecordingField.Rules, w => w.WriteInt32(r.Rules)),
            (RecordingField.Seed, w => w.WriteByteString(r.Seed.ToBytes())),
            (RecordingField.Keys, r.Keys.Write),
            (RecordingField.Ticks, w => w.WriteInt32(r.Ticks)),
            (RecordingField.Status, w => w.WriteInt32((int)r.Status)),
        };
        void Optional(bool present, RecordingField field, Action<CborWriter> write)
        {
            if (present)
                fields.Add((field, write));
        }

        Optional(r.Score is not null, RecordingField.Score, w => w.WriteInt32(r.Score!.Value));
        Optional(r.StateHash is not null, RecordingField.StateHash, w => w.WriteByteString(r.StateHash!));
        Optional(r.Checkpoints.Length > 0, RecordingField.Checkpoints, w => w.WriteByteString(r.Checkpoints));
        Optional(r.Trap is not null, RecordingField.Trap, w => WriteArray(w, [(int)r.Trap!.Value.Call, (int)r.Trap.Value.Cause]));
        Optional(r.Player.Length > 0, RecordingField.Player, w => w.WriteTextString(Name(r.Player)));
        Optional(r.Node.Length > 0, RecordingField.Node, w => w.WriteTextString(Name(r.Node)));
        Optional(r.Ticket.Length > 0, RecordingField.Ticket, w => w.WriteByteString(r.Ticket));
        Optional(r.Started is not null, RecordingField.Started, w => w.WriteInt64(r.Started!.Value.ToUnixTimeMilliseconds()));
        Optional(r.Ended is not null, RecordingField.Ended, w => w.WriteInt64(r.Ended!.Value.ToUnixTimeMilliseconds()));
        Optional(r.Rhythm.Count > 0, RecordingField.Rhythm, w => WriteArray(w, r.Rhythm));
        Optional(r.PublicKey is not null, RecordingField.PublicKey, w => w.WriteByteString(r.PublicKey!));
        Optional(r.Signature is not null, RecordingField.Signature, w => w.WriteByteString(r.Signature!));
        return fields;
    }

    private static string Name(string name) => Encoding.UTF8.GetByteCount(name) <= Recording.MaxNameBytes
        ? name
        : throw new ArcadeException($"The name '{name}' is longer than {Recording.MaxNameBytes} bytes.");

    private static void WriteArray(CborWriter writer, IReadOnlyList<int> numbers)
    {
        writer.WriteStartArray(numbers.Count);
        foreach (int number in numbers)
            writer.WriteInt32(number);
        writer.WriteEndArray();
    }
}
