using System.Net;

namespace Monster.Bbs.Sessions;

/// <summary>Where a call comes from.</summary>
/// <param name="Transport">What carries the bytes, as people call it: <c>telnet</c>, <c>web</c>, <c>console</c>.</param>
/// <param name="Address">The network address; null at the console.</param>
public sealed record CallerOrigin(string Transport, IPAddress? Address = null)
{
    /// <inheritdoc/>
    public override string ToString() => Address is null ? Transport : $"{Transport} {(Address.IsIPv4MappedToIPv6 ? Address.MapToIPv4() : Address)}";
}
