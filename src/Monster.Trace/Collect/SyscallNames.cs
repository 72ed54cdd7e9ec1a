using System.Globalization;

namespace Monster.Trace.Collect;

/// <summary>The names of an architecture's system calls, from the tables of Linux's uapi headers (6.1).</summary>
internal sealed class SyscallNames
{
    private readonly Dictionary<int, string> _names = [];

    /// <summary>The names for an architecture as QEMU names it; none for one that is not known.</summary>
    public SyscallNames(string target)
    {
        using var stream = typeof(SyscallNames).Assembly.GetManifestResourceStream("Syscalls.txt")!;
        using var reader = new StreamReader(stream);
        bool wanted = false;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('['))
                wanted = line.Trim('[', ']').Split(' ').Contains(target);
            else if (wanted && line.Split(' ') is [var number, var name])
                _names[int.Parse(number, CultureInfo.InvariantCulture)] = name;
        }
    }

    /// <summary>A call's name, or <c>syscall_N</c>.</summary>
    public string this[int number] => _names.TryGetValue(number, out string? name) ? name : string.Create(CultureInfo.InvariantCulture, $"syscall_{number}");
}
