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

    /// <summary>Writes all of it, waiting as long as that takes.</summary>
    /// <returns>False when nobody takes it any more.</returns>
    public static bool WriteAll(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            int done = 0;
            while (done < bytes.Length)
            {
                nint written = Libc.Write(descriptor, start + done, (nuint)(bytes.Length - done));
                if (written >= 0)
                    done += (int)written;
                else if (!ShouldRetry(descriptor, Libc.WriteReady))
                    return false;
            }
        }

        return true;
    }
}
