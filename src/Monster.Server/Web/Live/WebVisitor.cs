namespace Monster.Server;

/// <summary>A page that has a connection open.</summary>
/// <param name="account">The account; 0 for nobody.</param>
/// <param name="name">The name others see.</param>
/// <param name="since">Since when.</param>
/// <param name="hasEvents">Whether it is the events that it has open.</param>
internal sealed class WebVisitor(uint account, string name, DateTimeOffset since, bool hasEvents)
{
    public uint Account { get; } = account;

    public string Name { get; } = name;

    public DateTimeOffset Since { get; } = since;

    public bool HasEvents { get; } = hasEvents;
}
