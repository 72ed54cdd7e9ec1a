using System.Runtime.InteropServices;
using Wasmtime;

namespace Monster.Engines;

/// <summary>
/// Lets Wasmtime and .NET live in one process. Both turn faults of the processor into traps or exceptions: they handle the signals
/// SIGSEGV, SIGFPE and SIGILL, and Wasmtime passes on to .NET what happened outside its own code. But it asks the kernel to deliver all three on
/// the thread's alternate stack, of which .NET makes 12 KiB for SIGSEGV alone and where only its SIGSEGV handler knows how to leave for the
/// thread's own stack. So one <see cref="DivideByZeroException"/> anywhere unwinds on the alternate stack, overruns it, and the process dies.
/// The remedy: Wasmtime's handlers stay, with the flags and the signal mask that .NET chose for its own.
/// </summary>
/// <remarks>
/// POSIX.1-2017, sigaction. The other remedy, Wasmtime's <c>signals_based_traps</c> off, costs a bounds check at every load and store (a quarter of the
/// sieve's time, 5 % of the mean of the kernels). macOS delivers faults as Mach exceptions instead, where this changes nothing.
/// </remarks>
public static class EngineSignals
{
    private const int MaxActionBytes = 1024; // more than any system's struct sigaction, of which the handler is the first member

    private static readonly int[] Shared = [4, 8, 11]; // SIGILL, SIGFPE, SIGSEGV, the same numbers on Linux and macOS

    private static readonly Lock Starting = new();

    /// <summary>Starts an engine. Every engine of a process must be started here: Wasmtime takes the signals with the first one.</summary>
    /// <exception cref="InvalidOperationException">The system refuses to tell or to change how a signal is handled.</exception>
    public static Engine Start(Config config)
    {
        if (OperatingSystem.IsWindows())
            return new Engine(config);
        lock (Starting)
        {
            var before = Array.ConvertAll(Shared, Read);
            var engine = new Engine(config);
            for (int i = 0; i < Shared.Length; i++)
            {
                Read(Shared[i]).AsSpan(0, nint.Size).CopyTo(before[i]);
                Check(Action(Shared[i], before[i], null));
            }

            return engine;
        }
    }

    private static byte[] Read(int signal)
    {
        byte[] action = new byte[MaxActionBytes];
        Check(Action(signal, null, action));
        return action;
    }

    private static void Check(int result)
    {
        if (result != 0)
            throw new InvalidOperationException($"The system does not let this process arrange its signals (error {Marshal.GetLastPInvokeError()}).");
    }

    [DllImport("libc", EntryPoint = "sigaction", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Action(int signal, byte[]? wanted, byte[]? current);
}
