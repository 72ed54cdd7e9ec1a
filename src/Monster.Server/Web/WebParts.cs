using Monster.Bbs.Arcade;
using Monster.Bbs.Screens;

namespace Monster.Server;

/// <summary>What the web pages and their API are made from.</summary>
/// <param name="Services">The board.</param>
/// <param name="Arcade">Its arcade.</param>
/// <param name="Site">The pages.</param>
public sealed record WebParts(BbsServices Services, ArcadeService Arcade, SiteFiles Site);
