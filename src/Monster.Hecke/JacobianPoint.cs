namespace Monster.Hecke;

/// <summary>The point (X / Z^2, Y / Z^3) of an elliptic curve modulo a prime; Z = 0 is the point at infinity.</summary>
internal readonly record struct JacobianPoint(ulong X, ulong Y, ulong Z);
