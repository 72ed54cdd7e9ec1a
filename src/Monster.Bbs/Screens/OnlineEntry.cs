using Monster.Bbs.Sessions;

namespace Monster.Bbs.Screens;

/// <summary>Somebody who is online: a caller, or a member who has the web pages open.</summary>
/// <param name="Caller">The call; null on the web pages.</param>
/// <param name="Account">The account; 0 for a guest.</param>
/// <param name="Name">The name others see.</param>
/// <param name="Doing">What is being done.</param>
/// <param name="Since">Since when.</param>
public sealed record OnlineEntry(Caller? Caller, uint Account, string Name, string Doing, DateTimeOffset Since)
{
    /// <summary>What carries it, as people call it.</summary>
    public string Transport => Caller?.Origin.Transport ?? "web";

    /// <summary>Everybody: the callers by node, then the readers of pages by name.</summary>
    public static IReadOnlyList<OnlineEntry> All(Nodes nodes, PageReaders readers) =>
    [
        .. nodes.List().Select(caller => new OnlineEntry(caller, (uint)(caller.Login?.Account ?? 0), Visit.NameOf(caller), caller.Doing, caller.Since)),
        .. readers.List().Select(reader => new OnlineEntry(null, reader.Account, reader.Name, "On the web pages", reader.Since)),
    ];
}
