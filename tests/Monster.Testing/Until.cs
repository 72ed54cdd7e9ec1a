using System.Diagnostics;

namespace Monster.Testing;

/// <summary>Waits for something that happens on another thread, and gives up after half a minute.</summary>
public static class Until
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>Waits until a condition holds.</summary>
    public static async Task TrueAsync(Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Deadline)
                throw new TimeoutException($"The condition did not hold within {Deadline}.");
            await Task.Delay(2);
        }
    }
}
