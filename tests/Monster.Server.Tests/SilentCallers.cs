using System.Diagnostics;
using System.Globalization;

namespace Monster.Server.Tests;

/// <summary>
/// Connections that are made and then say and read nothing, held by a process of its own: the server's ends alone are descriptors of
/// this one. Disposing it cuts them all at once.
/// </summary>
public sealed class SilentCallers : IDisposable
{
    private const string Script = """
        ulimit -n "$(ulimit -H -n)"
        for ((i = 0; i < $2; i++)); do exec {line}<>"/dev/tcp/127.0.0.1/$1" || exit 1; done
        echo held
        read -r _
        """;

    private readonly Process _process;

    private SilentCallers(Process process) => _process = process;

    /// <summary>Makes so many.</summary>
    public static async Task<SilentCallers> CallAsync(int port, int count)
    {
        var start = new ProcessStartInfo("bash", ["-c", Script, "silent", port.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var callers = new SilentCallers(Process.Start(start)!);
        if (await callers._process.StandardOutput.ReadLineAsync() == "held")
            return callers;
        string why = await callers._process.StandardError.ReadToEndAsync();
        callers.Dispose();
        throw new InvalidOperationException($"{count} connections could not be made: {why}");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
