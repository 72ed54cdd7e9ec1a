using System.Diagnostics.Metrics;
using Monster.Bbs.Sessions;

namespace Monster.Server;

/// <summary>The numbers this server shows of itself, by OpenTelemetry's conventions: seconds and bytes.</summary>
public sealed class ServerMetrics : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Monster.Server";

    /// <summary>How much later than asked a screen was woken: in a play, how late a tick is.</summary>
    public const string Lateness = "monster.tick.lateness";

    /// <summary>How long calls last.</summary>
    public const string CallDuration = "monster.call.duration";

    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<double> _lateness;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _calls;
    private readonly Counter<long> _faults;
    private readonly Counter<long> _received;
    private readonly Counter<long> _sent;

    /// <summary>Metrics of a server.</summary>
    /// <param name="nodes">Who is on.</param>
    public ServerMetrics(Nodes nodes)
    {
        _lateness = _meter.CreateHistogram<double>(Lateness, "s", "How much later than asked a screen was woken; in a play, how late a tick is.");
        _duration = _meter.CreateHistogram<double>(CallDuration, "s", "How long calls last.");
        _calls = _meter.CreateCounter<long>("monster.calls", "{call}", "Calls, by transport and by whether they were let in.");
        _faults = _meter.CreateCounter<long>("monster.faults", "{fault}", "Sessions that ended by a fault of the board.");
        _received = _meter.CreateCounter<long>("monster.received", "By", "Bytes from callers.");
        _sent = _meter.CreateCounter<long>("monster.sent", "By", "Bytes to callers, before the transport's own.");
        _meter.CreateObservableGauge("monster.callers", () => nodes.Count, "{caller}", "Callers on a node now.");
        _meter.CreateObservableGauge("monster.nodes", () => nodes.Max, "{node}", "Nodes there are.");
    }

    /// <summary>Counts a call when it is over.</summary>
    public SessionMiddleware Middleware => next => async (caller, stop) =>
    {
        long start = caller.Terminal.Time.GetTimestamp();
        try
        {
            await next(caller, stop);
        }
        finally
        {
            var transport = new KeyValuePair<string, object?>("transport", caller.Origin.Transport);
            _calls.Add(1, transport, new("admitted", caller.WasAdmitted));
            _duration.Record(caller.Terminal.Time.GetElapsedTime(start).TotalSeconds, transport);
        }
    };

    /// <summary>A call ended before there was a caller: a board that may not send any, a wrong key.</summary>
    public void Refused(string transport) => _calls.Add(1, new("transport", transport), new("admitted", false));

    /// <summary>A screen was woken that much later than asked.</summary>
    public void Woken(TimeSpan late) => _lateness.Record(late.TotalSeconds);

    /// <summary>A session ended by a fault.</summary>
    public void Fault() => _faults.Add(1);

    /// <summary>Bytes came.</summary>
    public void Received(long bytes) => _received.Add(bytes);

    /// <summary>Bytes went.</summary>
    public void Sent(long bytes) => _sent.Add(bytes);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
