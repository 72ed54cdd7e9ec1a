using Iced.Intel;
using Monster.Trace.Elf;

namespace Monster.Trace.Reach;

/// <summary>
/// Which function leads to which, from an x86-64 file alone. <em>Direct</em> edges are jumps and calls with a fixed target, and going on past a
/// function's end. <em>Reference</em> edges are addresses of functions that code takes (lea, immediates), or that data holds
/// (relocations, pointers in files at fixed addresses): whoever runs may call them. Addresses are the file's own.
/// </summary>
public sealed class StaticGraph
{
    private const int X86 = 62;
    private const int PointerSize = 8;
    private const uint Relocations = 4;

    private readonly HashSet<int>[] _direct;
    private readonly HashSet<int>[] _references;

    private StaticGraph(ElfFile file, FunctionTable functions)
    {
        Functions = functions;
        _direct = [.. functions.Functions.Select(_ => new HashSet<int>())];
        _references = [.. functions.Functions.Select(_ => new HashSet<int>())];
        for (int i = 0; i < functions.Functions.Count; i++)
            Decode(file, i);
        Data(file);
        AddRoots(file);
    }

    /// <summary>The functions.</summary>
    public FunctionTable Functions { get; }

    /// <summary>Where a run begins by itself: the entry, .init, .fini, and what their arrays name.</summary>
    public IReadOnlySet<int> Roots => _roots;

    /// <summary>Functions whose address data holds, or other modules may ask for by name.</summary>
    public IReadOnlySet<int> Exposed => _exposed;

    private readonly HashSet<int> _roots = [];
    private readonly HashSet<int> _exposed = [];

    /// <summary>Reads a file.</summary>
    /// <exception cref="TraceException">It is not for x86-64.</exception>
    public static StaticGraph Of(ElfFile file, FunctionTable functions)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Machine == X86 ? new StaticGraph(file, functions) : throw new TraceException("The static graph is made for x86-64 programs only so far.");
    }

    /// <summary>Where a function leads directly.</summary>
    public IReadOnlySet<int> Direct(int function) => _direct[function];

    /// <summary>Whose addresses a function takes.</summary>
    public IReadOnlySet<int> References(int function) => _references[function];

    private void Decode(ElfFile file, int index)
    {
        var function = Functions.Functions[index];
        if (function.Size == 0 || file.At(function.Address, function.Size) is not { } code)
            return;
        var decoder = Decoder.Create(64, code.Bytes.ToArray(), function.Address);
        var last = FlowControl.Return;
        ulong end = function.Address + function.Size;
        while (decoder.IP < end)
        {
            decoder.Decode(out var instruction);
            last = instruction.FlowControl;
            if (instruction.FlowControl is FlowControl.Call or FlowControl.UnconditionalBranch or FlowControl.ConditionalBranch && instruction.Op0Kind == OpKind.NearBranch64)
                Add(_direct[index], instruction.NearBranchTarget, index, startOnly: false);
            if (instruction.IsIPRelativeMemoryOperand)
                Add(_references[index], instruction.IPRelativeMemoryAddress, index, startOnly: true);
            for (int operand = 0; operand < instruction.OpCount; operand++)
            {
                if (instruction.GetOpKind(operand) is OpKind.Immediate32 or OpKind.Immediate64 or OpKind.Immediate32to64)
                    Add(_references[index], instruction.GetImmediate(operand), index, startOnly: true);
            }
        }

        if (last is FlowControl.Next or FlowControl.ConditionalBranch or FlowControl.Call)
            Add(_direct[index], end, index, startOnly: false);
    }

    private void Data(ElfFile file)
    {
        foreach (var section in file.Sections)
        {
            if (section.Type == Relocations)
            {
                const uint Size = 24;
                var table = file.Contents(section);
                for (ulong at = 0; at + Size <= (ulong)table.Length; at += Size)
                    Add(_exposed, table.U64(at + 16), -1, startOnly: true);
            }
            else if ((section.Flags & 2) != 0 && (section.Flags & 4) == 0 && section.Type is 1 or 14 or 15)
            {
                // Pointers as they stand in the file: what files at fixed addresses have instead of relocations.
                var data = file.Contents(section);
                for (ulong at = 0; at + PointerSize <= (ulong)data.Length; at += PointerSize)
                    Add(_exposed, data.U64(at), -1, startOnly: true);
            }
        }

        foreach (var symbol in file.Symbols(dynamic: true).Where(s => s.Section != 0 && s.Address != 0))
            Add(_exposed, symbol.Address, -1, startOnly: true);
    }

    private void AddRoots(ElfFile file)
    {
        Add(_roots, file.Entry, -1, startOnly: false);
        for (int i = 0; i < Functions.Functions.Count; i++)
        {
            if (Functions.Functions[i].Source is FunctionSource.Entry or FunctionSource.Plt || Functions.Functions[i].Name.StartsWith(".plt", StringComparison.Ordinal))
                _roots.Add(i);
        }
    }

    private void Add(HashSet<int> set, ulong address, int from, bool startOnly)
    {
        int index = Functions.Find(address);
        if (index >= 0 && index != from && (!startOnly || Functions.Functions[index].Address == address))
            set.Add(index);
    }
}
