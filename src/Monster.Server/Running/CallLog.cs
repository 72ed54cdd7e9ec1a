using Microsoft.Extensions.Logging;
using Monster.Bbs.Sessions;

namespace Monster.Server;

/// <summary>Writes a line when a call begins and when it is over. What is typed and shown is never logged.</summary>
internal sealed partial class CallLog(ILogger log)
{
    /// <summary>The middleware.</summary>
    public SessionMiddleware Middleware => next => async (caller, stop) =>
    {
        string address = caller.Origin.Address?.ToString() ?? "";
        CallBegan(caller.Origin.Transport, address);
        long start = caller.Terminal.Time.GetTimestamp();
        try
        {
            await next(caller, stop);
        }
        finally
        {
            string name = caller.Login?.Name ?? "";
            string terminal = caller.Terminal.Facts.Type;
            double seconds = caller.Terminal.Time.GetElapsedTime(start).TotalSeconds;
            CallEnded(caller.Origin.Transport, address, caller.Node, name, terminal, seconds, caller.Farewell);
        }
    };

    /// <summary>A session ended by a fault.</summary>
    public void Fault(Caller caller, Exception fault, string report) => Broke(caller.Node, caller.Doing, report, fault);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Call by {Transport} from {Address}")]
    private partial void CallBegan(string transport, string address);

    [LoggerMessage(Level = LogLevel.Information, Message = "Call by {Transport} from {Address} on node {Node} ended: {Name} at a {Terminal}, {Seconds:0.0} s. {Farewell}")]
    private partial void CallEnded(string transport, string address, int node, string name, string terminal, double seconds, string farewell);

    [LoggerMessage(Level = LogLevel.Error, Message = "The session on node {Node} broke while {Doing}: report {Report}")]
    private partial void Broke(int node, string doing, string report, Exception fault);
}
