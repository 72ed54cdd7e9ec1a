namespace Monster.Bbs.Sessions;

/// <summary>Gives each caller a node for the length of the call, or says that all are taken.</summary>
public static class NodeEntry
{
    /// <summary>The middleware.</summary>
    public static SessionMiddleware Create(Nodes nodes) => next => async (caller, stop) =>
    {
        if (!nodes.TryEnter(caller))
        {
            caller.Farewell = $"All {nodes.Max} nodes are busy. Call again in a few minutes.";
            return;
        }

        try
        {
            await next(caller, stop);
        }
        finally
        {
            nodes.Leave(caller);
        }
    };
}
