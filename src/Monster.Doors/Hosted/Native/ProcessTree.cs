using System.Globalization;

namespace Monster.Doors;

/// <summary>A process and all below it, as /proc of Linux has them.</summary>
internal sealed class ProcessTree
{
    private const int MostProcesses = 1_024;
    private const int TicksASecond = 100; // USER_HZ, which programs see on every architecture

    /// <summary>Reads the tree now; what ends meanwhile is left out.</summary>
    public ProcessTree(int root)
    {
        var all = new List<int> { root };
        for (int i = 0; i < all.Count && all.Count < MostProcesses; i++)
        {
            all.AddRange(ChildrenOf(all[i]));
            Measure(all[i]);
        }

        Processes = all;
    }

    /// <summary>Their ids, parents first.</summary>
    public IReadOnlyList<int> Processes { get; }

    /// <summary>The memory that is theirs: resident, and neither a program's nor a library's file.</summary>
    public long Bytes { get; private set; }

    /// <summary>The processor's time of those that are there and of the children they have waited for.</summary>
    public TimeSpan Cpu { get; private set; }

    /// <summary>The processes begun by one.</summary>
    public static IReadOnlyList<int> ChildrenOf(int process)
    {
        var children = new List<int>();
        try
        {
            foreach (string task in Directory.EnumerateDirectories($"/proc/{process}/task"))
                children.AddRange(File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone since it was listed.
        }

        return children;
    }

    private void Measure(int process)
    {
        try
        {
            // The name before the last parenthesis may have blanks; utime is the 14th field, and cstime the 17th.
            string stat = File.ReadAllText($"/proc/{process}/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            Cpu += TimeSpan.FromSeconds(fields[11..15].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)) / (double)TicksASecond);
            foreach (string line in File.ReadLines($"/proc/{process}/status").Where(line => line.StartsWith("RssAnon:", StringComparison.Ordinal) || line.StartsWith("RssShmem:", StringComparison.Ordinal)))
                Bytes += 1024 * long.Parse(line.Split(' ', '\t', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone since it was listed.
        }
    }
}
