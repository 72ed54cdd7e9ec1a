namespace Monster.Bbs.Menus;

/// <summary>A choice of a menu.</summary>
/// <param name="Key">The key that takes it at once: a letter or digit, upper case.</param>
/// <param name="Text">What it is called.</param>
/// <param name="About">A few words more; may be empty.</param>
/// <param name="Action">What it does: one of <see cref="MenuActions"/>.</param>
/// <param name="Menu">For the action <c>menu</c>, the menu it opens; else empty.</param>
/// <param name="Audience">Who sees it.</param>
public sealed record MenuItem(char Key, string Text, string About, string Action, string Menu, MenuAudience Audience);
