namespace Monster.Bbs.Menus;

/// <summary>Who sees a menu item.</summary>
public enum MenuAudience
{
    /// <summary>Everyone.</summary>
    Everyone,

    /// <summary>Callers who have not logged in.</summary>
    Guests,

    /// <summary>Callers who have logged in.</summary>
    Members,

    /// <summary>Sysops.</summary>
    Sysop,
}
