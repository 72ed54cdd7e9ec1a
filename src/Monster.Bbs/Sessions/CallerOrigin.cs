using System.Net;
using Monster.Bbs.People;
using Monster.Board.People;

namespace Monster.Bbs.Sessions;

/// <summary>Where a call comes from.</summary>
/// <param name="Transport">What carries the bytes, as people call it: <c>telnet</c>, <c>web</c>, <c>ssh</c>, <c>rlogin</c>, <c>console</c>.</param>
/// <param name="Address">The network address; null at the console.</param>
public sealed record CallerOrigin(string Transport, IPAddress? Address = null)
{
    /// <summary>The SSH key that sshd found to be the caller's; null for none.</summary>
    public SshPublicKey? Key { get; init; }

    /// <summary>Whether somebody whose key is on no account may log in or look around.</summary>
    public bool MayBeUnknown { get; init; } = true;

    /// <summary>Who the caller is on another board that vouches for it; null for callers of our own.</summary>
    public VisitorOrigin? Visitor { get; init; }

    /// <summary>Who has shown who it is before the call, as by the page it is opened from; null for nobody.</summary>
    public Login? Known { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Address is null ? Transport : $"{Transport} {(Address.IsIPv4MappedToIPv6 ? Address.MapToIPv4() : Address)}";
}
