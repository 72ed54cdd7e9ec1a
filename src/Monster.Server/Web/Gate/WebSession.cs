namespace Monster.Server;

/// <summary>Somebody who is logged in by a browser.</summary>
/// <param name="Id">SHA-256 of the token in the cookie, 64 hexadecimal digits: the token itself is kept nowhere.</param>
/// <param name="Account">The account.</param>
/// <param name="Since">When it began.</param>
/// <param name="Used">When it was used last, to the hour.</param>
internal sealed record WebSession(string Id, uint Account, DateTimeOffset Since, DateTimeOffset Used);
