using System.Runtime.CompilerServices;
using Monster.Bbs;
using Monster.Server;

namespace Monster.Cli;

/// <summary>What can go wrong with a board, apart from <see cref="Failures"/> so that commands without one load nothing of it.</summary>
internal static class ServerFailures
{
    /// <summary>The line to show, or null when the exception is not the board's.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string? Describe(Exception e) => e is ServerException or LogException ? e.Message : null;
}
