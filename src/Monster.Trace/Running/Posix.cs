using System.Runtime.InteropServices;

namespace Monster.Trace.Running;

/// <summary>The system calls .NET does not offer.</summary>
internal static partial class Posix
{
    private const nuint NoRandomAddresses = 0x0040000; // ADDR_NO_RANDOMIZE of sys/personality.h
    private const nuint Ask = 0xFFFFFFFF;

    /// <summary>Sends a signal.</summary>
    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Kill(int process, int signal);

    /// <summary>Does something while programs that this thread starts have the same addresses each time.</summary>
    public static void WithoutRandomAddresses(Action action)
    {
        nuint before = (nuint)Personality(Ask);
        _ = Personality(before | NoRandomAddresses);
        try
        {
            action();
        }
        finally
        {
            _ = Personality(before);
        }
    }

    [LibraryImport("libc", EntryPoint = "personality")]
    private static partial int Personality(nuint persona);
}
