using System.Diagnostics;

namespace Monster.Testing;

/// <summary>Waits for something that happens on another thread, and gives up after two minutes.</summary>
public static class Until
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>Waits until a condition holds that an event tells of: it is looked at now and at each event.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="add">Adds a handler to the event.</param>
    /// <param name="remove">Takes it away again.</param>
    public static async Task TrueAsync(Func<bool> condition, Action<Action> add, Action<Action> remove)
    {
        using var signal = new SemaphoreSlim(0);
        void Signal() => signal.Release();
        add(Signal);
        try
        {
            while (!condition())
            {
                if (!await signal.WaitAsync(Deadline))
                    throw new TimeoutException($"The condition did not hold within {Deadline}.");
            }
        }
        finally
        {
            remove(Signal);
        }
    }

    /// <summary>Waits until a condition holds of which nothing tells.</summary>
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
