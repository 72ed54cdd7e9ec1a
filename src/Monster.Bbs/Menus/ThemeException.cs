namespace Monster.Bbs.Menus;

/// <summary>A theme file cannot be used.</summary>
public sealed class ThemeException : Exception
{
    /// <summary>With what is wrong.</summary>
    public ThemeException(ThemeFault fault)
        : base(fault.ToString()) => Fault = fault;

    /// <summary>What is wrong.</summary>
    public ThemeFault Fault { get; }
}
