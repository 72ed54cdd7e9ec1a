using System.Globalization;
using System.Text.RegularExpressions;

namespace Monster.Bench.Load;

/// <summary>The server's own histogram of how late ticks were, as /metrics shows it.</summary>
internal sealed partial record Lateness(IReadOnlyList<(double Bound, double Count)> Buckets)
{
    /// <summary>Reads it from the text of /metrics.</summary>
    public static Lateness Read(string metrics) => new([.. Bucket().Matches(metrics).Select(match => (
        match.Groups[1].Value == "+Inf" ? double.PositiveInfinity : double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture),
        double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)))]);

    /// <summary>How many ticks there were.</summary>
    public double Ticks => Buckets.Count == 0 ? 0 : Buckets[^1].Count;

    /// <summary>What was added since an earlier reading.</summary>
    public Lateness Since(Lateness before) => before.Buckets.Count == 0 ? this : new([.. Buckets.Zip(before.Buckets, (now, then) => (now.Bound, now.Count - then.Count))]);

    /// <summary>A percentile in milliseconds, straight within a bucket.</summary>
    public double Percentile(double share)
    {
        double wanted = Ticks * share;
        var (low, below) = (0.0, 0.0);
        foreach (var (bound, count) in Buckets)
        {
            if (count >= wanted && count > below)
                return 1000 * (double.IsInfinity(bound) ? low : low + ((bound - low) * (wanted - below) / (count - below)));
            (low, below) = (bound, count);
        }

        return double.NaN;
    }

    [GeneratedRegex("""monster_tick_lateness_seconds_bucket\{[^}]*le="([^"]+)"\} ([0-9.]+)""")]
    private static partial Regex Bucket();
}
