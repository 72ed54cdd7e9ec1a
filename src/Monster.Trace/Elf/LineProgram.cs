namespace Monster.Trace.Elf;

/// <summary>Runs the line number programs of a .debug_line section.</summary>
internal sealed class LineProgram(ByteView section, ByteView? lineStrings, ByteView? strings, bool is64)
{
    private const int MostRows = 1 << 24;
    private const int MostFiles = 1 << 20;

    private readonly Dictionary<string, int> _files = [];
    private ulong _at;

    public List<LineRow> Rows { get; } = [];

    public List<string> Files { get; } = [];

    /// <summary>Runs all units.</summary>
    public void Run()
    {
        ulong next = 0;
        while (next + 4 < (ulong)section.Length)
        {
            _at = next;
            ulong length = Number(4);
            bool wide = length == 0xFFFFFFFF;
            if (wide)
                length = Number(8);
            if (length > (ulong)section.Length - _at)
                throw new ElfException(".debug_line is cut");
            next = _at + length;
            Unit(next, wide);
        }
    }

    private void Unit(ulong end, bool wide)
    {
        int version = (int)Number(2);
        if (version is < 2 or > 5)
            return;
        if (version == 5)
            _at += 2; // sizes of addresses and of segment selectors
        ulong headerLength = Number(wide ? 8 : 4), programStart = _at + headerLength;
        int minimum = (int)Number(1);
        _at += version >= 4 ? 2u : 1u; // most operations of an instruction, and whether rows are statements unless told
        var header = new Header(minimum, (sbyte)Number(1), (int)Number(1), (int)Number(1));
        var lengths = new int[Math.Max(header.OpcodeBase, 1)];
        for (int i = 1; i < header.OpcodeBase; i++)
            lengths[i] = (int)Number(1);
        var names = version == 5 ? Names5(wide) : Names2();
        if (programStart > end)
            throw new ElfException(".debug_line has a header that is longer than its unit");
        _at = programStart;
        Execute(end, header, lengths, names);
    }

    private void Execute(ulong end, Header header, int[] lengths, List<int> names)
    {
        ulong address = 0;
        int file = 1, line = 1;
        while (_at < end)
        {
            int opcode = (int)Number(1);
            if (opcode >= header.OpcodeBase)
            {
                int adjusted = opcode - header.OpcodeBase, range = Math.Max(header.LineRange, 1);
                address += (ulong)(adjusted / range * header.MinimumLength);
                line += header.LineBase + (adjusted % range);
                Add(address, Name(names, file), line);
                continue;
            }

            switch (opcode)
            {
                case 0:
                    ulong length = Unsigned(), stop = length <= end - Math.Min(_at, end) ? _at + length : throw new ElfException(".debug_line has an instruction that is longer than its unit");
                    int extended = length == 0 ? 0 : (int)Number(1);
                    if (extended == 1)
                    {
                        Add(address, -1, 0);
                        (address, file, line) = (0, 1, 1);
                    }
                    else if (extended == 2)
                    {
                        address = Number(is64 ? 8 : 4);
                    }

                    _at = stop;
                    break;
                case 1:
                    Add(address, Name(names, file), line);
                    break;
                case 2:
                    address += Unsigned() * (ulong)header.MinimumLength;
                    break;
                case 3:
                    line += (int)Signed();
                    break;
                case 4:
                    file = (int)Unsigned();
                    break;
                case 8:
                    address += (ulong)((255 - header.OpcodeBase) / Math.Max(header.LineRange, 1) * header.MinimumLength);
                    break;
                case 9:
                    address += Number(2);
                    break;
                default:
                    for (int i = 0; i < lengths[opcode]; i++)
                        Unsigned();
                    break;
            }
        }
    }

    private static int Name(List<int> names, int file) => file >= 0 && file < names.Count ? names[file] : names.Count > 0 ? names[^1] : -1;

    private void Add(ulong address, int file, int line)
    {
        if (Rows.Count >= MostRows)
            throw new ElfException(".debug_line has more rows than are read");
        Rows.Add(new LineRow(address, file, line));
    }

    /// <summary>Versions 2 to 4: files are numbered from 1.</summary>
    private List<int> Names2()
    {
        var folders = new List<string> { "" };
        while (Text() is { Length: > 0 } folder)
            folders.Add(folder);
        var names = new List<int> { -1 };
        while (Text() is { Length: > 0 } name)
        {
            ulong folder = Unsigned();
            Unsigned();
            Unsigned();
            names.Add(File(folder < (ulong)folders.Count ? folders[(int)folder] : "", name));
        }

        return names;
    }

    private List<int> Names5(bool wide)
    {
        var folders = Entries(wide).ConvertAll(e => e.Name);
        string root = folders.Count > 0 ? folders[0] : "";
        for (int i = 1; i < folders.Count; i++)
            folders[i] = Path.Combine(root, folders[i]);
        return Entries(wide).ConvertAll(e => File(e.Folder < (ulong)folders.Count ? folders[(int)e.Folder] : "", e.Name));
    }

    private List<(string Name, ulong Folder)> Entries(bool wide)
    {
        int formats = (int)Number(1);
        var format = new (ulong Content, ulong Form)[formats];
        for (int i = 0; i < formats; i++)
            format[i] = (Unsigned(), Unsigned());
        ulong count = Unsigned();
        if (count > MostFiles || (formats == 0 && count > 0))
            throw new ElfException(".debug_line has more files than are read");
        var entries = new List<(string, ulong)>();
        for (ulong i = 0; i < count; i++)
        {
            string name = "";
            ulong folder = 0;
            foreach (var (content, form) in format)
            {
                var (text, number) = Value(form, wide);
                if (content == 1)
                    name = text;
                else if (content == 2)
                    folder = number;
            }

            entries.Add((name, folder));
        }

        return entries;
    }

    private (string Text, ulong Number) Value(ulong form, bool wide)
    {
        switch (form)
        {
            case 0x08: return (Text(), 0);
            case 0x0E: return (strings?.Text(Number(wide ? 8 : 4)) ?? "", 0);
            case 0x1F: return (lineStrings?.Text(Number(wide ? 8 : 4)) ?? "", 0);
            case 0x0B: return ("", Number(1));
            case 0x05: return ("", Number(2));
            case 0x06: return ("", Number(4));
            case 0x07: return ("", Number(8));
            case 0x0F: return ("", Unsigned());
            case 0x1E:
                section.Span(_at, 16);
                _at += 16;
                return ("", 0);
            case 0x09:
                ulong length = Unsigned();
                section.Slice(_at, length);
                _at += length;
                return ("", 0);
            default: throw new ElfException($".debug_line uses form 0x{form:x}, which is not known");
        }
    }

    private int File(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        if (_files.TryGetValue(path, out int index))
            return index;
        if (Files.Count >= MostFiles)
            throw new ElfException(".debug_line has more files than are read");
        _files.Add(path, Files.Count);
        Files.Add(path);
        return Files.Count - 1;
    }

    private ulong Number(int size)
    {
        ulong value = size switch { 1 => section.U8(_at), 2 => section.U16(_at), 4 => section.U32(_at), _ => section.U64(_at) };
        _at += (ulong)size;
        return value;
    }

    private ulong Unsigned()
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte b = (byte)Number(1);
            if (shift < 64)
                value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
                return value;
        }
    }

    private long Signed()
    {
        long value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte b = (byte)Number(1);
            if (shift < 64)
                value |= (long)(b & 0x7F) << shift;
            if (b < 0x80)
                return shift + 7 < 64 && (b & 0x40) != 0 ? value | (-1L << (shift + 7)) : value;
        }
    }

    private string Text()
    {
        string text = section.Text(_at);
        int end = section.Span(_at, section.Length - (int)_at).IndexOf((byte)0);
        _at = end < 0 ? throw new ElfException(".debug_line is cut in a text") : _at + (ulong)end + 1;
        return text;
    }

    private readonly record struct Header(int MinimumLength, sbyte LineBase, int LineRange, int OpcodeBase);
}
