namespace Monster.Bbs.Menus;

/// <summary>A menu as its file describes it.</summary>
/// <param name="Title">The title line.</param>
/// <param name="Screen">The picture above the choices; empty for none.</param>
/// <param name="Help">What F1 tells, its lines separated by line feeds.</param>
/// <param name="Items">The choices, in order.</param>
public sealed record MenuPage(string Title, string Screen, string Help, IReadOnlyList<MenuItem> Items);
