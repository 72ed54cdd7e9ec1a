using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Monster.Trace.Tables;

namespace Monster.Trace.Columns;

/// <summary>Reads a dictionary column of a file that <see cref="StreamFileWriter"/> wrote, page after page, as fast as it was written.</summary>
internal sealed class StreamFileReader : IDisposable
{
    private const int LargestPage = 1 << 26;
    private const int LargestFooter = 1 << 28;
    private const int HeaderRoom = 256;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly List<object> _groups;
    private readonly List<string> _columns;

    /// <summary>Opens a file.</summary>
    /// <exception cref="TraceException">It is damaged.</exception>
    public StreamFileReader(string path)
    {
        _path = path;
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 20);
        if (_file.Length < 12)
            throw Damaged();
        var end = new byte[8];
        Read(_file.Length - 8, end);
        int length = BinaryPrimitives.ReadInt32LittleEndian(end);
        if (!end.AsSpan(4).SequenceEqual("PAR1"u8) || length < 0 || length > Math.Min(LargestFooter, _file.Length - 12))
            throw Damaged();
        var footer = new byte[length];
        Read(_file.Length - 8 - length, footer);
        var fields = new ThriftReader(footer).Struct();
        CheckVersion(fields);
        Rows = (long)fields[3];
        _groups = (List<object>)fields[4];
        _columns = [.. ((List<object>)fields[2]).Skip(1).Select(e => (string)((Dictionary<int, object>)e)[4])];
    }

    /// <summary>Rows of the file.</summary>
    public long Rows { get; }

    /// <summary>Calls back with the values of each page of a 32-bit dictionary column.</summary>
    /// <exception cref="TraceException">The file is damaged, or has no such column.</exception>
    public void Values(string column, Action<uint[], int> page)
    {
        int index = _columns.IndexOf(column);
        if (index < 0)
            throw Damaged();
        var values = Array.Empty<uint>();
        foreach (var group in _groups.Cast<Dictionary<int, object>>())
        {
            var chunk = (Dictionary<int, object>)((Dictionary<int, object>)((List<object>)group[1])[index])[3];
            long left = (long)chunk[5], at = (long)chunk[11];
            uint[] dictionary = MemoryMarshal.Cast<byte, uint>(Page(ref at, out _)).ToArray();
            while (left > 0)
            {
                byte[] plain = Page(ref at, out int count);
                if (values.Length < count)
                    values = new uint[count];
                Unpack(plain, dictionary, values.AsSpan(0, count));
                page(values, count);
                left -= count;
            }
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Which version of the trace's format it is: of versions up to this one the column that is read is the same.</summary>
    private void CheckVersion(Dictionary<int, object> footer)
    {
        foreach (var fact in footer.TryGetValue(5, out object? facts) ? ((List<object>)facts).Cast<Dictionary<int, object>>() : [])
        {
            if ((string)fact[1] == TraceFormat.VersionKey && uint.TryParse((string)fact[2], NumberStyles.None, CultureInfo.InvariantCulture, out uint version) && version > TraceFormat.Version)
                throw new TraceException($"'{_path}' has version {version} of the trace format; this program knows up to {TraceFormat.Version}: use a newer one.");
        }
    }

    private void Unpack(byte[] plain, uint[] dictionary, Span<uint> values)
    {
        int at = 1;
        ulong run = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte b = at < plain.Length && shift < 64 ? plain[at++] : throw Damaged();
            run |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
                break;
        }

        int size = plain[0] / 8;
        if ((run & 1) == 0 || size is < 1 or > 4 || plain.Length - at < values.Length * size)
            throw Damaged();
        if (size == 2)
        {
            var indices = MemoryMarshal.Cast<byte, ushort>(plain.AsSpan(at));
            for (int i = 0; i < values.Length; i++)
                values[i] = indices[i] < dictionary.Length ? dictionary[indices[i]] : throw Damaged();
            return;
        }

        for (int i = 0; i < values.Length; i++)
        {
            uint index = 0;
            for (int k = 0; k < size; k++)
                index |= (uint)plain[at++] << (k * 8);
            values[i] = index < dictionary.Length ? dictionary[index] : throw Damaged();
        }
    }

    /// <summary>Reads a page and moves past it.</summary>
    private byte[] Page(ref long at, out int count)
    {
        var head = new byte[Math.Min(HeaderRoom, _file.Length - at)];
        Read(at, head);
        var reader = new ThriftReader(head);
        var fields = reader.Struct();
        long plain = (long)fields[2], packed = (long)fields[3];
        if (plain is < 0 or > LargestPage || packed is < 0 or > LargestPage)
            throw Damaged();
        var kind = (Dictionary<int, object>)(fields.TryGetValue(5, out object? data) ? data : fields[7]);
        count = (int)(long)kind[1];
        if (count < 0 || count > plain * 8)
            throw Damaged();
        var bytes = new byte[packed];
        Read(at + reader.Position, bytes);
        at += reader.Position + packed;
        return Zstd.Decompress(bytes, (int)plain) ?? throw Damaged();
    }

    private void Read(long at, byte[] bytes)
    {
        _file.Position = at;
        if (_file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw Damaged();
    }

    private TraceException Damaged() => new($"'{_path}' is damaged.");
}
