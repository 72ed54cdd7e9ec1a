using Monster.Terminal;

namespace Monster.Doors;

/// <summary>
/// What a board tells a door, whatever file it uses: written by the board that hosts a door, read by the arcade when it is one. What a
/// file leaves blank is null here and never zero. There is no password: no format of ours carries one.
/// </summary>
public sealed record DoorFacts
{
    /// <summary>The longest time that is believed; a board that means "unlimited" writes some huge number.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromDays(1);

    /// <summary>What carries the bytes.</summary>
    public DoorLink Link { get; init; }

    /// <summary>The descriptor of an inherited socket; null when there is none.</summary>
    public int? Handle { get; init; }

    /// <summary>The board's program and version; empty when not said.</summary>
    public string Software { get; init; } = "";

    /// <summary>The board's name; empty when not said.</summary>
    public string Board { get; init; } = "";

    /// <summary>The sysop's name; empty when not said.</summary>
    public string Sysop { get; init; } = "";

    /// <summary>The caller's real name; empty when not said.</summary>
    public string RealName { get; init; } = "";

    /// <summary>The name the caller goes by; empty when not said.</summary>
    public string Alias { get; init; } = "";

    /// <summary>What the board tells its users apart by, where the format has such a thing (BBSDEV.DRP); empty when not said.</summary>
    public string UserKey { get; init; } = "";

    /// <summary>The number of the user's record, counted from 1; null when not said.</summary>
    public int? UserNumber { get; init; }

    /// <summary>Where the caller calls from; empty when not said.</summary>
    public string Location { get; init; } = "";

    /// <summary>The caller's level on that board: a number to show, no permission; null when not said.</summary>
    public int? Level { get; init; }

    /// <summary>Whether the caller runs the board, where a format says it.</summary>
    public bool IsSysop { get; init; }

    /// <summary>The time left, at most <see cref="MostTime"/>; null when there is no limit or none is said.</summary>
    public TimeSpan? TimeLeft { get; init; }

    /// <summary>When the time is over, where a format says it (BBSDEV.DRP): it counts instead of <see cref="TimeLeft"/>.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Columns of the screen; null when not said.</summary>
    public int? Width { get; init; }

    /// <summary>Rows of the screen; null when not said.</summary>
    public int? Height { get; init; }

    /// <summary>What the terminal can show; null when not said.</summary>
    public DoorEmulation? Emulation { get; init; }

    /// <summary>How the board decodes what the door writes; null when not said, which means code page 437.</summary>
    public TerminalEncoding? Encoding { get; init; }

    /// <summary>The version of SyncTERM's terminal emulation, such as <c>1.332</c>; empty when not known.</summary>
    public string CTerm { get; init; } = "";

    /// <summary>The caller's language (BCP 47); empty when not said.</summary>
    public string Language { get; init; } = "";

    /// <summary>The node, counted from 1; null when not said.</summary>
    public int? Node { get; init; }

    /// <summary>What to call the caller: the alias, else the real name, else "Guest".</summary>
    public string Name => Alias.Length > 0 ? Alias : RealName.Length > 0 ? RealName : "Guest";

    /// <summary>The time left at a moment; null for no limit.</summary>
    public TimeSpan? Left(DateTimeOffset now) => Deadline is { } end
        ? TimeSpan.FromTicks(Math.Clamp((end - now).Ticks, 0, MostTime.Ticks))
        : TimeLeft;
}
