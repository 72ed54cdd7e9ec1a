using System.Diagnostics.CodeAnalysis;
using Monster.Arcade;

namespace Monster.Bbs.Arcade;

/// <summary>A play goes on at another connection: this one can neither keep nor end it.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It always says where.")]
public sealed class PlayMovedException(string why) : ArcadeException(why);
