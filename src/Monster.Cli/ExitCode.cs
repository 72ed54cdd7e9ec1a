namespace Monster.Cli;

/// <summary>What the process says to the shell.</summary>
public static class ExitCode
{
    /// <summary>Done, and every check passed.</summary>
    public const int Ok = 0;

    /// <summary>The input was understood and a check failed: a score that does not verify, a module that is no cartridge, a game that does not compile.</summary>
    public const int CheckFailed = 1;

    /// <summary>The input was not understood, not found or not readable, or something outside (a full disk) stood in the way.</summary>
    public const int BadInput = 2;
}
