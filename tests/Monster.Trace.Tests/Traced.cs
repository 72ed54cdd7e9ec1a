using Monster.Trace.Plugin;
using Monster.Trace.Reading;
using Monster.Trace.Running;
using Monster.Trace.Tables;

namespace Monster.Trace.Tests;

/// <summary>A traced run of a guest and its trace, in a folder that is removed afterwards.</summary>
internal sealed class Traced : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monster-trace-test-");

    private Traced()
    {
    }

    public RunRow Run { get; private set; } = new();

    public string Output { get; private set; } = "";

    public string Folder => Path.Combine(_folder.FullName, "trace");

    public TraceFolder Trace => field ??= new TraceFolder(Folder);

    public static Traced Start(TraceMode mode, string guest, params string[] arguments) => Start(new TraceOptions { Command = [guest, .. arguments], Output = "", Mode = mode });

    /// <summary>Runs with options whose output folder is chosen here.</summary>
    public static Traced Start(TraceOptions options, Action<System.Diagnostics.Process>? meanwhile = null)
    {
        var traced = new Traced();
        Task<string>? output = null;
        traced.Run = TraceRun.Run(
            options with
            {
                Output = traced.Folder,
                Prepare = start => start.RedirectStandardOutput = true,
                Begun = process =>
                {
                    if (meanwhile is null)
                        output = process.StandardOutput.ReadToEndAsync();
                    else
                        Task.Run(() => meanwhile(process));
                },
            },
            TimeProvider.System);
        traced.Output = output?.Result.TrimEnd('\n') ?? "";
        return traced;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
