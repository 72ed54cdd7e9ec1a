using System.Runtime.InteropServices;
using Monster.Trace.Elf;
using Monster.Trace.Flow;

namespace Monster.Trace.Reach;

/// <summary>
/// Which basic block leads to which, from a file alone. <em>Direct</em> edges are jumps and calls with a fixed target, and going on with what
/// follows. <em>Possible</em> edges are the rest: a computed jump may go to every block of its function; a function whose address code takes, or
/// data holds (relocations, pointers in files at fixed addresses), may be called by whoever runs. Addresses are the file's own.
/// </summary>
public sealed class StaticGraph
{
    private const int PointerSize = 8;
    private const uint Relocations = 4;

    private readonly List<CodeBlock> _blocks = [];
    private readonly List<(ulong At, ulong Named)> _references = []; // which code is named by the instruction at an address
    private readonly HashSet<ulong> _roots = [];
    private readonly HashSet<ulong> _exposed = [];
    private readonly List<ulong> _targets = []; // where somebody goes to
    private readonly bool _unwinds;

    private StaticGraph(ElfFile file, FunctionTable functions)
    {
        Functions = functions;
        _unwinds = file.Section(".gcc_except_table") is not null;
        Data(file);
        AddRoots(file);
        Cut(file);
    }

    /// <summary>The functions.</summary>
    public FunctionTable Functions { get; }

    /// <summary>The blocks, by address.</summary>
    public IReadOnlyList<CodeBlock> Blocks => _blocks;

    /// <summary>Where a run begins by itself: the entry, .init, .fini, and entries of linkage tables.</summary>
    public IReadOnlySet<ulong> Roots => _roots;

    /// <summary>Code whose address data holds, or other modules may ask for by name.</summary>
    public IReadOnlySet<ulong> Exposed => _exposed;

    /// <summary>Reads a file. Code that is in no function that is known makes functions of its own.</summary>
    /// <exception cref="TraceException">There is no decoder for its processor.</exception>
    public static StaticGraph Of(ElfFile file, FunctionTable functions)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new StaticGraph(file, functions.WithGaps(file));
    }

    /// <summary>The block an address is in; -1 for none.</summary>
    public int Find(ulong address)
    {
        int at = FirstFrom(address + 1) - 1;
        return at >= 0 && address < _blocks[at].End ? at : -1;
    }

    /// <summary>The block a function begins with; -1 when its code is not in the file.</summary>
    public int EntryOf(int function) => Find(Functions.Functions[function].Address);

    /// <summary>The blocks of a function: from the first to before the second.</summary>
    public (int From, int To) BlocksOf(int function)
    {
        int from = FirstFrom(Functions.Functions[function].Address), to = from;
        while (to < _blocks.Count && _blocks[to].Function == function)
            to++;
        return (from, to);
    }

    /// <summary>Where a block leads directly.</summary>
    public void Direct(int block, List<int> to)
    {
        ArgumentNullException.ThrowIfNull(to);
        var (_, end, _, exit) = _blocks[block];
        if (exit.Kind is BranchKind.Jump or BranchKind.Conditional or BranchKind.Call && Find(exit.Target) is >= 0 and var target)
            to.Add(target);
        if (exit.Kind is BranchKind.Next or BranchKind.Conditional or BranchKind.Call or BranchKind.IndirectCall or BranchKind.System && Find(end) is >= 0 and var next)
            to.Add(next);
    }

    /// <summary>Where it may lead besides.</summary>
    public void Possible(int block, List<int> to)
    {
        ArgumentNullException.ThrowIfNull(to);
        var (start, end, function, exit) = _blocks[block];
        // An exception that is thrown in a call goes on somewhere else in the function that catches it.
        if (exit.Kind == BranchKind.IndirectJump || (_unwinds && exit.Kind is BranchKind.Call or BranchKind.IndirectCall))
        {
            var (from, past) = BlocksOf(function);
            to.AddRange(Enumerable.Range(from, past - from));
        }

        var references = CollectionsMarshal.AsSpan(_references);
        int at = references.BinarySearch((start, 0UL));
        for (at = at < 0 ? ~at : at; at < references.Length && references[at].At < end; at++)
        {
            if (Find(references[at].Named) is >= 0 and var entry)
                to.Add(entry);
        }
    }

    /// <summary>Takes all functions apart: first after each instruction that may go elsewhere, then where somebody goes to.</summary>
    private void Cut(ElfFile file)
    {
        var reader = CodeReader.For(file);
        var pieces = new List<CodeBlock>();
        _targets.AddRange(_exposed.Concat(_roots));
        for (int i = 0; i < Functions.Functions.Count; i++)
            Decode(file, reader, i, pieces);
        _targets.Sort();
        _references.Sort();
        int t = 0;
        foreach (var piece in pieces)
        {
            ulong start = piece.Start;
            while (t < _targets.Count && _targets[t] <= start)
                t++;
            for (; t < _targets.Count && _targets[t] < piece.End; t++)
            {
                if (_targets[t] == start)
                    continue;
                _blocks.Add(new CodeBlock(start, _targets[t], piece.Function, new BlockExit(BranchKind.Next)));
                start = _targets[t];
            }

            _blocks.Add(piece with { Start = start });
        }
    }

    private void Decode(ElfFile file, CodeReader reader, int index, List<CodeBlock> pieces)
    {
        var function = Functions.Functions[index];
        if (function.Size == 0 || file.At(function.Address, function.Size) is not { } code)
            return;
        bool isOne = function.Source != FunctionSource.Gap;
        ulong at = function.Address, start = at, end = at + function.Size;
        var taken = new List<ulong>();
        reader.Begin(code.Bytes, at, isOne);
        while (at < end)
        {
            int length = reader.Next(out var exit, taken);
            if (length > 0 && exit.Kind == BranchKind.Next)
            {
                Take(taken, at, function);
                at += (ulong)length;
                continue;
            }

            if (length == 0)
            {
                // No instruction: a table, or what fills a gap. Whatever it is, it may go anywhere in its function.
                if (start < at)
                    pieces.Add(new CodeBlock(start, at, index, new BlockExit(BranchKind.Next)));
                (start, exit, length) = (at, new BlockExit(BranchKind.IndirectJump), (int)Math.Min((ulong)reader.Step, end - at));
                reader.Begin(code.Bytes[(int)(at + (ulong)length - function.Address)..], at + (ulong)length, isOne);
            }

            Take(taken, at, function);
            at += (ulong)length;
            if (exit.Kind is BranchKind.Jump or BranchKind.Conditional or BranchKind.Call)
                _targets.Add(exit.Target);
            pieces.Add(new CodeBlock(start, at, index, exit));
            start = at;
        }

        if (start < end)
            pieces.Add(new CodeBlock(start, end, index, new BlockExit(BranchKind.Next)));
    }

    private void Take(List<ulong> taken, ulong at, ElfFunction function)
    {
        foreach (ulong address in taken)
        {
            if (CodeAt(address) is { } named && named != function.Address)
            {
                _references.Add((at, named));
                _targets.Add(named);
            }
        }

        taken.Clear();
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
                    Expose(table.U64(at + 16));
            }
            else if ((section.Flags & 2) != 0 && (section.Flags & 4) == 0 && section.Type is 1 or 14 or 15)
            {
                // Pointers as they stand in the file: what files at fixed addresses have instead of relocations.
                var data = file.Contents(section);
                for (ulong at = 0; at + PointerSize <= (ulong)data.Length; at += PointerSize)
                    Expose(data.U64(at));
            }
        }

        foreach (var symbol in file.Symbols(dynamic: true).Where(s => s.Section != 0 && s.Address != 0))
            Expose(symbol.Address);
    }

    private void AddRoots(ElfFile file)
    {
        foreach (ulong address in new[] { file.Entry, file.Section(".init")?.Address ?? 0, file.Section(".fini")?.Address ?? 0 })
        {
            if (address != 0)
                _roots.Add(address);
        }

        foreach (var function in Functions.Functions)
        {
            if (function.Source is FunctionSource.Entry or FunctionSource.Plt || function.Name.StartsWith(".plt", StringComparison.Ordinal))
                _roots.Add(function.Address);
        }
    }

    private void Expose(ulong address)
    {
        if (CodeAt(address) is { } code)
            _exposed.Add(code);
    }

    /// <summary>
    /// The code an address names: a function that begins there, or just before (the unwind entry of a signal's return begins a byte early, or
    /// an instruction). In a gap any address may be a function's. Null for others: labels of a function are covered by its computed jumps.
    /// </summary>
    private ulong? CodeAt(ulong address)
    {
        if (Functions.Find(address) is not (>= 0 and var index))
            return null;
        var function = Functions.Functions[index];
        return function.Source == FunctionSource.Gap ? address : address - function.Address is 0 or 1 or 4 ? function.Address : null;
    }

    private int FirstFrom(ulong address)
    {
        int low = 0, high = _blocks.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_blocks[middle].Start < address)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
