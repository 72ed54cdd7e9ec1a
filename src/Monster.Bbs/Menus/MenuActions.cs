namespace Monster.Bbs.Menus;

/// <summary>What menu items can do. A theme may leave any of them out and put each wherever it likes.</summary>
public static class MenuActions
{
    /// <summary>Opens another menu.</summary>
    public const string OpenMenu = "menu";

    /// <summary>Every name an item's <c>do</c> may have, with what it does.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        [OpenMenu] = "opens the menu named by 'menu'",
        ["play"] = "starts today's game at once",
        ["arcade"] = "the grid of games",
        ["daily"] = "the daily challenge",
        ["watch"] = "plays that are going on now",
        ["scores"] = "leaderboards",
        ["observatory"] = "the Hecke operators at work on the 71 shards",
        ["carry-on"] = "goes on with a play begun elsewhere",
        ["doors"] = "programs of others, in a sandbox",
        ["log-in"] = "asks for name and password",
        ["register"] = "makes an account",
        ["boards"] = "the list of boards",
        ["new-scan"] = "what was posted since the last call",
        ["search"] = "finds posts by their words",
        ["mail"] = "private mail",
        ["one-liners"] = "the wall of short lines",
        ["last-callers"] = "who called last",
        ["who"] = "who is online",
        ["chat"] = "talk with everyone in the lobby",
        ["page"] = "asks somebody to chat",
        ["people"] = "everybody's profiles",
        ["profile"] = "one's own profile",
        ["settings"] = "one's own settings",
        ["account"] = "password, codes, export, deletion",
        ["sysop-callers"] = "callers: watch, chat, disconnect, ban",
        ["sysop-people"] = "accounts: level, ban, password",
        ["sysop-boards"] = "names and levels of boards",
        ["sysop-log"] = "the log",
        ["sysop-theme"] = "which theme files are in use and what is wrong with others",
        ["sysop-announce"] = "a line for everyone online",
        ["sysop-shut-down"] = "shuts down with notice",
        ["back"] = "leaves this menu",
        ["goodbye"] = "hangs up",
    };
}
