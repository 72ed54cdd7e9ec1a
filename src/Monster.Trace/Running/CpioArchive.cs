using System.Globalization;
using System.Text;

namespace Monster.Trace.Running;

/// <summary>
/// Writes an archive that Linux takes as its first root file system: cpio's "new ASCII" format (Documentation/driver-api/early-userspace/buffer-format.rst).
/// Owner 0, time 0: the same files make the same bytes.
/// </summary>
public sealed class CpioArchive
{
    private const int Folder = 0x4000, Plain = 0x8000, Align = 4;
    private const long MaxFile = int.MaxValue;

    private readonly Stream _to;
    private readonly HashSet<string> _folders = [];
    private uint _inode;

    /// <summary>Begins an archive.</summary>
    public CpioArchive(Stream to) => _to = to;

    /// <summary>Adds a file, and the folders it is in.</summary>
    /// <param name="path">Its path from the root, without a slash in front.</param>
    /// <param name="content">What is in it.</param>
    /// <param name="mode">Its permissions, for instance 0x1ED (0755).</param>
    public void Add(string path, ReadOnlySpan<byte> content, int mode)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path[0] == '/' || path.Split('/').Any(part => part is "" or "." or "..") || content.Length > MaxFile)
            throw new ArgumentException($"'{path}' is no path inside an archive.", nameof(path));
        for (int slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            if (_folders.Add(path[..slash]))
                Entry(path[..slash], Folder | 0x1ED, []);
        }

        Entry(path, Plain | mode, content);
    }

    /// <summary>Ends it.</summary>
    public void End() => Entry("TRAILER!!!", 0, []);

    private void Entry(string name, int mode, ReadOnlySpan<byte> content)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name + "\0");
        uint[] fields = [++_inode, (uint)mode, 0, 0, 1, 0, (uint)content.Length, 0, 0, 0, 0, (uint)bytes.Length, 0];
        string header = "070701" + string.Concat(fields.Select(f => f.ToString("X8", CultureInfo.InvariantCulture)));
        _to.Write(Encoding.ASCII.GetBytes(header));
        _to.Write(bytes);
        Pad(header.Length + bytes.Length);
        _to.Write(content);
        Pad(content.Length);
    }

    private void Pad(int length) => _to.Write(new byte[(Align - (length % Align)) % Align]);
}
