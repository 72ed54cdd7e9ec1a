using System.Globalization;

namespace Monster.Bench.Load;

/// <summary>The limit of open files, which bounds how many callers this process can be.</summary>
internal static class Descriptors
{
    /// <summary>Says what to do where the limit is too low.</summary>
    /// <param name="connections">How many connections are wanted, in this process and as many in the server's.</param>
    /// <exception cref="InvalidOperationException">The limit is too low.</exception>
    public static void Need(int connections)
    {
        const int Others = 300; // libraries, pipes, the database
        string line = File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        string hard = line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]; // .NET raises the soft limit to it
        if (hard != "unlimited" && long.Parse(hard, CultureInfo.InvariantCulture) < connections + Others)
            throw new InvalidOperationException($"{connections} connections need {connections + Others} open files in each of the two processes; this shell allows {hard} (ulimit -n).");
    }
}
