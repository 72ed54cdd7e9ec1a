namespace Monster.Arcade;

/// <summary>The limits a <see cref="CartridgeRuntime"/> keeps.</summary>
public sealed record RuntimeOptions
{
    /// <summary>Where compiled cartridges are kept between runs; null keeps none.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>
    /// The most live instances. Each takes about four memory mappings, and Linux grants a process 65,530
    /// (<c>vm.max_map_count</c>); beyond that the engine could only abort the process.
    /// </summary>
    public int MaxInstances { get; init; } = 15_000;

    /// <summary>
    /// The second fence: the longest a call may take. The budget ends a cartridge's call first, on any machine that runs a
    /// hundred million instructions in it.
    /// </summary>
    public TimeSpan CallDeadline { get; init; } = TimeSpan.FromSeconds(10);
}
