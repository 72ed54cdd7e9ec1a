namespace Monster.Doors;

/// <summary>What a door may still write: so much a second, with a burst of four seconds' worth. For one thread.</summary>
internal sealed class OutputMeter
{
    private const int BurstSeconds = 4;

    private readonly double _rate;
    private readonly TimeProvider _time;
    private double _left;
    private long _at;

    public OutputMeter(int kibASecond, TimeProvider time)
    {
        (_rate, _time, _at) = (kibASecond * 1024.0, time, time.GetTimestamp());
        _left = _rate * BurstSeconds;
    }

    /// <summary>Counts what was written.</summary>
    /// <returns>Whether it may be.</returns>
    public bool Take(int bytes)
    {
        _left = Math.Min(_rate * BurstSeconds, _left + (_time.GetElapsedTime(_at).TotalSeconds * _rate)) - bytes;
        _at = _time.GetTimestamp();
        return _left >= 0;
    }
}
