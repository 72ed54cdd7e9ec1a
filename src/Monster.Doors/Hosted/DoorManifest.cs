using Monster.Terminal;

namespace Monster.Doors;

/// <summary>What a door's author declares in <c>door.toml</c>: what it is, and all that it may do. What is not declared it cannot do.</summary>
public sealed record DoorManifest
{
    /// <summary>The file's name.</summary>
    public const string FileName = "door.toml";

    /// <summary>Its name in the menu, 1 to 40 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in a line of at most 70 characters.</summary>
    public string About { get; init; } = "";

    /// <summary>The program's file in the door's folder; of a trusted door also one of the system's, by its path.</summary>
    public required string Program { get; init; }

    /// <summary>Whether it is a native program, which the sysop must trust: what keeps it in is the kernel, no virtual machine.</summary>
    public bool IsTrusted { get; init; }

    /// <summary>What a trusted program is started with.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The most processor time of a trusted door for one caller, in seconds: 1 to 36,000.</summary>
    public int CpuSeconds { get; init; } = 60;

    /// <summary>The most processes and threads of a trusted door for one caller: 4 to 256.</summary>
    public int Processes { get; init; } = 16;

    /// <summary>The drop file it is given; null for none.</summary>
    public DropFileKind? DropFile { get; init; } = DropFileKind.BbsDevDrp;

    /// <summary>How it writes and reads characters.</summary>
    public TerminalEncoding Encoding { get; init; } = TerminalEncoding.Cp437;

    /// <summary>Whether it is given each key as it is pressed; else whole lines, which are echoed and can be corrected first, as programs that know nothing of terminals expect.</summary>
    public bool TakesKeys { get; init; }

    /// <summary>The most memory it may have, in MiB: 1 to 256.</summary>
    public int MemoryMiB { get; init; } = 16;

    /// <summary>The longest it may run for one caller, in minutes: 1 to 720.</summary>
    public int Minutes { get; init; } = 60;

    /// <summary>The most work for one caller, in thousands of millions of WebAssembly instructions: 1 to 10,000.</summary>
    public int Work { get; init; } = 100;

    /// <summary>What it may keep for each caller, in KiB: 0 to 65,536.</summary>
    public int DiskKiB { get; init; } = 256;

    /// <summary>What it may write to the screen, in KiB a second and a burst of four seconds' worth: 1 to 4,096.</summary>
    public int OutputKiB { get; init; } = 256;

    /// <summary>Whether it may read a clock finer than a second.</summary>
    public bool FineClock { get; init; }

    /// <summary>All that the door can do, in sentences for the sysop who installs it.</summary>
    public IReadOnlyList<string> Permissions =>
    [
        .. IsTrusted ? Trust : [],
        "It can show text to its caller and read what the caller types.",
        DropFile is null ? "It is told nothing of the caller." : $"It is told the caller's alias, number, level, node, screen and time left ({DropFileWriter.FileName(DropFile.Value)}); no real name, no address, no password.",
        DiskKiB == 0 ? "It can keep nothing." : $"It can keep {DiskKiB:N0} KiB for each caller, where no other caller's and no other door's files are.",
        IsTrusted
            ? $"It can use {MemoryMiB} MiB of memory, {CpuSeconds:N0} seconds of a processor, {Processes} processes and {Minutes} minutes a call, and write {OutputKiB:N0} KiB a second."
            : $"It can use {MemoryMiB} MiB of memory, {Work:N0} thousand million instructions and {Minutes} minutes a call, and write {OutputKiB:N0} KiB a second.",
        IsTrusted ? "It can read and start the programs and libraries of this machine (/usr), and read the time exactly." : FineClock ? "It can read the time exactly." : "It can read the time in whole seconds.",
        IsTrusted ? "It can reach nothing else: no other file, no network, no other process, no device." : "It can reach nothing else: no other file, no network, no program, no device.",
    ];

    private static IReadOnlyList<string> Trust =>
    [
        "TRUSTED: a native program, not WebAssembly. It runs in bubblewrap, so the kernel of this machine is all that keeps it in: a fault there lets it out.",
        "Install it only if you would run it yourself.",
    ];
}
