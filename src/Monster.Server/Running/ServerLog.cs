using System.Globalization;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Sinks.SystemConsole.Themes;

namespace Monster.Server;

/// <summary>Where the server's log goes: to standard error, or to a file while the screen is in use.</summary>
public static class ServerLog
{
    private const long MaxFile = 10 * 1024 * 1024;

    /// <summary>Opens the log.</summary>
    /// <param name="settings">The level and the form.</param>
    /// <param name="file">The file, of which there are at most three of 10 MiB; null for standard error.</param>
    public static ILoggerFactory Open(ServerSettings settings, string? file)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(Enum.Parse<LogEventLevel>(settings.LogLevel, ignoreCase: true))
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Extensions.Hosting", LogEventLevel.Fatal); // what fails there is told where it was started
        if (file is not null)
            configuration.WriteTo.File(new CompactJsonFormatter(), file, fileSizeLimitBytes: MaxFile, rollOnFileSizeLimit: true, retainedFileCountLimit: 3);
        else if (settings.LogFormat == "json")
            configuration.WriteTo.Console(new CompactJsonFormatter(), standardErrorFromLevel: LogEventLevel.Verbose);
        else
            configuration.WriteTo.Console(standardErrorFromLevel: LogEventLevel.Verbose, formatProvider: CultureInfo.InvariantCulture, theme: ConsoleTheme.None);
        return LoggerFactory.Create(logging => logging.AddSerilog(configuration.CreateLogger(), dispose: true).SetMinimumLevel(LogLevel.Trace));
    }
}
