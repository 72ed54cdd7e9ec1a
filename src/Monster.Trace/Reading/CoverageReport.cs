using System.Globalization;
using Monster.Trace.Tables;

namespace Monster.Trace.Reading;

/// <summary>What code was executed: by function in bytes, by source line where the program has line numbers.</summary>
public sealed class CoverageReport
{
    private readonly TraceFolder _trace;
    private readonly Dictionary<ulong, (ulong Length, ulong Count)> _instructions = [];

    private CoverageReport(TraceFolder trace)
    {
        _trace = trace;
        foreach (var group in trace.Counts.GroupBy(c => c.Block))
        {
            var block = trace.Blocks[(int)group.Key];
            ulong at = block.Pc, count = 0;
            foreach (var row in group)
                count += row.Count;
            foreach (byte length in block.Lengths)
            {
                ref var known = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_instructions, at, out _);
                known = (length, known.Count + count);
                at += length;
            }
        }
    }

    /// <summary>Looks at a trace; mode cover is enough.</summary>
    /// <exception cref="TraceException">The trace has no blocks.</exception>
    public static CoverageReport Of(TraceFolder trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        return trace.Run.Mode == "syscalls" ? throw new TraceException($"The trace in '{trace.Path}' has system calls only.") : new CoverageReport(trace);
    }

    /// <summary>The functions of a module, executed or not.</summary>
    public IReadOnlyList<FunctionCoverage> Functions(uint module)
    {
        var functions = _trace.Functions.Where(f => f.Module == module).OrderBy(f => f.Address).ToList();
        var executed = new (ulong Bytes, ulong Instructions)[functions.Count];
        foreach (var (address, (length, count)) in _instructions)
        {
            int index = Find(functions, address);
            if (index >= 0)
                executed[index] = (executed[index].Bytes + length, executed[index].Instructions + count);
        }

        return [.. functions.Select((f, i) => new FunctionCoverage(f, f.Size, executed[i].Bytes, executed[i].Instructions))];
    }

    /// <summary>How often each source line was executed: the most of its instructions. Lines with 0 have code that did not run.</summary>
    public IReadOnlyDictionary<string, SortedDictionary<int, ulong>> Lines()
    {
        var files = new Dictionary<string, SortedDictionary<int, ulong>>();
        var lines = new SourceLines(_trace);
        bool counts = _trace.Run.Instructions is not null;
        foreach (var module in _trace.Modules)
        {
            if (lines.Table(module) is not { } table || module.Bias is not { } bias)
                continue;
            foreach (var row in table.Rows.Where(r => r.File >= 0 && r.Line > 0))
                Count(files, table.Files[row.File], row.Line, 0);
            foreach (var (address, (_, count)) in _instructions)
            {
                if (table.Find(address - bias) is { } row)
                    Count(files, table.Files[row.File], row.Line, counts ? count : 1);
            }
        }

        return files;
    }

    /// <summary>The lcov format that genhtml, editors and coverage services read.</summary>
    public void WriteLcov(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        foreach (var (file, lines) in Lines().OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            output.WriteLine("TN:");
            output.WriteLine($"SF:{file}");
            foreach (var (line, count) in lines)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"DA:{line},{count}"));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"LF:{lines.Count}"));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"LH:{lines.Values.Count(c => c > 0)}"));
            output.WriteLine("end_of_record");
        }
    }

    private static void Count(Dictionary<string, SortedDictionary<int, ulong>> files, string file, int line, ulong count)
    {
        if (!files.TryGetValue(file, out var lines))
            files.Add(file, lines = []);
        lines[line] = Math.Max(lines.GetValueOrDefault(line), count);
    }

    private static int Find(List<FunctionRow> functions, ulong address)
    {
        int low = 0, high = functions.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (functions[middle].Address <= address)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return high >= 0 && (functions[high].Size == 0 || address - functions[high].Address < functions[high].Size) ? high : -1;
    }
}
