using System.Runtime.InteropServices;

namespace Monster.Tty;

/// <summary>What reading and writing a terminal have in common.</summary>
internal static unsafe class Descriptor
{
    /// <summary>After a failed call: waits where that helps.</summary>
    /// <returns>Whether to call again.</returns>
    public static bool ShouldRetry(int descriptor, short readiness)
    {
        int error = Marshal.GetLastPInvokeError();
        if (error == Libc.Interrupted)
            return true;
        if (error != Libc.TryAgain)
            return false;
        // Someone who shares this terminal made it non-blocking.
        var poll = new PollDescriptor { Descriptor = descriptor, Events = readiness };
        return Libc.Poll(&poll, 1, -1) >= 0 || Marshal.GetLastPInvokeError() == Libc.Interrupted;
    }
}
