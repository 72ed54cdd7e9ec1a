using System.IO.Compression;

namespace Monster.Trace.Elf;

/// <summary>
/// An ELF file of 32 or 64 bits and either byte order (System V ABI, chapter 4 and 5). Whatever a file says is checked against its
/// length; a hostile file throws <see cref="ElfException"/>.
/// </summary>
public sealed class ElfFile
{
    private const long LargestFile = 1L << 30;
    private const int LargestSection = 1 << 28;
    private const uint SymbolTable = 2, Note = 7, NoBits = 8, DynamicSymbols = 11;
    private const ulong Compressed = 0x800;

    private readonly ByteView _view;

    /// <summary>Takes the bytes of a file.</summary>
    /// <exception cref="ElfException">They are no ELF file.</exception>
    public ElfFile(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (span.Length < 52 || span[0] != 0x7F || span[1] != 'E' || span[2] != 'L' || span[3] != 'F' || span[4] is not (1 or 2) || span[5] is not (1 or 2))
            throw new ElfException("it is no ELF file");
        Is64 = span[4] == 2;
        _view = new ByteView(bytes, span[5] == 2);
        Type = _view.U16(16);
        Machine = _view.U16(18);
        Entry = _view.Word(24, Is64);
        Segments = ReadSegments();
        Sections = ReadSections();
    }

    /// <summary>Whether addresses have 64 bits.</summary>
    public bool Is64 { get; }

    /// <summary>e_type: 2 at fixed addresses, 3 anywhere.</summary>
    public int Type { get; }

    /// <summary>e_machine.</summary>
    public int Machine { get; }

    /// <summary>Where it begins; 0 for a library.</summary>
    public ulong Entry { get; }

    /// <summary>The byte order.</summary>
    public bool IsBigEndian => _view.IsBigEndian;

    /// <summary>The segments.</summary>
    public IReadOnlyList<ElfSegment> Segments { get; }

    /// <summary>The sections; none in a file whose section table was cut off.</summary>
    public IReadOnlyList<ElfSection> Sections { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ElfException">It is no ELF file, or too large.</exception>
    public static ElfFile Read(string path)
    {
        if (new FileInfo(path).Length > LargestFile)
            throw new ElfException("it has more than 1 GiB");
        return new ElfFile(File.ReadAllBytes(path));
    }

    /// <summary>The section of a name, if it has contents.</summary>
    public ElfSection? Section(string name)
    {
        foreach (var section in Sections)
        {
            if (section.Name == name && section.Type != NoBits)
                return section;
        }

        return null;
    }

    /// <summary>A section's contents, decompressed.</summary>
    /// <exception cref="ElfException">They are not there, or too large.</exception>
    public ByteView Contents(ElfSection section)
    {
        var raw = _view.Slice(section.Offset, section.Size);
        if ((section.Flags & Compressed) == 0)
            return raw;
        uint method = raw.U32(0);
        ulong size = raw.Word(Is64 ? 8u : 4u, Is64), header = Is64 ? 24u : 12u;
        if (size > LargestSection)
            throw new ElfException($"{section.Name} has {size} bytes, which is more than is read");
        var packed = raw.Slice(header, (ulong)raw.Length - header);
        var plain = new byte[size];
        try
        {
            using var source = new MemoryStream(packed.Bytes.ToArray());
            using Stream stream = method switch { 1 => new ZLibStream(source, CompressionMode.Decompress), 2 => new ZstdSharp.DecompressionStream(source), _ => throw new ElfException($"{section.Name} is compressed in an unknown way") };
            stream.ReadExactly(plain);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ZstdSharp.ZstdException)
        {
            throw new ElfException($"{section.Name} cannot be decompressed", e);
        }

        return new ByteView(plain, IsBigEndian);
    }

    /// <summary>Bytes at an address, as they are loaded.</summary>
    /// <returns>Null when the file has none there.</returns>
    public ByteView? At(ulong address, ulong length)
    {
        foreach (var segment in Segments)
        {
            if (segment.Type == 1 && address >= segment.Address && address - segment.Address < segment.FileSize && length <= segment.FileSize - (address - segment.Address))
                return _view.Slice(segment.Offset + (address - segment.Address), length);
        }

        return null;
    }

    /// <summary>The symbols of .symtab, or of .dynsym.</summary>
    public IReadOnlyList<ElfSymbol> Symbols(bool dynamic)
    {
        var symbols = new List<ElfSymbol>();
        uint wanted = dynamic ? DynamicSymbols : SymbolTable;
        foreach (var section in Sections)
        {
            if (section.Type != wanted || section.Link >= Sections.Count)
                continue;
            var table = Contents(section);
            var names = Contents(Sections[(int)section.Link]);
            uint size = Is64 ? 24u : 16u;
            for (ulong at = 0; at + size <= (ulong)table.Length; at += size)
                symbols.Add(Symbol(table, at, names));
        }

        return symbols;
    }

    /// <summary>The GNU build id, hexadecimal, or null.</summary>
    public string? BuildId()
    {
        foreach (var section in Sections)
        {
            if (section.Type != Note || section.Name != ".note.gnu.build-id")
                continue;
            var note = Contents(section);
            ulong name = note.U32(0), length = note.U32(4);
            return note.U32(8) == 3 && length <= 64 ? Convert.ToHexStringLower(note.Slice(12 + ((name + 3) & ~3ul), length).Bytes.Span) : null;
        }

        return null;
    }

    /// <summary>
    /// What is added to the file's addresses when a part of it is mapped: told by a mapping that holds the beginning of a segment of code.
    /// Others are no evidence, since neighbouring segments may share a page of the file.
    /// </summary>
    /// <returns>Null when the part holds no such beginning.</returns>
    public ulong? Bias(ulong offset, ulong address, ulong length)
    {
        const ulong Page = 4096;
        foreach (var segment in Segments)
        {
            ulong start = segment.Offset & ~(Page - 1);
            if (segment.Type == 1 && (segment.Flags & 1) != 0 && start >= offset && start - offset < length)
                return address - offset + segment.Offset - segment.Address;
        }

        return null;
    }

    private ElfSymbol Symbol(ByteView table, ulong at, ByteView names)
    {
        uint name = table.U32(at);
        byte info = table.U8(at + (Is64 ? 4u : 12u));
        ushort section = table.U16(at + (Is64 ? 6u : 14u));
        ulong value = Is64 ? table.U64(at + 8) : table.U32(at + 4), size = Is64 ? table.U64(at + 16) : table.U32(at + 8);
        return new ElfSymbol(name < names.Length ? names.Text(name) : "", value, size, info & 15, info >> 4, section);
    }

    private List<ElfSegment> ReadSegments()
    {
        ulong table = _view.Word(Is64 ? 32u : 28u, Is64);
        uint size = _view.U16(Is64 ? 54u : 42u), count = _view.U16(Is64 ? 56u : 44u);
        var segments = new List<ElfSegment>();
        for (uint i = 0; i < count && size >= (Is64 ? 56 : 32); i++)
        {
            var at = _view.Slice(table + ((ulong)i * size), size);
            segments.Add(Is64
                ? new ElfSegment(at.U32(0), at.U32(4), at.U64(8), at.U64(16), at.U64(32), at.U64(40))
                : new ElfSegment(at.U32(0), at.U32(24), at.U32(4), at.U32(8), at.U32(16), at.U32(20)));
        }

        return segments;
    }

    private List<ElfSection> ReadSections()
    {
        ulong table = _view.Word(Is64 ? 40u : 32u, Is64);
        uint size = _view.U16(Is64 ? 58u : 46u), count = _view.U16(Is64 ? 60u : 48u), names = _view.U16(Is64 ? 62u : 50u);
        var sections = new List<ElfSection>();
        if (table == 0 || size < (Is64 ? 64 : 40) || table + ((ulong)size * count) > (ulong)_view.Length)
            return sections;
        var texts = new List<uint>();
        for (uint i = 0; i < count; i++)
        {
            var at = _view.Slice(table + ((ulong)i * size), size);
            texts.Add(at.U32(0));
            sections.Add(Is64
                ? new ElfSection("", at.U32(4), at.U64(8), at.U64(16), at.U64(24), at.U64(32), at.U32(40), at.U64(56))
                : new ElfSection("", at.U32(4), at.U32(8), at.U32(12), at.U32(16), at.U32(20), at.U32(24), at.U32(36)));
        }

        if (names < count && sections[(int)names].Offset + sections[(int)names].Size <= (ulong)_view.Length)
        {
            var text = _view.Slice(sections[(int)names].Offset, sections[(int)names].Size);
            for (int i = 0; i < sections.Count; i++)
                sections[i] = sections[i] with { Name = texts[i] < text.Length ? text.Text(texts[i]) : "" };
        }

        return sections;
    }
}
