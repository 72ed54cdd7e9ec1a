using Monster.Terminal;

namespace Monster.Tty;

/// <summary>What the environment of this process says about its terminal.</summary>
public static class TtyFacts
{
    /// <summary>The facts that follow from environment variables.</summary>
    /// <param name="get">Gives a variable's value or null, as <see cref="Environment.GetEnvironmentVariable(string)"/> does.</param>
    /// <param name="size">The size, or null for 80x24.</param>
    /// <exception cref="TtyException">The terminal cannot place text.</exception>
    public static TerminalFacts From(Func<string, string?> get, (int Width, int Height)? size)
    {
        if (EnvironmentFacts.From(get, size) is not { } facts)
            throw new TtyException($"The terminal is of type '{get("TERM")}' (TERM), which cannot place text on a screen. Set TERM to its real type, for example xterm-256color.");
        bool isFar = !string.IsNullOrEmpty(get("SSH_CONNECTION"));
        return facts with { IsSizeKnown = true, IsEncodingKnown = true, EscapeWait = TimeSpan.FromMilliseconds(isFar ? 120 : 50) };
    }
}
