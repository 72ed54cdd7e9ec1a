using System.Globalization;

namespace Monster.Trace.Elf;

/// <summary>
/// The functions of a file from all that tells of them: both symbol tables, the sorted table of .eh_frame_hdr (also there in stripped files; LSB
/// Core 10.6), procedure linkage tables, the entry point. Sorted by address; of several at one address the best name is kept.
/// </summary>
public sealed class FunctionTable
{
    private const int FunctionType = 2, IndirectFunction = 10;
    private const int MostFrames = 1 << 22;

    private readonly ElfFunction[] _functions;

    private FunctionTable(ElfFunction[] functions) => _functions = functions;

    /// <summary>The functions.</summary>
    public IReadOnlyList<ElfFunction> Functions => _functions;

    /// <summary>Collects the functions of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="debug">Its separate debug file, when there is one.</param>
    public static FunctionTable Of(ElfFile file, ElfFile? debug = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        var all = new List<ElfFunction>();
        Try(() => AddSymbols(all, (debug ?? file).Symbols(dynamic: false), FunctionSource.Symbol, file.Machine));
        if (debug is not null)
            Try(() => AddSymbols(all, file.Symbols(dynamic: false), FunctionSource.Symbol, file.Machine));
        Try(() => AddSymbols(all, file.Symbols(dynamic: true), FunctionSource.Dynamic, file.Machine));
        Try(() => AddFrames(all, file));
        Try(() => PltReader.Add(all, file));
        foreach (string name in new[] { ".init", ".fini" })
        {
            if (file.Section(name) is { } section)
                all.Add(new ElfFunction(section.Address, section.Size, "_" + name[1..], FunctionSource.Entry));
        }

        if (file.Entry != 0)
            all.Add(new ElfFunction(file.Entry, 0, "_start", FunctionSource.Entry));
        return new FunctionTable(Merge(all));
    }

    /// <summary>The index of the function an address is in; -1 for none.</summary>
    public int Find(ulong address)
    {
        int low = 0, high = _functions.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (_functions[middle].Address <= address)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return high >= 0 && (_functions[high].Size == 0 || address - _functions[high].Address < _functions[high].Size) ? high : -1;
    }

    /// <summary>The same and, for each part of a section of code that is in none of them, one more. What is shorter than x86 compilers pad is padding there.</summary>
    public FunctionTable WithGaps(ElfFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        const ulong Allocated = 2, Code = 4;
        const int X86 = 62;
        ulong shortest = file.Machine == X86 ? 16u : 2u;
        var all = new List<ElfFunction>(_functions);
        foreach (var section in file.Sections.Where(s => s.Type == 1 && (s.Flags & (Allocated | Code)) == (Allocated | Code)))
        {
            ulong at = section.Address, end = section.Address + section.Size;
            foreach (var function in _functions.Where(f => f.Address >= section.Address && f.Address < end))
            {
                Gap(at, function.Address);
                at = Math.Max(at, Math.Min(end, function.Size > end - function.Address ? end : function.Address + function.Size));
            }

            Gap(at, end);
        }

        return new FunctionTable([.. all.OrderBy(f => f.Address)]);

        void Gap(ulong from, ulong to)
        {
            if (to > from && to - from >= shortest)
                all.Add(new ElfFunction(from, to - from, string.Create(CultureInfo.InvariantCulture, $"code_{from:x}"), FunctionSource.Gap));
        }
    }

    /// <summary>One table that contradicts the file does not take the others away.</summary>
    private static void Try(Action add)
    {
        try
        {
            add();
        }
        catch (ElfException)
        {
            // What was read before is kept.
        }
    }

    private static void AddSymbols(List<ElfFunction> all, IReadOnlyList<ElfSymbol> symbols, FunctionSource source, int machine)
    {
        const int Arm = 40;
        foreach (var symbol in symbols)
        {
            if (symbol.Type is FunctionType or IndirectFunction && symbol.Section != 0 && symbol.Name.Length > 0 && symbol.Address != 0)
                all.Add(new ElfFunction(machine == Arm ? symbol.Address & ~1ul : symbol.Address, symbol.Size, symbol.Name, source));
        }
    }

    private static void AddFrames(List<ElfFunction> all, ElfFile file)
    {
        const byte DataRelativeSigned4 = 0x3B, PcRelativeSigned4 = 0x1B, Unsigned4 = 0x03;
        if (file.Section(".eh_frame_hdr") is not { } section)
            return;
        var header = file.Contents(section);
        if (header.U8(0) != 1 || header.U8(2) != Unsigned4 || header.U8(3) != DataRelativeSigned4 || header.U8(1) != PcRelativeSigned4)
            return;
        uint count = Math.Min(header.U32(8), MostFrames);
        for (uint i = 0; i < count; i++)
        {
            ulong address = section.Address + (ulong)(long)(int)header.U32(12 + ((ulong)i * 8));
            ulong frame = section.Address + (ulong)(long)(int)header.U32(16 + ((ulong)i * 8));
            ulong size = file.At(frame, 16) is { } entry ? entry.U32(12) : 0; // pc_range of a PC-relative, 4-byte encoding: what compilers write
            all.Add(new ElfFunction(address, size, string.Create(CultureInfo.InvariantCulture, $"sub_{address:x}"), FunctionSource.EhFrame));
        }
    }

    private static ElfFunction[] Merge(List<ElfFunction> all)
    {
        all.Sort((a, b) => (a.Address, a.Source, b.Size, a.Name).CompareTo((b.Address, b.Source, a.Size, b.Name)));
        var merged = new List<ElfFunction>();
        foreach (var function in all)
        {
            if (merged.Count == 0 || merged[^1].Address != function.Address)
                merged.Add(function);
            else if (merged[^1].Size == 0)
                merged[^1] = merged[^1] with { Size = function.Size };
        }

        for (int i = 0; i < merged.Count; i++)
        {
            ulong room = i + 1 < merged.Count ? merged[i + 1].Address - merged[i].Address : ulong.MaxValue;
            // A table that is one function to .eh_frame (a whole .plt) ends where the next known one begins.
            if (merged[i].Size > room || (merged[i].Size == 0 && room != ulong.MaxValue))
                merged[i] = merged[i] with { Size = room };
        }

        return [.. merged];
    }
}
