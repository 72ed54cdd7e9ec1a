namespace Monster.Trace.Elf;

/// <summary>Names the entries of procedure linkage tables after what they jump to: entry n belongs to relocation n of .rela.plt.</summary>
internal static class PltReader
{
    private const int X86 = 62, Arm64 = 183, RiscV = 243;

    public static void Add(List<ElfFunction> all, ElfFile file)
    {
        if (file.Section(".plt") is { } whole)
            all.Add(new ElfFunction(whole.Address, Header(file.Machine), ".plt", FunctionSource.Plt));
        var names = Names(file);
        // With indirect-branch tracking x86 has a second table, which is what code calls.
        if (file.Section(".plt.sec") is { } second)
            Entries(all, second, 0, names);
        else if (file.Section(".plt") is { } first)
            Entries(all, first, Header(file.Machine), names);
        if (file.Section(".plt.got") is { } got)
            all.Add(new ElfFunction(got.Address, got.Size, ".plt.got", FunctionSource.Plt));
    }

    private static ulong Header(int machine) => machine switch { X86 => 16, Arm64 or RiscV => 32, _ => 16 };

    private static void Entries(List<ElfFunction> all, ElfSection section, ulong header, List<string> names)
    {
        const ulong Entry = 16;
        for (int i = 0; i < names.Count && header + ((ulong)(i + 1) * Entry) <= section.Size; i++)
            all.Add(new ElfFunction(section.Address + header + ((ulong)i * Entry), Entry, names[i] + "@plt", FunctionSource.Plt));
    }

    private static List<string> Names(ElfFile file)
    {
        var names = new List<string>();
        if (file.Section(".rela.plt") is not { } section || !file.Is64)
            return names;
        var table = file.Contents(section);
        var symbols = file.Symbols(dynamic: true);
        const uint Size = 24;
        for (ulong at = 0; at + Size <= (ulong)table.Length; at += Size)
        {
            ulong symbol = table.U64(at + 8) >> 32;
            names.Add(symbol < (ulong)symbols.Count && symbols[(int)symbol].Name.Length > 0 ? symbols[(int)symbol].Name : "indirect");
        }

        return names;
    }
}
